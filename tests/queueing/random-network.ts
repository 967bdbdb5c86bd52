// Random small networks of services, and what may be done to them while requests come.

import fc from "fast-check";

import { lognormalFromMean, type Distribution } from "../../src/base/random/distribution.ts";
import type {
  Balancing,
  Call,
  Patience,
  Processor,
  Service,
  Source,
  TrafficModel,
  TrafficNetwork,
} from "../../src/queueing/traffic-model.ts";

export type Worked = Omit<TrafficModel, "snapshot" | "restore" | "steadySinceUs">;

const patience: fc.Arbitrary<Patience> = fc.record({
  timeoutUs: fc.constantFrom(Infinity, 900, 4_000),
  attempts: fc.integer({ min: 1, max: 4 }),
  backoffUs: fc.constantFrom(0, 300, 1_000),
});

const law: fc.Arbitrary<Distribution> = fc.constantFrom(
  { kind: "exponential", mean: 700 } as const,
  lognormalFromMean(500, 1.5),
  { kind: "uniform", low: 0, high: 1_500 } as const,
  { kind: "constant", value: 0 } as const,
);

const processor: fc.Arbitrary<Processor> = fc
  .record({
    speed: fc.constantFrom(1, 0.4),
    cores: fc.constantFrom(0.5, 1, 2.5),
    quotaUs: fc.constantFrom(undefined, undefined, 800, 3_000, 5_500),
  })
  .map(({ speed, cores, quotaUs }) => ({
    speed,
    cores,
    ...(quotaUs === undefined ? {} : { quota: { workUs: quotaUs, periodUs: 4_000 } }),
  }));

const stagesTo = (services: readonly number[]): fc.Arbitrary<readonly (readonly Call[])[]> =>
  services.length === 0
    ? fc.constant([])
    : fc.array(
        fc.array(
          fc.record({
            service: fc.constantFrom(...services),
            requestClass: fc.constant(0),
            probability: fc.constantFrom(1, 0.6),
            patience,
          }),
          { minLength: 0, maxLength: 2 },
        ),
        { maxLength: 2 },
      );

const serviceThatCalls = (services: readonly number[]): fc.Arbitrary<Service> => {
  const requestClass = fc.record({
    name: fc.constant("get"),
    serviceTime: law,
    cpuShare: fc.constantFrom(1, 0.5, 0),
    stages: stagesTo(services),
  });
  return fc.record({
    name: fc.constant("service"),
    classes: fc.array(requestClass, { minLength: 1, maxLength: 2 }),
    concurrency: fc.constantFrom(1, 3, Infinity),
    queueLimit: fc.constantFrom(0, 2, Infinity),
    balancing: fc.constantFrom<Balancing>("random", "least-connections", "topology-aware"),
  });
};

const services = fc.tuple(serviceThatCalls([1, 2]), serviceThatCalls([2]), serviceThatCalls([]));

const sourceOf = (service: Service, name: string): fc.Arbitrary<Source> =>
  fc.record({
    name: fc.constant(name),
    service: fc.constant(0),
    mix: fc.constant(service.classes.map((_, requestClass) => ({ requestClass, share: 1 / service.classes.length }))),
    arrivals: fc.constantFrom("poisson", "even"),
    patience,
  });

export const network: fc.Arbitrary<TrafficNetwork> = services.chain((all) =>
  fc.tuple(sourceOf(all[0], "one"), sourceOf(all[0], "two")).map((sources) => ({ services: all, sources })),
);

/** Something that is done to a network; numbers are taken as far as they go. No rate has a gap that pauses are multiples of: at the
 * very same moment, rounding would decide who comes first. */
export const deed = fc.record({
  afterUs: fc.double({ min: 1, max: 6_000, noNaN: true }),
  kind: fc.constantFrom("rate", "rate", "open", "open", "announce", "processor", "drain", "close", "route", "none"),
  which: fc.nat(20),
  perSecond: fc.constantFrom(0, 307, 911, 2_003),
  processor,
});

type Deed = typeof deed extends fc.Arbitrary<infer Kind> ? Kind : never;

/** Stations that are there, by service, and what callers are told. */
export class Landscape {
  readonly stations: { readonly id: number; readonly service: number }[] = [];
  #next = 0;
  /** Which service the next station is of, where callers have been told of it already. */
  #announced: number | undefined;

  /** One station for each service, and some requests. */
  begin(traffic: readonly Worked[]): void {
    for (const service of [0, 1, 2]) this.openOne(traffic, service, { speed: 1, cores: 1 }, true);
    for (const source of [0, 1]) for (const each of traffic) each.setRate(source, 700);
  }

  openOne(traffic: readonly Worked[], wanted: number, own: Processor, isTold: boolean): void {
    const id = (this.#next += 1);
    const service = this.#announced ?? wanted;
    this.#announced = undefined;
    const zone = id % 2 === 0 ? "a" : "b";
    this.stations.push({ id, service });
    for (const each of traffic) each.open({ id, service, zone, processor: own });
    if (isTold) this.route(traffic, service);
  }

  route(traffic: readonly Worked[], service: number): void {
    const ids = this.stations.filter((station) => station.service === service).map(({ id }) => id);
    for (const each of traffic) each.route(service, ids);
  }

  #announce(traffic: readonly Worked[], wanted: number): void {
    this.#announced ??= wanted;
    const service = this.#announced;
    const ids = this.stations.filter((station) => station.service === service).map(({ id }) => id);
    for (const each of traffic) each.route(service, [...ids, this.#next + 1]);
  }

  apply(traffic: readonly Worked[], { kind, which, perSecond, processor: own }: Deed): void {
    const place = which % Math.max(1, this.stations.length);
    const station = this.stations[place];
    if (kind === "rate") for (const each of traffic) each.setRate(which % 2, perSecond);
    if (kind === "open") this.openOne(traffic, which % 3, own, which % 5 > 0);
    if (kind === "announce") this.#announce(traffic, which % 3);
    if (kind === "route") this.route(traffic, which % 3);
    if (station === undefined) return;
    if (kind === "processor") for (const each of traffic) each.setProcessor(station.id, own);
    if (kind === "drain") for (const each of traffic) each.drain(station.id);
    if (kind !== "close") return;
    for (const each of traffic) each.close(station.id);
    // Some are told late, as by a real cluster.
    this.stations.splice(place, 1);
    if (which % 3 === 0) this.route(traffic, station.service);
  }
}
