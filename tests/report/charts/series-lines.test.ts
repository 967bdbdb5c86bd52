// Picking series of a result by name.

import { describe, expect, it } from "vitest";

import { pointsOf, seriesNamed } from "../../../src/report/charts/series-lines.ts";

import { sampleResult } from "../sample-result.ts";

describe("series of a result", () => {
  it("are found by name and by their only label", () => {
    expect(seriesNamed(sampleResult(), "pending_pods", "queue")).toHaveLength(3);
    expect(seriesNamed(sampleResult(), "pending_pods", "resource")).toHaveLength(0);
    expect(seriesNamed(sampleResult(), "scheduling_latency_p50_seconds", "stage")).toHaveLength(1);
  });

  it("lose points without a value, and change their unit of time", () => {
    const series = { name: "x", labels: {}, unit: "s", atSeconds: [0, 60, 120], value: [1, Number.NaN, 3] };
    expect(pointsOf(series, 60)).toEqual({ at: [0, 2], value: [1, 3] });
  });
});
