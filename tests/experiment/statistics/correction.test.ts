// Bonferroni's correction.

import { describe, expect, it } from "vitest";

import { confidenceOfEach } from "../../../src/experiment/statistics/correction.ts";

describe("many comparisons", () => {
  it("share the chance of being wrong", () => {
    expect(confidenceOfEach(0.95, 1)).toBe(0.95);
    expect(confidenceOfEach(0.95, 10)).toBeCloseTo(0.995, 14);
  });

  it("are at least one", () => {
    expect(() => confidenceOfEach(0.95, 0)).toThrow("something to compare");
  });
});
