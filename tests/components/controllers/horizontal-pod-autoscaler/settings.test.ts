// What the flags say where nobody sets them.

import { expect, it } from "vitest";

import { DEFAULT_SETTINGS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";

it("looks each 15 s, holds higher wishes for 5 min, and lets a tenth pass", () => {
  const second = 1_000_000;
  expect(DEFAULT_SETTINGS).toEqual({
    syncPeriodUs: 15 * second,
    downscaleStabilizationUs: 300 * second,
    tolerance: 0.1,
    cpuInitializationPeriodUs: 300 * second,
    initialReadinessDelayUs: 30 * second,
  });
});
