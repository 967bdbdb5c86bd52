// Figures of a distribution: nearest rank, exact sums, and curves of bounded length.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { cumulative, percentile, summarise } from "../../src/metrics/distribution.ts";

const SEED = 20_260_401;
const VALUES = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 600 });

describe("a percentile", () => {
  const ascending = Float64Array.of(15, 20, 35, 40, 50);

  it.each([
    [5, 15],
    [30, 20],
    [40, 20],
    [50, 35],
    [100, 50],
  ])("is the value at the nearest rank: p(%d) of five values is %d", (percent, expected) => {
    expect(percentile(ascending, percent)).toBe(expected);
  });

  it("of 0 is the least value", () => {
    expect(percentile(ascending, 0)).toBe(15);
  });

  it("of a single value is that value", () => {
    expect(percentile(Float64Array.of(7), 99)).toBe(7);
  });

  it("does not step up a rank where the product is whole but its factors are not exact", () => {
    const thousand = Float64Array.from({ length: 1000 }, (_, index) => index + 1);
    expect(percentile(thousand, 99.9)).toBe(999);
    expect(percentile(thousand.subarray(0, 100), 7)).toBe(7);
  });

  it("is the least value that so many percent do not exceed, in whole hundredths of a percent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 3000 }), (hundredths, count) => {
        const ranks = Float64Array.from({ length: count }, (_, index) => index + 1);
        const rank = percentile(ranks, hundredths / 100);
        expect(BigInt(rank) * 10_000n >= BigInt(hundredths) * BigInt(count)).toBe(true);
        expect(BigInt(rank - 1) * 10_000n < BigInt(hundredths) * BigInt(count)).toBe(true);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe("a summary", () => {
  it("holds the figures of values in any order", () => {
    expect(summarise(Float64Array.of(3, 1, 2, 10, 4))).toEqual({
      count: 5,
      mean: 4,
      min: 1,
      p50: 3,
      p90: 10,
      p99: 10,
      max: 10,
    });
  });

  it("sorts numbers as numbers", () => {
    expect(summarise(Float64Array.of(10, 9)).min).toBe(9);
  });

  it("of nothing is all 0", () => {
    expect(summarise(new Float64Array(0))).toEqual({ count: 0, mean: 0, min: 0, p50: 0, p90: 0, p99: 0, max: 0 });
  });
});

describe("a cumulative curve", () => {
  it("has a point for each of a few values", () => {
    expect(cumulative(Float64Array.of(1, 2, 2, 5))).toEqual({
      seconds: [1, 2, 2, 5],
      fraction: [0.25, 0.5, 0.75, 1],
    });
  });

  it("of nothing has no point", () => {
    expect(cumulative(new Float64Array(0))).toEqual({ seconds: [], fraction: [] });
  });

  it("has at most 200 points, rises, ends at the greatest value, and never claims more than lies at or below", () => {
    fc.assert(
      fc.property(VALUES, (values) => {
        const ascending = Float64Array.from(values).sort();
        const { seconds, fraction } = cumulative(ascending);
        expect(seconds).toHaveLength(Math.min(200, values.length));
        expect(fraction).toHaveLength(seconds.length);
        expect([seconds.at(-1), fraction.at(-1)]).toEqual([ascending.at(-1), 1]);
        for (const [point, second] of seconds.entries()) {
          const atOrBelow = ascending.filter((value) => value <= second).length / ascending.length;
          expect(fraction[point]!).toBeLessThanOrEqual(atOrBelow);
          expect(second).toBeGreaterThanOrEqual(seconds[point - 1] ?? 0);
          expect(fraction[point]!).toBeGreaterThan(fraction[point - 1] ?? 0);
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});
