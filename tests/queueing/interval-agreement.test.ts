// The analytic way beside the exact one, over a grid of settings: each row states by how much they may differ, in percent of the mean and of
// the 95th percentile. Part of a difference is the chance of the exact way: rows are long enough for it to be below the half.

import { describe, expect, it } from "vitest";

import type { Distribution } from "../../src/base/random/distribution.ts";
import type { Processor, RequestCounts, TrafficModel, TrafficNetwork } from "../../src/queueing/traffic-model.ts";

import { ExactTraffic } from "../../src/queueing/exact-traffic.ts";
import { IntervalTraffic } from "../../src/queueing/interval-traffic.ts";
import { callTo, EXPONENTIAL, networkOf, ONE_CORE, openStations, PATIENT, serviceOf, sourceOf } from "./networks.ts";

const CONSTANT: Distribution = { kind: "constant", value: 10_000 };
/** Squared coefficient of variation 4. */
const UNEVEN: Distribution = {
  kind: "hyperexponential",
  weights: [0.5 * (1 + Math.sqrt(0.6)), 0.5 * (1 - Math.sqrt(0.6))],
  means: [10_000 / (1 + Math.sqrt(0.6)), 10_000 / (1 - Math.sqrt(0.6))],
};

/** Requests of which the first ones are left out. */
const COUNTED = 30_000;
const LEFT_OUT = 2_000;

interface Setting {
  readonly network: TrafficNetwork;
  readonly perSecond: number;
  readonly stations?: number;
  readonly processor?: Processor;
}

function longRun(
  model: TrafficModel,
  { network, perSecond, stations = 1, processor = ONE_CORE }: Setting,
): RequestCounts {
  openStations(model, network, stations, processor);
  model.setRate(0, perSecond);
  model.advance((LEFT_OUT / perSecond) * 1_000_000);
  model.collect();
  model.advance(((LEFT_OUT + COUNTED) / perSecond) * 1_000_000);
  return model.collect().sources[0]![0]!;
}

/** By how much the two ways differ, in percent: mean, 95th percentile, and failures in percent of arrivals. */
function differences(setting: Setting): { readonly mean: number; readonly p95: number; readonly failed: number } {
  const exact = longRun(new ExactTraffic(setting.network, "4"), setting);
  const found = longRun(new IntervalTraffic(setting.network), setting);
  const failedOf = ({ failed, arrived }: RequestCounts): number => failed.reduce((sum, count) => sum + count) / arrived;
  return {
    mean: Math.abs(found.latency.meanUs / exact.latency.meanUs - 1) * 100,
    p95: Math.abs(found.latency.quantileUs(0.95) / exact.latency.quantileUs(0.95) - 1) * 100,
    failed: Math.abs(failedOf(found) - failedOf(exact)) * 100,
  };
}

function expectWithin(setting: Setting, mean: number, p95: number, failed = 0.5): void {
  const found = differences(setting);
  const isWithin = found.mean <= mean && found.p95 <= p95 && found.failed <= failed;
  expect(isWithin, JSON.stringify(found)).toBe(true);
}

describe("one station", () => {
  it.each([
    { law: CONSTANT, concurrency: 1, cores: 1, load: 0.8, mean: 6, p95: 10 },
    { law: CONSTANT, concurrency: 4, cores: 1, load: 0.6, mean: 5, p95: 15 },
    { law: CONSTANT, concurrency: Infinity, cores: 2, load: 0.8, mean: 6, p95: 10 },
    { law: EXPONENTIAL, concurrency: 1, cores: 1, load: 0.3, mean: 5, p95: 10 },
    { law: EXPONENTIAL, concurrency: 4, cores: 1, load: 0.8, mean: 6, p95: 10 },
    { law: EXPONENTIAL, concurrency: 4, cores: 4, load: 0.8, mean: 6, p95: 10 },
    { law: EXPONENTIAL, concurrency: Infinity, cores: 1, load: 0.8, mean: 6, p95: 10 },
    { law: EXPONENTIAL, concurrency: Infinity, cores: 0.5, load: 0.6, mean: 5, p95: 10 },
    { law: UNEVEN, concurrency: 1, cores: 1, load: 0.6, mean: 12, p95: 20 },
    { law: UNEVEN, concurrency: 4, cores: 4, load: 0.6, mean: 12, p95: 20 },
    { law: UNEVEN, concurrency: Infinity, cores: 1, load: 0.6, mean: 6, p95: 15 },
  ])(
    "of $law.kind needs, $concurrency places and $cores cores agrees at $load within $mean and $p95 percent",
    ({ law, concurrency, cores, load, mean, p95 }) => {
      const network = networkOf(serviceOf({ law, concurrency }));
      const perSecond = load * 100 * Math.min(cores, concurrency);
      expectWithin({ network, perSecond, processor: { speed: 1, cores } }, mean, p95);
    },
  );

  it.each([
    [1, 0, 0.8, 3, 5],
    [4, 10, 0.8, 6, 10],
    [4, 10, 1.2, 6, 10],
  ])("with %d places and room for %d to wait agrees at %d", (concurrency, queueLimit, load, mean, p95) => {
    expectWithin({ network: networkOf(serviceOf({ concurrency, queueLimit })), perSecond: 100 * load }, mean, p95, 1);
  });

  it.each([
    [50_000, 1, 0.6],
    [50_000, 2, 0.8],
    [100_000, 4, 0.8],
  ])("with a quota of %d µs a period and %d cores agrees at %d", (workUs, cores, load) => {
    const processor: Processor = { speed: 1, cores, quota: { workUs, periodUs: 100_000 } };
    expectWithin({ network: networkOf(serviceOf({})), perSecond: (load * workUs) / 1_000, processor }, 12, 22);
  });

  it("whose requests need the core for a third of their time agrees", () => {
    const network = networkOf(serviceOf({ cpuShare: 0.3, concurrency: 20 }));
    expectWithin({ network, perSecond: 0.8 * 333 }, 5, 10);
  });
});

describe("stations together", () => {
  it.each([
    [2, Infinity, 0.8],
    [5, 1, 0.8],
    [10, Infinity, 0.5],
    [10, 1, 0.95],
  ])("%d of them with %d places, the emptiest chosen, agree at %d", (stations, concurrency, load) => {
    const network = networkOf(serviceOf({ concurrency, balancing: "least-connections" }));
    expectWithin({ network, perSecond: 100 * load * stations, stations }, 8, 12);
  });

  it.each([[60], [140]])("that call others in depth and side by side agree at %d requests a second", (perSecond) => {
    const stages = [[callTo(1), callTo(2, PATIENT, 0.5)]];
    const services = [
      serviceOf({ law: { kind: "exponential", mean: 5_000 }, stages, concurrency: 20 }),
      serviceOf({ stages: [[callTo(2)]], concurrency: 8 }),
      serviceOf({ law: { kind: "exponential", mean: 8_000 }, cpuShare: 0.5 }),
    ];
    expectWithin({ network: networkOf(...services), perSecond, stations: 2 }, 6, 12);
  });
});

describe("patience", () => {
  it("is lost as often", () => {
    const source = sourceOf(0, { timeoutUs: 150_000, attempts: 1, backoffUs: 0 });
    const network = { services: [serviceOf({ concurrency: 1 })], sources: [source] };
    expectWithin({ network, perSecond: 80 }, 6, 10, 2);
  });

  it("with more tries asks as often again while that changes little", () => {
    const source = sourceOf(0, { timeoutUs: 80_000, attempts: 2, backoffUs: 50_000 });
    const network = { services: [serviceOf({ concurrency: 1 })], sources: [source] };
    expectWithin({ network, perSecond: 40 }, 6, 10, 1);
  });
});

describe("too much for a minute", () => {
  it.each([
    [1, 8],
    [10, 8],
  ])(
    "for stations with %d places gives the same latency minute by minute within %d percent",
    (concurrency, percent) => {
      const network = networkOf(serviceOf({ concurrency }));
      const [exact, found] = [new ExactTraffic(network, "4"), new IntervalTraffic(network)];
      for (const model of [exact, found]) openStations(model, network, 10);
      for (const [place, rate] of [800, 1_200, 1_200, 800].entries()) {
        const [right, value] = [exact, found].map((model) => {
          model.setRate(0, rate);
          model.advance(model.nowUs + 30_000_000);
          return model.collect().sources[0]![0]!;
        });
        const allowed = place === 0 ? 12 : percent;
        expect(Math.abs(value!.latency.meanUs / right!.latency.meanUs - 1) * 100).toBeLessThan(allowed);
        expect(Math.abs(value!.completed / right!.completed - 1) * 100).toBeLessThan(2);
      }
    },
  );
});
