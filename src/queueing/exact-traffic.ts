// A network of services worked out request by request: each one comes, chooses a station, waits, is served, calls others, and
// is given up or tried again, all at moments of its own. No source is imitated: this is what the contract says, taken literally.
//
// What happens at the same moment happens in this order: processors, ends of waits, of patience and of pauses (in the order in
// which they began), requests that come. Moments are fractions of µs; how often time is let pass plays no part in them.

import { invariant } from "../base/invariant.ts";
import { joinSnapshots, partOf } from "../base/snapshot-parts.ts";
import type { Snapshot } from "../base/snapshot.ts";

import { RequestDraws } from "./exact/request-draws.ts";
import { RequestFlow } from "./exact/request-flow.ts";
import { SourceClocks } from "./exact/source-clocks.ts";
import type {
  Processor,
  Station,
  TrafficModel,
  TrafficNetwork,
  TrafficOutcome,
  WaitingRequests,
} from "./traffic-model.ts";

export class ExactTraffic implements TrafficModel {
  readonly #network: TrafficNetwork;
  readonly #sources: SourceClocks;
  readonly #flow: RequestFlow;
  #nowUs = 0;
  #collectedUs = 0;
  /** When something happened last. */
  #stirredUs = 0;

  /** The same seed gives the sources of a name the same requests, whatever else there is. */
  constructor(network: TrafficNetwork, seed: string) {
    const draws = new RequestDraws();
    this.#network = network;
    this.#sources = new SourceClocks(network.sources, seed, draws);
    this.#flow = new RequestFlow(network, draws);
  }

  get nowUs(): number {
    return this.#nowUs;
  }

  /** Infinity unless no requests are there and none will come. */
  get steadySinceUs(): number {
    return this.#sources.isBusy || this.#flow.isBusy ? Infinity : this.#stirredUs;
  }

  /** What happens at `toUs` itself has happened afterwards. */
  advance(toUs: number): void {
    invariant(toUs >= this.#nowUs, "time does not go back", { nowUs: this.#nowUs, toUs });
    const flow = this.#flow;
    const sources = this.#sources;
    const { timers } = flow;
    const { processors } = flow.stations;
    for (;;) {
      const processorUs = processors.nextUs;
      const timerUs = timers.nextUs;
      const us = Math.min(processorUs, timerUs, sources.nextUs);
      if (us > toUs) break;
      flow.nowUs = us;
      this.#stirredUs = us;
      if (processorUs === us) flow.processorHappens();
      else if (timerUs === us) flow.timerHappens();
      else {
        const source = sources.nextSource;
        sources.take(source, us);
        flow.arrive(source);
      }
    }
    this.#nowUs = toUs;
    flow.nowUs = toUs;
  }

  setRate(source: number, perSecond: number): void {
    this.#stirredUs = this.#nowUs;
    this.#sources.setRate(source, this.#nowUs, perSecond);
  }

  open(station: Station): void {
    this.#flow.open(station);
  }

  setProcessor(station: number, processor: Processor): void {
    const { stations } = this.#flow;
    stations.processors.change(stations.present(station), this.#nowUs, processor);
  }

  drain(station: number): void {
    const { stations } = this.#flow;
    stations.drain(stations.present(station));
  }

  close(station: number): void {
    this.#stirredUs = this.#nowUs;
    this.#flow.close(station);
  }

  route(service: number, stations: readonly number[]): void {
    this.#flow.routes.set(service, stations);
  }

  collect(): TrafficOutcome {
    const { bySite, byClass, tables } = this.#flow;
    const [ofSites, ofClasses] = [bySite.collect(), byClass.collect()];
    const fromUs = this.#collectedUs;
    this.#collectedUs = this.#nowUs;
    return {
      fromUs,
      untilUs: this.#nowUs,
      sources: this.#network.sources.map(({ mix }, source) => {
        const { firstSite } = tables.sources[source]!;
        return ofSites.slice(firstSite, firstSite + mix.length);
      }),
      services: this.#network.services.map(({ classes }, service) => {
        const first = tables.firstClass[service]!;
        return ofClasses.slice(first, first + classes.length);
      }),
    };
  }

  unanswered(): readonly (readonly (readonly WaitingRequests[])[])[] {
    const bySite = this.#flow.unanswered();
    return this.#network.sources.map(({ mix }, source) => {
      const { firstSite } = this.#flow.tables.sources[source]!;
      return bySite.slice(firstSite, firstSite + mix.length);
    });
  }

  workDoneUs(station: number): number {
    return this.#flow.stations.doneUs(station, this.#nowUs);
  }

  arrivedAt(station: number): number {
    return this.#flow.stations.arrivedAt(station);
  }

  inStation(station: number): number {
    return this.#flow.stations.presentIn(station);
  }

  waiting(station: number): number {
    return this.#flow.stations.waitingIn(station);
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      sources: this.#sources.snapshot(),
      flow: this.#flow.snapshot(),
      own: { times: Float64Array.of(this.#nowUs, this.#collectedUs, this.#stirredUs) },
    });
  }

  restore(saved: Snapshot): void {
    this.#sources.restore(partOf(saved, "sources"));
    this.#flow.restore(partOf(saved, "flow"));
    const { times } = partOf(saved, "own") as { times: Float64Array };
    [this.#nowUs, this.#collectedUs, this.#stirredUs] = [times[0]!, times[1]!, times[2]!];
    this.#flow.nowUs = this.#nowUs;
  }
}
