// The law of the time beside a quota: where it is known, and in keeping with the number of those who are there (Little).

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Distribution } from "../../../src/base/random/distribution.ts";
import type { DiscreteLaw } from "../../../src/queueing/analytic/discrete-law.ts";
import type { Throttle } from "../../../src/queueing/analytic/throttle.ts";

import { LawBuilder, massOf, totalOf } from "../../../src/queueing/analytic/discrete-law.ts";
import { slicedLaw } from "../../../src/queueing/analytic/law-nodes.ts";
import { stationAt, stationOf } from "../../../src/queueing/analytic/station.ts";
import { throttledLatency } from "../../../src/queueing/analytic/throttled-latency.ts";
import { PLAIN } from "./settings.ts";

const WORK: Distribution = { kind: "exponential", mean: PLAIN.workUs };

interface Wishes {
  readonly quotaUs: number;
  readonly cores: number;
  readonly places: number;
  readonly load: number;
}

/** The law, and the mean that follows from the number present. */
function latencyOf({ quotaUs, cores, places, load }: Wishes): { readonly law: DiscreteLaw; readonly meanUs: number } {
  const throttle: Throttle = {
    quotaUs,
    periodUs: 100_000,
    cores: Math.min(cores, places),
    places,
    workUs: PLAIN.workUs,
    variability: 1,
    variabilityOfArrivals: 1,
    crew: 1,
  };
  const station = stationOf({ ...PLAIN, cores, places }, throttle, 1);
  const rate = load * station.capacity;
  const state = stationAt(station, rate);
  const crowding = { waitShape: 1, spread: 1, memoryUs: PLAIN.workUs / (1 - load) };
  const law = throttledLatency(slicedLaw(WORK), 1, 1, state, state.standstill!, crowding, new LawBuilder(5));
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
});
