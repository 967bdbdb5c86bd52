// The first sections in print.

import { describe, expect, it } from "vitest";

import { TABLE_EXTENT } from "../../../src/report/text/text-extent.ts";
import { latencyLines, limitLines, thresholdLines, verdictLines } from "../../../src/report/text/verdict-sections.ts";

import { emptyResult } from "../empty-result.ts";
import { sampleResult } from "../sample-result.ts";

describe("the first sections", () => {
  it("give the verdict's word first", () => {
    expect(verdictLines(emptyResult(), TABLE_EXTENT)).toEqual(["PASSED  empty", "There was nothing to do"]);
  });

  it("show a threshold without a value as having none", () => {
    const [first] = sampleResult().thresholds;
    const result = { ...sampleResult(), thresholds: [{ ...first!, passed: false, observed: null }] };
    expect(thresholdLines(result, TABLE_EXTENT)).toEqual([
      "THRESHOLDS (0 of 1 hold)",
      "RESULT  OBSERVED  LIMIT  THRESHOLD",
      "FAIL           –     5s  scheduler_pod_scheduling_sli_duration_seconds p(99) < 5",
    ]);
  });

  it("number what limits, and indent what wraps", () => {
    expect(limitLines(sampleResult(), TABLE_EXTENT).map((line) => line.slice(0, 3))).toEqual([
      "WHA",
      "1. ",
      "   ",
      "2. ",
    ]);
  });

  it("have one row a stage", () => {
    expect(latencyLines(sampleResult(), TABLE_EXTENT)).toHaveLength(2 + 5);
    expect(latencyLines(emptyResult(), TABLE_EXTENT)).toEqual([]);
    const result = sampleResult();
    const latency = result.latency.map((stage) => ({ ...stage, seconds: { ...stage.seconds, count: 0 } }));
    expect(latencyLines({ ...result, latency }, TABLE_EXTENT)).toEqual([
      "SCHEDULING LATENCY BY STAGE (no pod came in the time that is measured)",
    ]);
  });
});
