// Numbers that travel with their sources.

import { describe, expect, it } from "vitest";

import { coefficientValue, type Coefficient } from "../../src/base/coefficient.ts";

const COEFFICIENTS: readonly Coefficient[] = [
  { name: "scheduler.cycleFixedUs", value: 200, unit: "µs", source: "measured" },
  { name: "scheduler.cyclePerNodeUs", value: 5.4, unit: "µs", source: "measured" },
];

describe("a coefficient", () => {
  it("is found by its name", () => {
    expect(coefficientValue(COEFFICIENTS, "scheduler.cyclePerNodeUs")).toBe(5.4);
  });

  it("that nobody declared is our mistake", () => {
    expect(() => coefficientValue(COEFFICIENTS, "scheduler.cycle")).toThrow("a coefficient scheduler.cycle");
  });
});
