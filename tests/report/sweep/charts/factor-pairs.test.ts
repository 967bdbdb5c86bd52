// Pairs of factors.

import { describe, expect, it } from "vitest";

import { factorPairs, titleOf } from "../../../../src/report/sweep/charts/factor-pairs.ts";

import { madeSweep, policySweep } from "../made-sweep.ts";

describe("pairs of factors", () => {
  it("have along the axis what suits it", () => {
    expect(factorPairs(madeSweep(), (along) => along.isNumeric)).toEqual([{ along: 0, by: 1 }]);
    expect(factorPairs(madeSweep(), (along) => !along.isNumeric)).toEqual([{ along: 1, by: 0 }]);
  });

  it("are none of one factor, or where nothing suits", () => {
    expect(factorPairs(policySweep(), () => true)).toEqual([]);
    expect(factorPairs(madeSweep(), () => false)).toEqual([]);
  });

  it("are called by the last steps of their paths", () => {
    expect([0, 1].map((factor) => titleOf(madeSweep(), factor))).toEqual(["count", "policy"]);
  });
});
