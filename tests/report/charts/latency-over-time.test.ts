// The chart latency-over-time.

import { describe, expect, it } from "vitest";

import { WIDE_CHART } from "../../../src/report/charts/chart.ts";
import { LATENCY_OVER_TIME } from "../../../src/report/charts/latency-over-time.ts";

import { emptyResult } from "../empty-result.ts";
import { sampleResult } from "../sample-result.ts";

describe("the chart latency-over-time", () => {
  it("has a line for each series", () => {
    const rows = LATENCY_OVER_TIME.body(sampleResult(), WIDE_CHART)!.rows;
    expect([...new Set(rows.map((row) => row["line"]))]).toEqual(["p50", "p99"]);
  });

  it("measures time in minutes for a run of a quarter of an hour", () => {
    const rows = LATENCY_OVER_TIME.body(sampleResult(), WIDE_CHART)!.rows;
    expect(Math.max(...rows.map((row) => Number(row["x"])))).toBeCloseTo(815.2 / 60);
  });

  it("draws the first six of many series", () => {
    const series = sampleResult().series.flatMap((one) => Array.from({ length: 9 }, () => one));
    const rows = LATENCY_OVER_TIME.body({ ...sampleResult(), series }, WIDE_CHART)!.rows;
    expect(rows.length).toBeLessThanOrEqual(2_000);
  });

  it("is none without such a series", () => {
    expect(LATENCY_OVER_TIME.body(emptyResult(), WIDE_CHART)).toBeNull();
  });
});
