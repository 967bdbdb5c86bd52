// MSER-5 by hand and against its definition.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { averagedSeries, warmUpCut } from "../../../src/experiment/statistics/warm-up-cut.ts";

/** Each mean five times. */
const inFives = (means: readonly number[]) => Float64Array.from(means.flatMap((mean) => Array<number>(5).fill(mean)));

/** The definition: the cut with the least (sum of squared deviations) / count², at least 5 batches staying. */
function cutByDefinition(means: readonly number[]): number {
  const statistics = means.slice(0, means.length - 4).map((_, cut) => {
    const rest = means.slice(cut);
    const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
    return rest.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (rest.length * rest.length);
  });
  return statistics.indexOf(Math.min(...statistics));
}

describe("MSER-5", () => {
  it("cuts off what differs at the front", () => {
    // Twelve batches. With d left out: d = 0: 100.92 / 144 = 0.70; d = 1: 2.73 / 121 = 0.0225; d = 2: 2.5 / 100 = 0.025.
    expect(warmUpCut(inFives([10, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]))).toEqual({ kind: "cut", values: 5 });
  });

  it("cuts off nothing where nothing happens", () => {
    expect(warmUpCut(inFives(Array<number>(10).fill(3)))).toEqual({ kind: "cut", values: 0 });
    expect(warmUpCut(new Float64Array(60))).toEqual({ kind: "cut", values: 0 });
  });

  it("says that a run is too short if it still rises, or has too few values", () => {
    expect(warmUpCut(Float64Array.from({ length: 200 }, (_, index) => index))).toEqual({ kind: "too-short" });
    expect(warmUpCut(new Float64Array(49))).toEqual({ kind: "too-short" });
    expect(warmUpCut(inFives([Number.NaN, ...Array<number>(20).fill(1)]))).toEqual({ kind: "too-short" });
  });

  it("is not taken in by a few equal values at the end", () => {
    expect(warmUpCut(inFives([9, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 2, 1, 1, 1]))).toEqual({ kind: "cut", values: 5 });
  });

  it("follows its definition", () => {
    const means = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 10, maxLength: 40 });
    const sameAsDefined = (values: readonly number[]) => {
      const cut = cutByDefinition(values);
      const found = warmUpCut(inFives(values));
      expect(found).toEqual(2 * cut < values.length ? { kind: "cut", values: 5 * cut } : { kind: "too-short" });
    };
    // Whole numbers up to a thousand: sums are rounded, but different statistics differ by more than that.
    fc.assert(fc.property(means, sameAsDefined), { seed: 6, numRuns: 300 });
  });
});

describe("an averaged series", () => {
  it("is as long as the shortest one", () => {
    expect([...averagedSeries([Float64Array.of(1, 2, 3), Float64Array.of(3, 6)])]).toEqual([2, 4]);
  });

  it("of nothing is empty", () => {
    expect(averagedSeries([]).length).toBe(0);
  });
});
