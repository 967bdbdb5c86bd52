// The bootstrap against all resamples of a few values, enumerated, and where it has nothing to say.

import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { describe, expect, it } from "vitest";

import { bootstrapInterval } from "../../../src/experiment/statistics/bootstrap-interval.ts";
import { meanInterval } from "../../../src/experiment/statistics/mean-interval.ts";

/** The means of all ordered resamples, ascending. */
function allResampledMeans(values: readonly number[]): readonly number[] {
  const { length: count } = values;
  let sums: readonly number[] = [0];
  for (let draw = 0; draw < count; draw += 1) sums = sums.flatMap((sum) => values.map((value) => sum + value));
  return sums.map((sum) => sum / count).toSorted((left, right) => left - right);
}

/** Φ by summing the series of Abramowitz and Stegun 26.2.10. */
function normalCdf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n += 1) {
    term *= (-x * x) / (2 * n);
    sum += term / (2 * n + 1);
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI);
}

/** Bisection of Φ. */
function normalQuantile(share: number): number {
  let [low, high] = [-5, 5];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < share) low = middle;
    else high = middle;
  }
  return low;
}

describe("the bootstrap", () => {
  const values = [1, 2, 2.5, 4, 9, 12];

  it("comes near the interval of all resamples", () => {
    const means = allResampledMeans(values);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const below =
      means.filter((one) => one < mean - 1e-9).length + means.filter((one) => Math.abs(one - mean) < 1e-9).length / 2;
    const bias = normalQuantile(below / means.length);
    const deviations = values.map((value) => value - mean);
    const squares = deviations.reduce((sum, one) => sum + one * one, 0);
    const cubes = deviations.reduce((sum, one) => sum + one * one * one, 0);
    const acceleration = cubes / (6 * squares * Math.sqrt(squares));
    const tail = tQuantile(0.95, values.length - 1) * Math.sqrt(values.length / (values.length - 1));
    const end = (z: number) => normalCdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
    const at = (share: number) => means[Math.round(share * (means.length - 1))]!;
    const { estimate, low, high } = bootstrapInterval(values, 0.9, "1");
    expect(estimate).toBeCloseTo(mean, 12);
    expect(Math.abs(low - at(end(-tail)))).toBeLessThan(0.1);
    expect(Math.abs(high - at(end(tail)))).toBeLessThan(0.2);
  });

  it("leans to the side on which the values are far out", () => {
    const { estimate, low, high } = bootstrapInterval(values, 0.95, "1");
    expect(high - estimate).toBeGreaterThan(estimate - low);
  });

  it("comes near Student's interval where values are spread evenly", () => {
    const even = Array.from({ length: 30 }, (_, index) => index);
    const student = meanInterval(even, 0.95);
    const { low, high } = bootstrapInterval(even, 0.95, "1");
    expect(Math.abs(low - student.low)).toBeLessThan(0.3);
    expect(Math.abs(high - student.high)).toBeLessThan(0.3);
  });

  it("gives the same interval for the same seed, and nearly the same for another", () => {
    const interval = bootstrapInterval(values, 0.95, "1");
    expect(bootstrapInterval(values, 0.95, "1")).toEqual(interval);
    const other = bootstrapInterval(values, 0.95, "2");
    expect(other.low).not.toBe(interval.low);
    expect(Math.abs(other.low - interval.low)).toBeLessThan(0.2);
  });

  it("is a point where all values are equal, and has no ends where they are few or no finite numbers", () => {
    expect(bootstrapInterval([3, 3, 3, 3, 3], 0.95, "1")).toMatchObject({ low: 3, high: 3, method: "bootstrap" });
    expect(bootstrapInterval([1, 2, 3, 4], 0.95, "1")).toMatchObject({ estimate: 2.5, high: Infinity, method: "none" });
    expect(bootstrapInterval([1, 2, 3, 4, Number.NaN], 0.95, "1")).toMatchObject({ high: Infinity, method: "none" });
  });

  it("bears heavy ties", () => {
    const { low, high } = bootstrapInterval([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 0.95, "1");
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0.1);
    expect(high).toBeLessThanOrEqual(1);
  });
});
