// Intervals as data.

import { describe, expect, it } from "vitest";

import { endlessInterval, halfWidth } from "../../../src/experiment/statistics/interval.ts";

describe("an interval", () => {
  it("has half of its width", () => {
    expect(halfWidth({ estimate: 4, low: 1, high: 7, confidence: 0.95, count: 3, method: "t" })).toBe(3);
  });

  it("of which nothing is known has no ends", () => {
    const interval = endlessInterval(4, 0.95, 1);
    expect(interval).toEqual({
      estimate: 4,
      low: -Infinity,
      high: Infinity,
      confidence: 0.95,
      count: 1,
      method: "none",
    });
    expect(halfWidth(interval)).toBe(Infinity);
  });
});
