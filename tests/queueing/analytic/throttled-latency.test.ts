// The law of the time beside a quota: where it is known, and in keeping with the number of those who are there (Little).

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Distribution } from "../../../src/base/random/distribution.ts";
import type { DiscreteLaw } from "../../../src/queueing/analytic/discrete-law.ts";
import type { Throttle } from "../../../src/queueing/analytic/throttle.ts";

import { mean, variance } from "../../../src/base/random/moments.ts";
import { LawBuilder, massOf, totalOf } from "../../../src/queueing/analytic/discrete-law.ts";
import { slicedLaw } from "../../../src/queueing/analytic/law-nodes.ts";
import { stationAt, stationOf } from "../../../src/queueing/analytic/station.ts";
import { throttledLatency } from "../../../src/queueing/analytic/throttled-latency.ts";
import { loneOf, PLAIN } from "./settings.ts";

const WORK: Distribution = { kind: "exponential", mean: PLAIN.workUs };

interface Wishes {
  readonly quotaUs: number;
  readonly cores: number;
  readonly places: number;
  readonly load: number;
  readonly work?: Distribution;
}

/** The law, and the mean that follows from the number present. */
function latencyOf({ quotaUs, cores, places, load, work = WORK }: Wishes): {
  readonly law: DiscreteLaw;
  readonly meanUs: number;
} {
  const workUs = mean(work);
  const variability = variance(work) / (workUs * workUs);
  const throttle: Throttle = {
    quotaUs,
    periodUs: 100_000,
    cores: Math.min(cores, places),
    places,
    workUs,
    variability,
    variabilityOfArrivals: 1,
    crew: 1,
    lone: loneOf(work, quotaUs),
  };
  const station = stationOf({ ...PLAIN, workUs, variability, cores, places }, throttle, 1);
  const rate = load * station.capacity;
  const state = stationAt(station, rate);
  const crowding = { waitShape: 1, spread: 1, memoryUs: workUs / (1 - load) };
  const law = throttledLatency(slicedLaw(work), 1, 1, state, state.standstill!, crowding, new LawBuilder(5));
  return { law, meanUs: state.present / rate };
}

function quantileOf({ values, weights }: DiscreteLaw, fraction: number): number {
  let sum = 0;
  return values[weights.findIndex((weight) => (sum += weight) >= fraction)]!;
}

describe("the law of the time beside a quota", () => {
  it("holds all requests, and as much time as the number of those who are there", () => {
    const one = fc.record({
      quotaUs: fc.constantFrom(25_000, 50_000, 100_000, 200_000),
      cores: fc.constantFrom(4, 8, 16),
      places: fc.constantFrom(Infinity, 8, 4),
      load: fc.double({ min: 0.5, max: 0.98, noNaN: true }),
    });
    const property = fc.property(one, (wishes) => {
      const { law, meanUs } = latencyOf(wishes);
      expect(massOf(law)).toBeCloseTo(1, 6);
      expect(Math.abs(totalOf(law) / meanUs - 1)).toBeLessThan(0.2);
    });
    fc.assert(property, { seed: 7, numRuns: 150 });
  });

  it("is that of the work alone where the quota is hardly ever used up", () => {
    const { law } = latencyOf({ quotaUs: 400_000, cores: 16, places: Infinity, load: 0.4 });
    expect(totalOf(law) / PLAIN.workUs).toBeCloseTo(1, 1);
  });

  it("ends most requests at once where all stands still for a small part of the time, and makes others wait for the next period", () => {
    const { law } = latencyOf({ quotaUs: 200_000, cores: 16, places: Infinity, load: 0.85 });
    expect(quantileOf(law, 0.5) / (PLAIN.workUs * Math.LN2)).toBeLessThan(1.4);
    expect(quantileOf(law, 0.95)).toBeGreaterThan(4 * PLAIN.workUs);
  });

  it("is exponential and as slow as the quota where it is used up by few requests", () => {
    const { law } = latencyOf({ quotaUs: 5_000, cores: 8, places: 1, load: 0.9 });
    // First come first served at a twentieth of a core.
    const meanUs = (20 * PLAIN.workUs) / 0.1;
    for (const fraction of [0.5, 0.9, 0.99])
      expect(Math.abs(quantileOf(law, fraction) / (-meanUs * Math.log1p(-fraction)) - 1)).toBeLessThan(0.15);
  });

  it("makes one who needs more than a quota wait for the next ones, though he is alone", () => {
    const quotaUs = 10_000;
    const constant = (value: number): Wishes => {
      const work: Distribution = { kind: "constant", value };
      return { quotaUs, cores: 4, places: Infinity, load: 1e-6, work };
    };
    // The rest of the period he comes in; then four whole ones, and all that the sixth is good for. Who comes in the last 10 ms takes 510.
    const sixtyMs = 0.9 * (55 + 400 + 10) + 0.1 * 510;
    expect(Math.abs(totalOf(latencyOf(constant(60_000)).law) / 1000 / sixtyMs - 1)).toBeLessThan(0.02);
    expect(totalOf(latencyOf(constant(10_000)).law) / 1000).toBeCloseTo(10, 3);
    // 5 ms of the next period; who comes in the last 10 ms of one takes 15, in the last 5 ms what is left of it and two parts of 10 and 5.
    const fifteenMs = 0.9 * (55 + 5) + 0.1 * 15;
    expect(Math.abs(totalOf(latencyOf(constant(15_000)).law) / 1000 / fifteenMs - 1)).toBeLessThan(0.05);
  });
});
