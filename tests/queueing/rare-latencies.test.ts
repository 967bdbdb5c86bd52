// What few requests take by intervals, beside laws that are known in closed form: promises on requests hang on such shares.

import { describe, expect, it } from "vitest";

import type { Distribution } from "../../src/base/random/distribution.ts";
import type { LatencyHistogram } from "../../src/queueing/latency-histogram.ts";
import type { Processor } from "../../src/queueing/traffic-model.ts";

import { normalQuantile } from "../../src/base/random/special-functions.ts";
import { IntervalTraffic } from "../../src/queueing/interval-traffic.ts";
import { networkOf, ONE_CORE, openStations, serviceOf } from "./networks.ts";

const MEAN_US = 10_000;
const PER_SECOND_ALONE = 1e6 / MEAN_US;
const SHARES = [0.5, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01, 0.007, 0.005, 0.003, 0.002, 0.001];
/** Beside the share itself: laws are known in slices. */
const ALLOWED = 0.12;

/** Of the logarithm: the standard deviation of one with a coefficient of variation of 1. */
const SCALE = Math.sqrt(Math.log(2));
const LOCATION = Math.log(MEAN_US) - (SCALE * SCALE) / 2;

/** Laws with what a share of all exceeds. */
const KNOWN: readonly { readonly law: Distribution; readonly exceededUs: (share: number) => number }[] = [
  { law: { kind: "exponential", mean: MEAN_US }, exceededUs: (share) => -MEAN_US * Math.log(share) },
  { law: { kind: "pareto", shape: 3, minimum: 5_000 }, exceededUs: (share) => 5_000 * share ** (-1 / 3) },
  {
    law: { kind: "lognormal", location: LOCATION, scale: SCALE },
    exceededUs: (share) => Math.exp(LOCATION + SCALE * normalQuantile(1 - share)),
  },
];

function latencyOf(
  wishes: Parameters<typeof serviceOf>[0],
  perSecond: number,
  processor: Processor = ONE_CORE,
): LatencyHistogram {
  const network = networkOf(serviceOf(wishes));
  const model = new IntervalTraffic(network);
  openStations(model, network, 1, processor);
  model.setRate(0, perSecond);
  model.advance(3_600_000_000);
  model.collect();
  model.advance(7_200_000_000);
  return model.collect().sources[0]![0]!.latency;
}

function farthestShare(latency: LatencyHistogram, exceededUs: (share: number) => number): number {
  return Math.max(...SHARES.map((share) => Math.abs(latency.fractionAbove(exceededUs(share)) / share - 1)));
}

describe("shares of requests that take longer than some time", () => {
  it.each([0.01, 0.1, 0.3, 0.6, 0.85, 0.95])(
    "are exponential where they wait for one place at a load of %d",
    (load) => {
      const latency = latencyOf({ concurrency: 1 }, load * PER_SECOND_ALONE);
      const inSystemUs = MEAN_US / (1 - load);
      expect(farthestShare(latency, (share) => -inSystemUs * Math.log(share))).toBeLessThan(ALLOWED);
    },
  );

  it.each(KNOWN)("are those of $law.kind needs where nobody meets another", ({ law, exceededUs }) => {
    const latency = latencyOf({ law, cpuShare: 0 }, 5 * PER_SECOND_ALONE);
    expect(farthestShare(latency, exceededUs)).toBeLessThan(ALLOWED);
  });

  it.each(KNOWN)("are those of $law.kind needs where a quota is hardly ever used up", ({ law, exceededUs }) => {
    const quota = { workUs: 100_000, periodUs: 100_000 };
    const latency = latencyOf({ law, cpuShare: 0.02 }, 0.1 * PER_SECOND_ALONE, { speed: 1, cores: 4, quota });
    expect(farthestShare(latency, exceededUs)).toBeLessThan(ALLOWED);
  });

  it("are none, or all, of what always takes as long", () => {
    const latency = latencyOf({ law: { kind: "constant", value: MEAN_US }, cpuShare: 0 }, PER_SECOND_ALONE);
    expect([0.999, 1, 1.001].map((part) => latency.fractionAbove(part * MEAN_US))).toEqual([1, 0, 0]);
  });
});
