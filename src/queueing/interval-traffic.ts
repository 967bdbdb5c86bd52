// A network of services worked out by intervals: between changes everything is a function of rates, by queueing theory; counts are
// expectations. What that is worth beside the exact way stands in docs/fidelity.md. There is no chance in it.

import { invariant } from "../base/invariant.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../base/snapshot-parts.ts";
import type { Snapshot } from "../base/snapshot.ts";

import { LawBuilder } from "./analytic/discrete-law.ts";
import { partsOf } from "./analytic/network-shape.ts";
import { NetworkSolution } from "./analytic/network-solution.ts";
import { PartLedger } from "./analytic/part-ledger.ts";
import { PartRun } from "./analytic/part-run.ts";
import { ServiceModel } from "./analytic/service-model.ts";
import { ServiceStations } from "./analytic/service-stations.ts";
import type { RoutePlaces } from "./analytic/balancing.ts";
import { NO_PLACES } from "./analytic/balancing.ts";
import { variabilityAt } from "./analytic/arrival-variability.ts";
import type {
  Processor,
  RequestCounts,
  Station,
  TrafficModel,
  TrafficNetwork,
  TrafficOutcome,
} from "./traffic-model.ts";

const US_PER_SECOND = 1_000_000;
/** Buckets of latency to each doubling, as a power of two. */
const PRECISION_BITS = 5;

/** A part with its books. */
interface Part {
  readonly run: PartRun;
  readonly ledger: PartLedger;
}

export class IntervalTraffic implements TrafficModel {
  readonly #network: TrafficNetwork;
  readonly #services: readonly ServiceModel[];
  readonly #stations: readonly ServiceStations[];
  readonly #parts: readonly Part[];
  readonly #partOfService: readonly Part[];
  readonly #rates: Float64Array;
  readonly #places: RoutePlaces[];
  readonly #serviceOf = new Map<number, number>();
  /** Parts whose present span has no end of its own are not in it. */
  readonly #restless = new Set<Part>();
  #nowUs = 0;
  #collectedUs = 0;

  constructor(network: TrafficNetwork) {
    const builder = new LawBuilder(PRECISION_BITS);
    this.#network = network;
    this.#services = network.services.map((service, index) => new ServiceModel(index, service));
    this.#stations = network.services.map(() => new ServiceStations());
    this.#rates = new Float64Array(network.sources.length);
    this.#places = network.services.map(() => NO_PLACES);
    this.#parts = partsOf(network).map((part) => {
      const models = part.services.map((service) => this.#services[service]!);
      const solution = new NetworkSolution(part, models, builder);
      return { run: new PartRun(solution, this.#rates, this.#places), ledger: new PartLedger(solution, this.#rates) };
    });
    this.#partOfService = network.services.map((_, service) => this.#partWith(service));
    for (const part of this.#parts) this.#restless.add(part);
  }

  get nowUs(): number {
    return this.#nowUs;
  }

  get steadySinceUs(): number {
    this.#begin();
    let sinceUs = 0;
    for (const { run } of this.#parts) sinceUs = Math.max(sinceUs, run.phase === "steady" ? run.fromUs : Infinity);
    return sinceUs;
  }

  advance(toUs: number): void {
    invariant(toUs >= this.#nowUs, "time does not go back", { nowUs: this.#nowUs, toUs });
    if (toUs === this.#nowUs) return;
    this.#begin();
    for (const part of this.#restless) this.#advancePart(part, toUs);
    this.#nowUs = toUs;
  }

  setRate(source: number, perSecond: number): void {
    const rate = perSecond / US_PER_SECOND;
    if (this.#rates[source] === rate) return;
    this.#interrupt(this.#network.sources[source]!.service);
    this.#rates[source] = rate;
  }

  open(station: Station): void {
    this.#interrupt(station.service);
    this.#serviceOf.set(station.id, station.service);
    this.#stations[station.service]!.open(station);
  }

  setProcessor(station: number, processor: Processor): void {
    const service = this.#serviceWith(station);
    const part = this.#interrupt(service);
    const stranded = this.#stations[service]!.setProcessor(station, processor);
    if (stranded > 0 && this.#services[service]!.workUs > 0) part.ledger.strand(service, stranded);
  }

  drain(station: number): void {
    const service = this.#serviceWith(station);
    this.#interrupt(service);
    this.#stations[service]!.drain(station);
  }

  close(station: number): void {
    const service = this.#serviceWith(station);
    const part = this.#interrupt(service);
    part.ledger.cutOff(service, this.#stations[service]!.close(station));
  }

  route(service: number, stations: readonly number[]): void {
    this.#interrupt(service);
    this.#stations[service]!.route([...stations]);
  }

  collect(): TrafficOutcome {
    const fromUs = this.#collectedUs;
    this.#collectedUs = this.#nowUs;
    const sources: RequestCounts[][] = this.#network.sources.map(() => []);
    const services: RequestCounts[][] = this.#network.services.map(() => []);
    for (const { run, ledger } of this.#parts) {
      if (!run.isUnsolved) ledger.add(run.fromUs, this.#nowUs);
      ledger.take(sources, services);
    }
    return { fromUs, untilUs: this.#nowUs, sources, services };
  }

  /** Rates have no single requests. */
  unanswered(): undefined {
    return undefined;
  }

  workDoneUs(station: number): number {
    const service = this.#serviceOf.get(station);
    if (service === undefined) return 0;
    return this.#stations[service]!.workDoneUs(station, this.#spanUs(service), this.#services[service]!.workUs);
  }

  arrivedAt(station: number): number {
    const service = this.#serviceOf.get(station);
    return service === undefined ? 0 : this.#stations[service]!.arrivedAt(station, this.#spanUs(service));
  }

  inStation(station: number): number {
    const service = this.#serviceOf.get(station);
    const group = service === undefined ? undefined : this.#stations[service]!.groupOf(station);
    return group === undefined ? 0 : Math.max(0, group.present + group.slope * this.#spanUs(service!));
  }

  waiting(station: number): number {
    const service = this.#serviceOf.get(station);
    const group = service === undefined ? undefined : this.#stations[service]!.groupOf(station);
    if (group === undefined || !(group.state.present > 0)) return 0;
    return group.state.waiting * Math.min(1, this.inStation(station) / group.state.present);
  }

  snapshot(): Snapshot {
    const parts = this.#parts.map(({ run, ledger }, place) => [
      `part${place}`,
      joinSnapshots({ run: run.snapshot(), ledger: ledger.snapshot() }),
    ]);
    const own = {
      times: Float64Array.of(this.#nowUs, this.#collectedUs),
      rates: this.#rates.slice(),
      stations: packJson({ services: this.#stations.map(({ state }) => state), serviceOf: [...this.#serviceOf] }),
    };
    return joinSnapshots({ own, ...(Object.fromEntries(parts) as Record<string, Snapshot>) });
  }

  restore(saved: Snapshot): void {
    const own = partOf(saved, "own");
    const { times, rates } = own as { times: Float64Array; rates: Float64Array };
    [this.#nowUs, this.#collectedUs] = [times[0]!, times[1]!];
    this.#rates.set(rates);
    const { services, serviceOf } = unpackJson(own, "stations") as SavedStations;
    this.#serviceOf.clear();
    for (const [station, service] of serviceOf) this.#serviceOf.set(station, service);
    for (const [service, state] of services.entries()) {
      this.#stations[service]!.restore(state);
      this.#places[service] = this.#stations[service]!.places();
    }
    this.#restless.clear();
    for (const [place, part] of this.#parts.entries()) {
      const savedPart = partOf(saved, `part${place}`);
      part.run.restore(partOf(savedPart, "run"));
      part.ledger.restore(partOf(savedPart, "ledger"));
      if (!part.run.isUnsolved) part.ledger.resume();
      for (const { index, groups } of part.run.solution.services) this.#stations[index]!.adopt(groups);
      if (part.run.phase !== "steady") this.#restless.add(part);
    }
  }

  #partWith(service: number): Part {
    const part = this.#parts.find(({ run }) => run.solution.part.services.includes(service));
    invariant(part !== undefined, "every service is in a part", { service });
    return part;
  }

  #serviceWith(station: number): number {
    const service = this.#serviceOf.get(station);
    invariant(service !== undefined, "the station was opened", { station });
    return service;
  }

  #spanUs(service: number): number {
    const { run } = this.#partOfService[service]!;
    return run.isUnsolved ? 0 : this.#nowUs - run.fromUs;
  }

  /** What follows is about something that changes now. */
  #interrupt(service: number): Part {
    const part = this.#partOfService[service]!;
    if (!part.run.isUnsolved) {
      part.ledger.add(part.run.fromUs, this.#nowUs);
      part.run.interrupt(this.#nowUs);
    }
    this.#restless.add(part);
    return part;
  }

  /** Works out what changed at this moment. */
  #begin(): void {
    for (const part of this.#restless) {
      if (!part.run.isUnsolved) continue;
      if (this.#regroup(part.run.solution.services)) part.run.regrouped();
      part.run.begin(this.#nowUs);
      part.ledger.begin(this.#nowUs);
      if (part.run.phase === "steady") this.#restless.delete(part);
    }
  }

  /** Forms groups anew where stations changed; whether any did. */
  #regroup(services: readonly ServiceModel[]): boolean {
    let changes = false;
    for (const model of services) {
      const stations = this.#stations[model.index]!;
      if (!stations.isStale) continue;
      changes = true;
      model.groups = stations.regroup();
      this.#places[model.index] = stations.places();
      model.places = this.#places[model.index]!.count;
      model.variabilityOfArrivals = variabilityAt(this.#network, model.index, model.places);
    }
    return changes;
  }

  #advancePart(part: Part, toUs: number): void {
    const { run, ledger } = part;
    while (run.untilUs <= toUs) {
      const endUs = run.untilUs;
      ledger.add(run.fromUs, endUs);
      run.goOn();
      ledger.begin(endUs);
    }
    if (run.phase === "steady") this.#restless.delete(part);
  }
}

interface SavedStations {
  readonly services: readonly Parameters<ServiceStations["restore"]>[0][];
  readonly serviceOf: readonly (readonly [number, number])[];
}
