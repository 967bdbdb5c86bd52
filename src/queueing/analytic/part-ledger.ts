// The books of a part of a network: what came of requests of each source and of each service and class.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";

import type { RequestCounts } from "../traffic-model.ts";
import type { NetworkSolution } from "./network-solution.ts";
import type { ServiceModel } from "./service-model.ts";
import type { LostRequests } from "./service-stations.ts";
import { REQUEST_FAILURES } from "../traffic-model.ts";
import { cameWithin } from "./arrival-history.ts";
import { LawBuilder, massOf, NEVER, oneAfterAnother, withinLimit } from "./discrete-law.ts";
import { CALL_FAILED, CUT_OFF, NO_STATION, QUEUE_FULL, REFUSED, TIMEOUT } from "./outcome.ts";
import { doneBy } from "./station-group.ts";
import { type Flow, Tally } from "./tally.ts";

const NO_FAILURES = new Float64Array(REQUEST_FAILURES.length);
const NO_FLOW: Flow = { arrived: 0, completed: 0, failed: NO_FAILURES, law: NEVER };

export class PartLedger implements Snapshotable {
  readonly #solution: NetworkSolution;
  readonly #rates: Float64Array;
  readonly #bySite: readonly Tally[];
  readonly #byClass: readonly (readonly Tally[])[];
  readonly #builder = new LawBuilder(5);
  /** Part of a class's attempts that are a site's, as it last was. */
  readonly #shares: Float64Array;
  /** Part of those that end that does so in time, by site. */
  readonly #inTime: Float64Array;
  #siteFlows: Flow[];
  #classFlows: Flow[][];
  /** Until then the span is in the books. */
  #bookedUs = 0;

  constructor(solution: NetworkSolution, rates: Float64Array) {
    this.#solution = solution;
    this.#rates = rates;
    this.#bySite = solution.part.sources.map(() => new Tally());
    this.#byClass = solution.services.map(({ classes }) => classes.map(() => new Tally()));
    this.#shares = new Float64Array(solution.part.sources.length);
    this.#inTime = new Float64Array(solution.part.sources.length).fill(1);
    this.#siteFlows = this.#bySite.map(() => NO_FLOW);
    this.#classFlows = this.#byClass.map((tallies) => tallies.map(() => NO_FLOW));
  }

  /** Takes the flows of a span that begins. */
  begin(us: number): void {
    this.#bookedUs = us;
    this.#takeFlows();
  }

  /** Books a span, or what is not yet booked of it. */
  add(_fromUs: number, untilUs: number): void {
    const us = untilUs - this.#bookedUs;
    this.#bookedUs = untilUs;
    if (us <= 0) return;
    for (const [site, tally] of this.#bySite.entries()) tally.add(this.#siteFlows[site]!, us);
    for (const [service, tallies] of this.#byClass.entries())
      for (const [place, tally] of tallies.entries()) tally.add(this.#classFlows[service]![place]!, us);
  }

  /** These requests were in a station that is gone. */
  cutOff(service: number, { present, history, wasStill }: LostRequests): void {
    const place = this.#solution.services.findIndex(({ index }) => index === service);
    const { mix, workUs } = this.#solution.services[place]!;
    for (const [requestClass, tally] of this.#byClass[place]!.entries())
      tally.addFailed(CUT_OFF, present * mix[requestClass]!);
    // Those whose patience ends before their turn comes are in the books since they came.
    const areBooked = wasStill && workUs > 0;
    this.#fail(service, CUT_OFF, (timeoutUs, site) => {
      if (timeoutUs === Infinity) return present;
      return areBooked ? 0 : cameWithin(timeoutUs, present, history) * this.#inTime[site]!;
    });
  }

  /** So many requests are in a station that stands still from now on: their patience ends there. */
  strand(service: number, present: number): void {
    this.#fail(service, TIMEOUT, (timeoutUs, site) => (timeoutUs < Infinity ? present * this.#inTime[site]! : 0));
  }

  /** So many requests at a service, if all are one source's; those that are tried again do not count. */
  #fail(service: number, reason: number, countOf: (timeoutUs: number, site: number) => number): void {
    const { mix } = this.#solution.services.find(({ index }) => index === service)!;
    for (const [site, source] of this.#solution.part.sources.entries()) {
      if (source.service !== service || source.patience.attempts > 1) continue;
      const share = mix[source.requestClass]! * this.#shares[site]!;
      this.#bySite[site]!.addFailed(reason, share * countOf(source.patience.timeoutUs, site));
    }
  }

  /** Hands everything over, by the network's places. */
  take(sources: RequestCounts[][], services: RequestCounts[][]): void {
    for (const [site, { source, place }] of this.#solution.part.sources.entries())
      sources[source]![place] = this.#bySite[site]!.take();
    for (const [place, { index }] of this.#solution.services.entries())
      services[index] = this.#byClass[place]!.map((tally) => tally.take());
  }

  snapshot(): Snapshot {
    const tallies = [...this.#bySite, ...this.#byClass.flat()];
    return joinSnapshots({
      own: { booked: Float64Array.of(this.#bookedUs), shares: this.#shares.slice(), inTime: this.#inTime.slice() },
      ...Object.fromEntries(tallies.map((tally, place) => [`tally${place}`, tally.snapshot()])),
    });
  }

  /** Without the flows, which follow from the solution once it is restored. */
  restore(saved: Snapshot): void {
    const own = partOf(saved, "own") as Record<"booked" | "shares" | "inTime", Float64Array>;
    for (const [place, tally] of [...this.#bySite, ...this.#byClass.flat()].entries())
      tally.restore(partOf(saved, `tally${place}`));
    this.#shares.set(own.shares);
    this.#inTime.set(own.inTime);
    this.#bookedUs = own.booked[0]!;
  }

  /** Takes the flows of a span that goes on. */
  resume(): void {
    this.#takeFlows();
  }

  #takeFlows(): void {
    const done = this.#solution.services.map((service) => requestsDone(service));
    this.#classFlows = this.#solution.services.map((service, place) =>
      service.classes.map((_, requestClass) => this.#classFlow(service, requestClass, done[place]!)),
    );
    for (const site of this.#bySite.keys()) this.#siteFlows[site] = this.#siteFlow(site);
  }

  #classFlow(service: ServiceModel, place: number, done: number): Flow {
    const demand = service.demand[place]!;
    const calls = service.calls[place]!;
    const served = done * service.mix[place]!;
    const failed = new Float64Array(REQUEST_FAILURES.length);
    const chances = service.outcomes[place]!.failed;
    failed[NO_STATION] = demand * chances[NO_STATION]!;
    failed[REFUSED] = demand * chances[REFUSED]!;
    failed[QUEUE_FULL] = demand * chances[QUEUE_FULL]! + service.bounced[place]!;
    failed[CALL_FAILED] = served * Math.max(0, 1 - calls.mass - calls.never);
    const law = served > 0 ? oneAfterAnother(service.doneLaws[place]!, calls.law, this.#builder) : NEVER;
    const arrived = demand + service.bounced[place]!;
    return { arrived, completed: served * calls.mass, failed, law };
  }

  #siteFlow(site: number): Flow {
    const { service: index, requestClass, source, share, patience } = this.#solution.part.sources[site]!;
    const place = this.#solution.services.findIndex((service) => service.index === index);
    const service = this.#solution.services[place]!;
    const outcome = this.#solution.outcomes[site]!;
    const rate = this.#rates[source]! * share;
    const demand = service.demand[requestClass]!;
    if (demand > 0) this.#shares[site] = (rate * this.#solution.attempts[site]!) / demand;
    const ofClass = this.#classFlows[place]![requestClass]!;
    const answered = withinLimit(ofClass.law, patience.timeoutUs);
    if (ofClass.law.values.length > 0)
      this.#inTime[site] = answered === ofClass.law ? 1 : massOf(answered) / massOf(ofClass.law);
    const completed = ofClass.completed * this.#shares[site]! * this.#inTime[site]!;
    const failed = outcome.failed.map((chance) => rate * chance);
    const isTriedAgain = patience.attempts > 1 && rate > 0 && outcome.law.values.length > 0;
    const law = isTriedAgain ? outcome.law : answered;
    return { arrived: rate, completed, failed, law };
  }
}

/** Requests that all stations of a service end in a µs, whether their calls came off or not. */
function requestsDone({ groups }: ServiceModel): number {
  let sum = 0;
  for (const group of groups) sum += group.stations.length * doneBy(group);
  return sum;
}
