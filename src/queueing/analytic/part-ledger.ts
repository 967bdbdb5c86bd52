// The books of a part of a network: what came of requests of each source and of each service and class.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";

import type { RequestCounts } from "../traffic-model.ts";
import type { NetworkSolution } from "./network-solution.ts";
import type { ServiceModel } from "./service-model.ts";
import { REQUEST_FAILURES } from "../traffic-model.ts";
import { LawBuilder, NEVER, oneAfterAnother } from "./discrete-law.ts";
import { CALL_FAILED, CUT_OFF, NO_STATION, QUEUE_FULL, REFUSED } from "./outcome.ts";
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

  /** So many requests were in a station that is gone. */
  cutOff(service: number, count: number): void {
    const place = this.#solution.services.findIndex(({ index }) => index === service);
    for (const [requestClass, tally] of this.#byClass[place]!.entries())
      tally.addFailed(CUT_OFF, count * this.#solution.services[place]!.mix[requestClass]!);
    for (const [site, source] of this.#solution.part.sources.entries()) {
      if (source.service !== service || source.patience.attempts > 1) continue;
      const share = this.#solution.services[place]!.mix[source.requestClass]! * this.#shares[site]!;
      this.#bySite[site]!.addFailed(CUT_OFF, count * share);
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
      own: { booked: Float64Array.of(this.#bookedUs), shares: this.#shares.slice() },
      ...Object.fromEntries(tallies.map((tally, place) => [`tally${place}`, tally.snapshot()])),
    });
  }

  /** Without the flows, which follow from the solution once it is restored. */
  restore(saved: Snapshot): void {
    const own = partOf(saved, "own") as { booked: Float64Array; shares: Float64Array };
    for (const [place, tally] of [...this.#bySite, ...this.#byClass.flat()].entries())
      tally.restore(partOf(saved, `tally${place}`));
    this.#shares.set(own.shares);
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
    failed[QUEUE_FULL] = demand * chances[QUEUE_FULL]!;
    failed[CALL_FAILED] = served * (1 - calls.mass);
    const law = served > 0 ? oneAfterAnother(service.doneLaws[place]!, calls.law, this.#builder) : NEVER;
    return { arrived: demand, completed: served * calls.mass, failed, law };
  }

  #siteFlow(site: number): Flow {
    const { service: index, requestClass, source, share } = this.#solution.part.sources[site]!;
    const place = this.#solution.services.findIndex((service) => service.index === index);
    const service = this.#solution.services[place]!;
    const outcome = this.#solution.outcomes[site]!;
    const rate = this.#rates[source]! * share;
    const demand = service.demand[requestClass]!;
    if (demand > 0) this.#shares[site] = (rate * this.#solution.attempts[site]!) / demand;
    const ofClass = this.#classFlows[place]![requestClass]!;
    const completed = ofClass.completed * this.#shares[site]! * outcome.inTime;
    const failed = outcome.failed.map((chance) => rate * chance);
    // Who is still there while nobody gets in any more takes as long as its class does.
    const law = rate > 0 && outcome.law.values.length > 0 ? outcome.law : ofClass.law;
    return { arrived: rate, completed, failed, law };
  }
}

/** Requests that all stations of a service end in a µs, whether their calls came off or not. */
function requestsDone({ groups }: ServiceModel): number {
  let sum = 0;
  for (const group of groups) sum += group.stations.length * doneBy(group);
  return sum;
}
