// What rates come to which services of a part of a network, and what comes of requests, at one moment: rates go from callers to called
// ones, times and failures go back, and tries that fail come again, round after round until nothing changes.

import type { Call } from "../traffic-model.ts";
import type { CallSite, NetworkPart, SourceSite } from "./network-shape.ts";
import type { CallOutcome, TriedOutcome } from "./outcome.ts";
import type { RoutePlaces } from "./balancing.ts";
import type { ServiceModel } from "./service-model.ts";

import { distribute } from "./balancing.ts";
import { LawBuilder } from "./discrete-law.ts";
import { callsOutcome, TIMEOUT, tried } from "./outcome.ts";

const COARSE_BITS = 4;
const MOST_ROUNDS = 30;
/** Rounds after which each takes only half a step, lest two states take turns. */
const PATIENT_ROUNDS = 6;
const CLOSE = 1e-4;

export class NetworkSolution {
  readonly part: NetworkPart;
  /** In the order of the part. */
  readonly services: readonly ServiceModel[];
  /** By site of sources: what comes of their requests, and their part in the demand. */
  readonly outcomes: TriedOutcome[] = [];
  /** Mean tries by site, calls after sources; and the chance that a call's stage is begun. */
  readonly attempts: Float64Array;
  readonly reached: Float64Array;
  /** Mean further tries by site, which bounce off queues that were full before. */
  readonly bounced: Float64Array;
  /** Calls of the same request to the same service that one of the site comes with. */
  readonly #met: Float64Array;
  readonly #byIndex = new Map<number, ServiceModel>();
  readonly #builder: LawBuilder;
  /** For calls, of which there are many to put together: their times are told apart less finely. */
  readonly #coarse = new LawBuilder(COARSE_BITS);
  readonly #siteOfCall = new Map<CallSite, number>();
  readonly #hasFeedback: boolean;
  /** Rounds after which what the sources ask for has come to all, and what comes of it back to them. */
  readonly #leastRounds: number;
  /** Services in the round at hand to which no more demand can go in this round: what callers ask of them comes in the next one. */
  #passed = new Set<ServiceModel>();

  constructor(part: NetworkPart, services: readonly ServiceModel[], builder: LawBuilder) {
    this.part = part;
    this.services = services;
    this.#builder = builder;
    for (const service of services) this.#byIndex.set(service.index, service);
    let site = part.sources.length;
    for (const call of part.calls.flat(2)) {
      this.#siteOfCall.set(call, site);
      site += 1;
    }
    this.attempts = new Float64Array(site).fill(1);
    this.reached = new Float64Array(site).fill(1);
    this.bounced = new Float64Array(site);
    this.#met = new Float64Array(site);
    for (const calls of part.calls.flat())
      for (const call of calls) this.#met[this.#siteOfCall.get(call)!] = metBy(call, calls);
    this.#leastRounds = part.comesBack ? services.reduce((sum, { classes }) => sum + classes.length, 1) : 1;
    this.#hasFeedback = site > part.sources.length || part.sources.some(({ patience }) => patience.attempts > 1);
  }

  serviceOf(index: number): ServiceModel {
    return this.#byIndex.get(index)!;
  }

  /** Forgets what it found before, where that would play a part. */
  begin(): void {
    if (this.part.comesBack) for (const service of this.services) service.forget();
  }

  /** Until rates and outcomes agree; `rates` are those of the sources per µs. To be concluded before outcomes are asked for. */
  solve(rates: Float64Array, places: readonly RoutePlaces[]): void {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      this.#goDown(rates, places);
      const change = this.#comeBack(round < PATIENT_ROUNDS ? 1 : 0.5);
      if (round + 1 >= this.#leastRounds && (!this.#hasFeedback || change <= CLOSE)) return;
    }
  }

  /** Demand and rates, from callers to called ones. */
  #goDown(rates: Float64Array, places: readonly RoutePlaces[]): void {
    this.#passed.clear();
    for (const service of this.services) service.clearDemand();
    for (const [site, source] of this.part.sources.entries())
      this.#demand(source, "", rates[source.source]! * source.share, site);
    for (const [place, service] of this.services.entries()) {
      if (this.part.comesBack) this.#passed.add(service);
      service.weigh();
      distribute(service, places[service.index]!);
      for (const [requestClass, calls] of this.part.calls[place]!.entries())
        if (calls.length > 0) this.#goOn(service, requestClass, calls);
    }
  }

  #goOn(service: ServiceModel, requestClass: number, calls: readonly CallSite[]): void {
    const share = service.mix[requestClass]!;
    for (const group of service.groups) {
      const done = group.stations.length * this.#doneBy(group.isMoving, group) * share;
      for (const call of calls) {
        const site = this.#siteOfCall.get(call)!;
        this.#demand(call, group.zone, done * this.reached[site]! * call.call.probability, site);
      }
    }
  }

  /** What a group passes on: a moving one what it does, another what it takes. */
  #doneBy(isMoving: boolean, group: { rate: number; served: number; state: { lost: number } }): number {
    return isMoving ? group.served : group.rate * (1 - group.state.lost);
  }

  /** Of so many requests of a site with all their tries. */
  #demand({ service, requestClass }: SourceSite | CallSite, zone: string, requests: number, site: number): void {
    const asked = this.#byIndex.get(service)!;
    const rate = requests * this.attempts[site]!;
    asked.bounced[requestClass]! += requests * this.bounced[site]!;
    // Tries again come by themselves.
    const crowd = requests * this.#met[site]!;
    if (this.#passed.has(asked)) asked.askLater(requestClass, zone, rate, crowd);
    else asked.ask(requestClass, zone, rate, crowd);
  }

  /** States, times and failures, from called ones to callers; gives the largest change of what is asked for. */
  #comeBack(step: number): number {
    let change = 0;
    for (let place = this.services.length - 1; place >= 0; place -= 1) {
      const service = this.services[place]!;
      for (const [requestClass, calls] of this.part.calls[place]!.entries())
        if (calls.length > 0) change = Math.max(change, this.#callsOf(service, requestClass, calls, step));
      service.evaluateStates();
      if (this.#hasFeedback) service.evaluateOutcomes(this.#builder, this.#coarse);
    }
    if (!this.#hasFeedback) return change;
    for (const [site, source] of this.part.sources.entries()) {
      const outcome = this.#triedAt(source);
      this.outcomes[site] = outcome;
      change = Math.max(change, this.#moveTries(site, outcome, step));
    }
    return change;
  }

  /** What comes of requests in the end, where nothing that was solved depends on it. */
  conclude(): void {
    if (this.#hasFeedback) return;
    for (const service of this.services) service.evaluateOutcomes(this.#builder, this.#coarse);
    for (const [site, source] of this.part.sources.entries()) this.outcomes[site] = this.#triedAt(source);
  }

  #callsOf(service: ServiceModel, requestClass: number, calls: readonly CallSite[], step: number): number {
    const { stages } = service.definition.classes[requestClass]!;
    let change = 0;
    // Stages are gone through in the order in which the sites stand.
    let next = this.#siteOfCall.get(calls[0]!)!;
    const outcomeOf = (call: Call): CallOutcome => {
      const made = this.#triedAt(call);
      change = Math.max(change, this.#moveTries(next, made, step));
      next += 1;
      const first = this.#byIndex.get(call.service)!.crowds[call.requestClass];
      return first !== undefined && made.attempts === 1 && made.failed[TIMEOUT] === 0 ? { ...made, first } : made;
    };
    const outcome = callsOutcome(stages, outcomeOf, this.#coarse);
    for (const call of calls) {
      const site = this.#siteOfCall.get(call)!;
      change = Math.max(change, this.#move(this.reached, site, outcome.reached[call.stage]!, step));
    }
    service.calls[requestClass] = outcome;
    return change;
  }

  #triedAt({
    service,
    requestClass,
    patience,
  }: Pick<SourceSite, "service" | "requestClass" | "patience">): TriedOutcome {
    const asked = this.#byIndex.get(service)!;
    const queues = patience.attempts > 1 ? asked.fullQueues : undefined;
    return tried(asked.outcomes[requestClass]!, patience, this.#builder, queues);
  }

  #moveTries(site: number, { attempts, bounced }: TriedOutcome, step: number): number {
    const change = this.#move(this.attempts, site, attempts, step);
    return Math.max(change, this.#move(this.bounced, site, bounced, step));
  }

  #move(values: Float64Array, site: number, found: number, step: number): number {
    const before = values[site]!;
    values[site] = before + (found - before) * step;
    return Math.abs(found - before);
  }
}

function metBy(call: CallSite, calls: readonly CallSite[]): number {
  const beside = calls.filter(
    (other) => other !== call && other.stage === call.stage && other.service === call.service,
  );
  return beside.reduce((sum, other) => sum + other.call.probability, 0);
}
