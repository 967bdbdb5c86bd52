// Student's interval against quantiles as R 4 prints them (qt(0.975, 1) = 12.706204736, qt(0.975, 9) = 2.262157163,
// qt(0.995, 4) = 4.604094871, qt(0.95, 2) = 2.919985580), and where it has nothing to say.

import { describe, expect, it } from "vitest";

import { halfWidth } from "../../../src/experiment/statistics/interval.ts";
import {
  differencesOf,
  meanInterval,
  pairedDifference,
  studentReach,
} from "../../../src/experiment/statistics/mean-interval.ts";

describe("Student's interval", () => {
  it.each([
    { confidence: 0.95, count: 2, quantile: 12.706204736 },
    { confidence: 0.95, count: 10, quantile: 2.262157163 },
    { confidence: 0.99, count: 5, quantile: 4.604094871 },
    { confidence: 0.9, count: 3, quantile: 2.91998558 },
  ])("of $count values reaches as far as R's quantile at $confidence", ({ confidence, count, quantile }) => {
    expect(studentReach(confidence, count) * Math.sqrt(count)).toBeCloseTo(quantile, 8);
  });

  it("lies about the mean", () => {
    const interval = meanInterval([9, 10, 11], 0.95);
    // The standard deviation is 1; qt(0.975, 2) = 4.302652730.
    expect(interval).toMatchObject({ estimate: 10, count: 3, confidence: 0.95, method: "t" });
    expect(halfWidth(interval)).toBeCloseTo(4.30265273 / Math.sqrt(3), 8);
  });

  it("is a point where all values are equal", () => {
    expect(meanInterval([0.1, 0.1, 0.1], 0.95)).toMatchObject({ estimate: 0.1, low: 0.1, high: 0.1, method: "t" });
    expect(meanInterval([0, 0], 0.95)).toMatchObject({ estimate: 0, low: 0, high: 0 });
  });

  it.each([[[3]], [[1, Number.NaN]], [[1, Infinity]]])("has no ends for %j", (values) => {
    expect(meanInterval(values, 0.95)).toMatchObject({ low: -Infinity, high: Infinity, method: "none" });
  });

  it("refuses to speak of no values", () => {
    expect(() => meanInterval([], 0.95)).toThrow("rests on values");
  });
});

describe("paired differences", () => {
  it("are taken replication by replication", () => {
    expect(differencesOf([1, 20, 300], [2, 22, 303])).toEqual([1, 2, 3]);
    expect(pairedDifference([1, 20, 300], [2, 22, 303], 0.95)).toEqual(meanInterval([1, 2, 3], 0.95));
  });

  it("need a partner each", () => {
    expect(() => pairedDifference([1], [1, 2], 0.95)).toThrow("between pairs");
  });
});
