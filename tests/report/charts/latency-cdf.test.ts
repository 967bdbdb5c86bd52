// The chart of cumulative latencies.

import { describe, expect, it } from "vitest";

import { WIDE_CHART } from "../../../src/report/charts/chart.ts";
import { LATENCY_CDF } from "../../../src/report/charts/latency-cdf.ts";

import { emptyResult } from "../empty-result.ts";
import { sampleResult } from "../sample-result.ts";

describe("the chart of cumulative latencies", () => {
  it("runs from nothing to all for each stage, and never falls", () => {
    const rows = LATENCY_CDF.body(sampleResult(), WIDE_CHART)!.rows;
    for (const { stage } of sampleResult().latency) {
      const shares = rows.filter((row) => row["line"] === stage).map((row) => Number(row["y"]));
      expect(shares[0]).toBe(0);
      expect(shares.at(-1)).toBe(1);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    }
  });

  it("draws stages that took no time at the left edge", () => {
    const [queue] = sampleResult().latency;
    const result = {
      ...sampleResult(),
      latency: [{ ...queue!, cdf: { seconds: [0, 0, 0.01], fraction: [0.3, 0.6, 1] } }],
    };
    const rows = LATENCY_CDF.body(result, WIDE_CHART)!.rows;
    expect(rows.slice(0, 2).map((row) => [row["x"], row["y"]])).toEqual([
      [0.001, 0],
      [0.001, 0.6],
    ]);
  });

  it("is none without a scheduled pod", () => {
    expect(LATENCY_CDF.body(emptyResult(), WIDE_CHART)).toBeNull();
  });
});
