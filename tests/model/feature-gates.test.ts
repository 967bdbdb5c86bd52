// Gates are known from the version on in which they came.

import { expect, it } from "vitest";

import { FEATURE_GATES, hasFeatureGate } from "../../src/model/feature-gates.ts";

it("knows a gate from its first version on", () => {
  expect(hasFeatureGate("1.34", "MutableSchedulingDirectivesForSuspendedJobs")).toBe(false);
  expect(hasFeatureGate("1.35", "MutableSchedulingDirectivesForSuspendedJobs")).toBe(true);
  expect(hasFeatureGate("1.33", "HPAScaleToZero")).toBe(true);
});

it("lists gates by name", () => {
  expect([...FEATURE_GATES].sort()).toEqual(FEATURE_GATES);
});
