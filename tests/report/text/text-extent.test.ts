// What the table and the wide table show of a stage.

import { describe, expect, it } from "vitest";

import { TABLE_EXTENT, WIDE_EXTENT } from "../../../src/report/text/text-extent.ts";

import { sampleResult } from "../sample-result.ts";

const [queue] = sampleResult().latency;

describe("the extent of a table", () => {
  it("shows percentiles of a stage in 80 columns", () => {
    expect(TABLE_EXTENT.latencyColumns.map(({ title }) => title)).toEqual([
      "STAGE",
      "PODS",
      "P50",
      "P90",
      "P99",
      "MAX",
    ]);
    expect(TABLE_EXTENT.latencyColumns.map((column) => column.cell(queue!)).slice(0, 3)).toEqual([
      "queue",
      "8,099",
      "1.37ms",
    ]);
  });

  it("adds mean, least and meaning where there is room", () => {
    const more = WIDE_EXTENT.latencyColumns.filter(
      ({ title }) => !TABLE_EXTENT.latencyColumns.some((column) => column.title === title),
    );
    expect(more.map(({ title }) => title)).toEqual(["MEAN", "MIN", "MEANING"]);
  });
});
