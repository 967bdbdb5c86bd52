// Mean and spread against sums by hand.

import { describe, expect, it } from "vitest";

import { sampleMoments } from "../../../src/experiment/statistics/sample-moments.ts";

describe("mean and spread", () => {
  it("are those of the textbook", () => {
    const { mean, standardDeviation, skew } = sampleMoments([1, 2, 6]);
    expect(mean).toBe(3);
    // Deviations -2, -1, 3: squares sum to 14, cubes to 18.
    expect(standardDeviation).toBeCloseTo(Math.sqrt(7), 14);
    expect(skew).toBeCloseTo(18 / (14 * Math.sqrt(14)), 14);
  });

  it("of equal values are exactly their value and nothing, though their sum is rounded", () => {
    expect(sampleMoments(Array.from({ length: 10 }, () => 0.1))).toEqual({ mean: 0.1, standardDeviation: 0, skew: 0 });
  });

  it("of one value are that value and nothing", () => {
    expect(sampleMoments([7])).toEqual({ mean: 7, standardDeviation: 0, skew: 0 });
  });

  it("carry on what is no finite number", () => {
    expect(sampleMoments([1, Number.NaN]).mean).toBeNaN();
    expect(sampleMoments([Infinity, Infinity]).mean).toBe(Infinity);
  });
});
