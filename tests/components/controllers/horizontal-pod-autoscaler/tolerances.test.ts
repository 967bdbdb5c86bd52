// How far usage may be from its target.

import { describe, expect, it } from "vitest";

import { isWithin, tolerancesOf } from "../../../../src/components/controllers/horizontal-pod-autoscaler/tolerances.ts";

describe("tolerances", () => {
  it("are the controller's, but for a direction that has its own", () => {
    const behavior = { scaleUp: { tolerance: "50m" } };
    expect(tolerancesOf(behavior, 0.1, true)).toEqual({ scaleDown: 0.1, scaleUp: 0.05 });
    expect(tolerancesOf(behavior, 0.1, false)).toEqual({ scaleDown: 0.1, scaleUp: 0.1 });
    expect(tolerancesOf(undefined, 0.2, true)).toEqual({ scaleDown: 0.2, scaleUp: 0.2 });
  });

  it("include their ends", () => {
    const quarter = { scaleDown: 0.25, scaleUp: 0.5 };
    expect([0.74, 0.75, 1, 1.5, 1.51].map((ratio) => isWithin(quarter, ratio))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(isWithin(quarter, Number.NaN)).toBe(false);
  });
});
