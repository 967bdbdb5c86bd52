// What becomes of requests, told as plainly as possible: objects, a look at everything to find out what happens next, and work that
// is taken off each request in small steps. Shares with the fast way nothing but what requests draw.

import { sample } from "../../src/base/random/distribution.ts";
import { DRAW, drawOfCall, RequestDraws, sourceKey } from "../../src/queueing/exact/request-draws.ts";
import type {
  Call,
  Patience,
  Processor,
  RequestFailure,
  Service,
  Source,
  Station,
  TrafficNetwork,
  TrafficOutcome,
  WaitingRequests,
} from "../../src/queueing/traffic-model.ts";
import {
  child,
  Counts,
  isOpen,
  periodEnd,
  rateOf,
  refusal,
  type Errand,
  type Happening,
  type Key,
  type NaiveSource,
  type Place,
  type Visit,
} from "./naive-parts.ts";

export class NaiveTraffic {
  nowUs = 0;
  readonly #network: TrafficNetwork;
  readonly #draws = new RequestDraws();
  readonly #places = new Map<number, Place>();
  readonly #routes: (readonly number[])[];
  readonly #sources: readonly NaiveSource[];
  readonly #byClass: readonly (readonly Counts[])[];
  readonly #errands = new Set<Errand>();
  #order = 0;
  #fromUs = 0;

  constructor(network: TrafficNetwork, seed: string) {
    this.#network = network;
    this.#routes = network.services.map(() => []);
    this.#byClass = network.services.map(({ classes }) => classes.map(() => new Counts()));
    this.#sources = network.sources.map((source) => {
      const [first, second] = sourceKey(seed, source.name);
      const counts = source.mix.map(() => new Counts());
      const key = { first: first!, second: second! };
      return { source, counts, key, number: 0, rate: 0, gap: this.#gap(source, key, 0) };
    });
  }

  advance(toUs: number): void {
    for (;;) {
      const next = this.#happenings()
        .filter(({ us }) => us <= toUs)
        .toSorted((a, b) => a.us - b.us || a.rank - b.rank || a.order - b.order)[0];
      this.#pass(next?.us ?? toUs);
      if (next === undefined) return;
      next.happen();
    }
  }

  setRate(source: number, perSecond: number): void {
    this.#sources[source]!.rate = perSecond / 1_000_000;
  }

  open(station: Station): void {
    const { processor } = station;
    const nothing = { visits: [], stands: false, arrived: 0, usedUs: 0, doneUs: 0 };
    const periodEndUs = periodEnd(this.nowUs, processor);
    this.#places.set(station.id, { station, processor, state: "open", ...nothing, periodEndUs });
  }

  setProcessor(id: number, processor: Processor): void {
    const place = this.#places.get(id)!;
    if (place.processor.quota?.periodUs !== processor.quota?.periodUs) place.usedUs = 0;
    place.processor = processor;
    place.periodEndUs = periodEnd(this.nowUs, processor);
    place.stands = place.stands && processor.quota !== undefined && place.usedUs >= processor.quota.workUs;
  }

  drain(id: number): void {
    this.#places.get(id)!.state = "drains";
  }

  close(id: number): void {
    const place = this.#places.get(id)!;
    place.state = "closed";
    const { visits } = place;
    place.visits = [];
    for (const visit of visits) if (isOpen(visit)) this.#end(visit, "cut-off");
  }

  route(service: number, ids: readonly number[]): void {
    this.#routes[service] = ids;
  }

  collect(): TrafficOutcome {
    const fromUs = this.#fromUs;
    this.#fromUs = this.nowUs;
    const sources = this.#sources.map(({ counts }) => counts.map((one) => one.take()));
    const services = this.#byClass.map((counts) => counts.map((one) => one.take()));
    return { fromUs, untilUs: this.nowUs, sources, services };
  }

  unanswered(): readonly (readonly (readonly WaitingRequests[])[])[] {
    return this.#sources.map(({ counts }) => counts.map((own) => this.#waitingOf(own)));
  }

  #waitingOf(own: Counts): readonly WaitingRequests[] {
    const seconds = [...this.#errands]
      .filter(({ counts }) => counts === own)
      .map(({ begunUs }) => Math.floor((this.nowUs - begunUs) / 1_000_000))
      .toSorted((a, b) => a - b);
    return [...new Set(seconds)].map((age) => ({
      count: seconds.filter((other) => other === age).length,
      ageUs: age * 1_000_000,
    }));
  }

  workDoneUs(id: number): number {
    return this.#places.get(id)?.doneUs ?? 0;
  }

  arrivedAt(id: number): number {
    return this.#places.get(id)?.arrived ?? 0;
  }

  inStation(id: number): number {
    return this.#places.get(id)?.visits.length ?? 0;
  }

  waiting(id: number): number {
    return this.#places.get(id)?.visits.filter(({ state }) => state === "waiting").length ?? 0;
  }

  #happenings(): readonly Happening[] {
    const places = [...this.#places.values()];
    const pausing = places.flatMap(({ visits }) => visits).filter(({ state }) => state === "pauses");
    const errands = [...this.#errands].filter(({ endsUs }) => endsUs < Infinity);
    return [
      ...places.flatMap((place) => this.#processorHappenings(place)),
      ...pausing.map((visit) => ({
        us: visit.endsUs,
        rank: 1,
        order: visit.order,
        happen: () => this.#callStage(visit, 0),
      })),
      ...errands.map((errand) => ({
        us: errand.endsUs,
        rank: 1,
        order: errand.order,
        happen: () => this.#timeIsUp(errand),
      })),
      ...this.#sources.map((one, order) => ({
        us: this.nowUs + (one.rate > 0 ? Math.max(0, one.gap) / one.rate : Infinity),
        rank: 2,
        order,
        happen: () => this.#arrive(one),
      })),
    ];
  }

  #processorHappenings(place: Place): readonly Happening[] {
    const at = (us: number, order: number, happen: () => void): Happening => ({ us, rank: 0, order, happen });
    const works = place.visits.filter(({ state }) => state === "works");
    if (works.length === 0 && place.processor.quota === undefined) return [];
    const rate = rateOf(place);
    const happenings = works.map((visit) =>
      at(this.nowUs + (Math.max(0, visit.workUs) * works.length) / rate, 0, () => this.#pause(visit)),
    );
    const { quota } = place.processor;
    if (quota === undefined) return happenings;
    const newPeriod = { usedUs: 0, stands: false };
    const begin = (): void =>
      void Object.assign(place, newPeriod, { periodEndUs: periodEnd(this.nowUs, place.processor) });
    happenings.push(at(place.periodEndUs, 1, begin));
    const stopUs = this.nowUs + Math.max(0, quota.workUs - place.usedUs) / rate;
    const stop = (): void => void Object.assign(place, { usedUs: quota.workUs, stands: true });
    if (rate > 0 && stopUs < place.periodEndUs) happenings.push(at(stopUs, 1, stop));
    return happenings;
  }

  #pass(toUs: number): void {
    const us = toUs - this.nowUs;
    for (const place of this.#places.values()) {
      const workUs = us * rateOf(place);
      place.doneUs += workUs;
      place.usedUs += workUs;
      const works = place.visits.filter(({ state }) => state === "works");
      for (const visit of works) visit.workUs -= workUs / works.length;
    }
    for (const source of this.#sources) source.gap -= us * source.rate;
    this.nowUs = toUs;
  }

  #gap(source: Source, key: Key, number: number): number {
    const unit = this.#unit(child(key, number), DRAW.gap);
    if (source.arrivals === "even") return number === 0 ? unit : 1;
    return -Math.log1p(-unit);
  }

  #unit(key: Key, draw: number): number {
    this.#draws.enter(key.first, key.second);
    return this.#draws.unit(draw);
  }

  #arrive(from: NaiveSource): void {
    const key = child(from.key, from.number);
    from.number += 1;
    from.gap = this.#gap(from.source, from.key, from.number);
    const { mix, service, patience } = from.source;
    const unit = this.#unit(key, DRAW.mix);
    let [place, sum] = [0, mix[0]!.share];
    while (place < mix.length - 1 && unit >= sum) {
      place += 1;
      sum += mix[place]!.share;
    }
    from.counts[place]!.arrived += 1;
    this.#begin(service, mix[place]!.requestClass, patience, undefined, from.counts[place], key);
  }

  #begin(
    service: number,
    requestClass: number,
    patience: Patience,
    caller: Visit | undefined,
    counts: Counts | undefined,
    key: Key,
  ): void {
    const times = { begunUs: this.nowUs, endsUs: Infinity, order: 0 };
    const errand = { service, requestClass, patience, caller, counts, key, attempt: 0, visit: undefined, ...times };
    this.#errands.add(errand);
    this.#attempt(errand);
  }

  #attempt(errand: Errand): void {
    const counts = this.#byClass[errand.service]![errand.requestClass]!;
    const service = this.#network.services[errand.service]!;
    const key = errand.attempt === 0 ? errand.key : child(errand.key, -1 - errand.attempt);
    errand.endsUs = Infinity;
    counts.arrived += 1;
    const id = this.#choose(errand, service, this.#unit(key, DRAW.choice));
    const place = id === undefined ? undefined : this.#places.get(id);
    if (place !== undefined && place.state !== "closed") place.arrived += 1;
    const failure = refusal(id, place, service);
    if (failure !== undefined) {
      counts.fail(failure);
      this.#failAttempt(errand, failure);
      return;
    }
    const visit = this.#newVisit(errand, place!, service, key);
    if (errand.patience.timeoutUs < Infinity) {
      errand.endsUs = this.nowUs + errand.patience.timeoutUs;
      errand.order = this.#order += 1;
    }
    if (visit.state === "works") this.#serve(visit);
  }

  #newVisit(errand: Errand, place: Place, service: Service, key: Key): Visit {
    this.#draws.enter(key.first, key.second);
    const requestClass = service.classes[errand.requestClass]!;
    const us = sample(requestClass.serviceTime, this.#draws.from(DRAW.demand));
    const served = place.visits.filter(({ state }) => state !== "waiting").length;
    const state = served < service.concurrency ? "works" : "waiting";
    const workUs = us * requestClass.cpuShare;
    const counts = this.#byClass[errand.service]![errand.requestClass]!;
    const own = { place, service, requestClass, counts, key, arrivedUs: this.nowUs, errand, state } as const;
    const visit = { ...own, workUs, pauseUs: us - workUs, endsUs: Infinity, order: 0, stage: 0, openCalls: 0 };
    place.visits.push(visit);
    errand.visit = visit;
    return visit;
  }

  #choose(errand: Errand, service: Service, unit: number): number | undefined {
    const ids = this.#routes[errand.service]!;
    const pick = (among: readonly number[]): number | undefined => among[Math.floor(unit * among.length)];
    if (service.balancing === "random") return pick(ids);
    if (service.balancing === "topology-aware") {
      const zone = errand.caller?.place.station.zone;
      const near = ids.filter((id) => zone !== undefined && this.#places.get(id)?.station.zone === zone);
      return pick(near.length > 0 ? near : ids);
    }
    const least = Math.min(...ids.map((id) => this.inStation(id)));
    return pick(ids.filter((id) => this.inStation(id) === least));
  }

  #serve(visit: Visit): void {
    if (visit.workUs > 0) visit.state = "works";
    else this.#pause(visit);
  }

  #pause(visit: Visit): void {
    visit.state = "pauses";
    if (visit.pauseUs <= 0) return this.#callStage(visit, 0);
    visit.endsUs = this.nowUs + visit.pauseUs;
    visit.order = this.#order += 1;
  }

  #callStage(visit: Visit, from: number): void {
    const { stages } = visit.requestClass;
    visit.state = "calls";
    for (let stage = from; stage < stages.length; stage += 1) {
      const before = stages.slice(0, stage).flat().length;
      const calls = stages[stage]!.map((call, place) => ({ call, place: before + place })).filter(
        ({ call, place }) => this.#unit(visit.key, drawOfCall(place)) < call.probability,
      );
      if (calls.length === 0) continue;
      [visit.stage, visit.openCalls] = [stage, calls.length];
      for (const { call, place } of calls) if (isOpen(visit)) this.#call(visit, call, place);
      return;
    }
    this.#end(visit, undefined);
  }

  #call(visit: Visit, { service, requestClass, patience }: Call, place: number): void {
    this.#begin(service, requestClass, patience, visit, undefined, child(visit.key, place));
  }

  #end(visit: Visit, failure: RequestFailure | undefined): void {
    const { place, counts, errand } = visit;
    visit.state = "over";
    if (failure === undefined) counts.complete(this.nowUs - visit.arrivedUs);
    else counts.fail(failure);
    place.visits = place.visits.filter((other) => other !== visit);
    const next = place.visits.find(({ state }) => state === "waiting");
    if (next !== undefined && place.state !== "closed") {
      next.state = "works";
      this.#serve(next);
    }
    if (errand === undefined) return;
    errand.visit = undefined;
    errand.endsUs = Infinity;
    if (failure === undefined) this.#succeed(errand);
    else this.#failAttempt(errand, failure);
  }

  #succeed(errand: Errand): void {
    const { caller, counts, begunUs } = errand;
    this.#errands.delete(errand);
    counts?.complete(this.nowUs - begunUs);
    if (caller === undefined || caller.state === "over") return;
    caller.openCalls -= 1;
    if (caller.openCalls === 0) this.#callStage(caller, caller.stage + 1);
  }

  #failAttempt(errand: Errand, failure: RequestFailure): void {
    const { caller, counts, patience } = errand;
    const isForsaken = caller?.state === "over";
    errand.attempt += 1;
    if (isForsaken || errand.attempt >= patience.attempts) {
      this.#errands.delete(errand);
      counts?.fail(failure);
      if (caller !== undefined && !isForsaken) this.#end(caller, "call-failed");
      return;
    }
    errand.endsUs = this.nowUs + patience.backoffUs * Math.round(Math.exp((errand.attempt - 1) * Math.LN2));
    errand.order = this.#order += 1;
    if (patience.backoffUs === 0) this.#attempt(errand);
  }

  #timeIsUp(errand: Errand): void {
    const { visit } = errand;
    if (visit !== undefined) {
      visit.errand = undefined;
      errand.visit = undefined;
      errand.endsUs = Infinity;
      this.#failAttempt(errand, "timeout");
    } else if (errand.caller?.state === "over") this.#errands.delete(errand);
    else this.#attempt(errand);
  }
}
