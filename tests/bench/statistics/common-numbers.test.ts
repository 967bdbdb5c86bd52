// Common random numbers on a small scenario: policies that meet the same chance differ by little more than by themselves.

import { expect, it } from "vitest";

import { narrowingByCommonNumbers } from "../../../bench/statistics/common-numbers.ts";

it("the same seeds make the interval of a difference many times narrower", () => {
  const figures = [
    "plimsoll_pod_stage_duration_seconds{stage=total} mean",
    "plimsoll_mean_requested_ratio{resource=cpu} value",
  ];
  const narrowings = narrowingByCommonNumbers("scenarios/first-steps.yaml", figures, 4);
  expect(narrowings.map(({ figure }) => figure)).toEqual(figures);
  for (const { figure, paired, independent } of narrowings) expect(independent / paired, figure).toBeGreaterThan(3);
});
