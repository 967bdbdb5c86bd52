// The chart of stranded capacity.

import { describe, expect, it } from "vitest";

import { WIDE_CHART } from "../../../src/report/charts/chart.ts";
import { STRANDED_CAPACITY } from "../../../src/report/charts/stranded-capacity.ts";

import { emptyResult } from "../empty-result.ts";
import { sampleResult } from "../sample-result.ts";

describe("the chart of stranded capacity", () => {
  it("shares out all that is free of each resource", () => {
    const rows = STRANDED_CAPACITY.body(sampleResult(), WIDE_CHART)!.rows;
    for (const resource of ["cpu", "memory", "gpu-milli"]) {
      const shares = rows.filter((row) => row["resource"] === resource).map((row) => Number(row["share"]));
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    }
  });

  it("calls room usable where nothing is missing", () => {
    const rows = STRANDED_CAPACITY.body(sampleResult(), WIDE_CHART)!.rows;
    expect(new Set(rows.map((row) => row["limit"]))).toEqual(
      new Set(["no gpu-milli", "no cpu", "no memory", "usable"]),
    );
  });

  it("puts limits without a colour of their own together", () => {
    const [first, ...rest] = sampleResult().stranded;
    const many = Array.from({ length: 9 }, (_, index) => ({ ...first!, limitedBy: `example.com/r${index}` }));
    const rows = STRANDED_CAPACITY.body({ ...sampleResult(), stranded: [...many, ...rest] }, WIDE_CHART)!.rows;
    expect(new Set(rows.map((row) => row["limit"]))).toEqual(
      new Set(["no r0", "no r1", "no r2", "no r3", "something else", "usable"]),
    );
  });

  it("is none if nothing is free", () => {
    expect(STRANDED_CAPACITY.body(emptyResult(), WIDE_CHART)).toBeNull();
  });
});
