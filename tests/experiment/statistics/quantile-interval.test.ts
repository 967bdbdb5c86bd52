// Ranks against the binomial law, summed term by term, and how many values are asked for.

import { describe, expect, it } from "vitest";

import { quantileInterval, valuesMissingForQuantile } from "../../../src/experiment/statistics/quantile-interval.ts";

/** The chance that at most `most` of `count` values lie below the quantile `fraction`. */
function binomialCdf(most: number, count: number, fraction: number): number {
  let logTerm = count * Math.log(1 - fraction);
  let sum = 0;
  for (let below = 0; below <= most; below += 1) {
    sum += Math.exp(logTerm);
    logTerm += Math.log(((count - below) / (below + 1)) * (fraction / (1 - fraction)));
  }
  return sum;
}

/** 1, 2, 3 …: the value is the rank. */
const ranks = (count: number) => Float64Array.from({ length: count }, (_, index) => index + 1);

describe("the interval of a quantile", () => {
  it.each([
    { count: 100, percent: 50 },
    { count: 100, percent: 90 },
    { count: 1000, percent: 99 },
    { count: 400, percent: 5 },
  ])("of $count values at $percent % lies between the ranks that the binomial law gives", ({ count, percent }) => {
    const found = quantileInterval(ranks(count), percent, 0.95);
    if (found.kind !== "interval") throw new Error("there are enough values");
    const { low, high, estimate } = found.interval;
    expect(estimate).toBe((count * percent) / 100);
    const fraction = percent / 100;
    // The r-th value lies above the quantile with the chance that at most r - 1 values lie below.
    expect(binomialCdf(Math.floor(low) - 1, count, fraction)).toBeLessThanOrEqual(0.025);
    expect(binomialCdf(Math.ceil(low) - 1, count, fraction)).toBeGreaterThanOrEqual(0.025);
    expect(binomialCdf(Math.floor(high) - 1, count, fraction)).toBeLessThanOrEqual(0.975);
    expect(binomialCdf(Math.ceil(high) - 1, count, fraction)).toBeGreaterThanOrEqual(0.975);
  });

  it("is a point where all values are equal", () => {
    const found = quantileInterval(new Float64Array(50).fill(7), 50, 0.95);
    expect(found).toMatchObject({ kind: "interval", interval: { estimate: 7, low: 7, high: 7, count: 50 } });
  });

  it("is refused with the number of values that are missing", () => {
    expect(quantileInterval(ranks(999), 99, 0.95)).toEqual({ kind: "too-few-values", more: 1 });
    expect(quantileInterval(ranks(0), 50, 0.95)).toEqual({ kind: "too-few-values", more: 20 });
    expect(valuesMissingForQuantile(15, 99.9)).toBe(9985);
    expect(valuesMissingForQuantile(100, 10)).toBe(0);
  });
});
