// `-o table` and `-o wide` of a sweep.

import { describe, expect, it } from "vitest";

import { SWEEP_TABLE, SWEEP_WIDE } from "../../../../src/report/sweep/text/table-formats.ts";

import { drawnSweep, madeSweep } from "../made-sweep.ts";

describe("tables of a sweep", () => {
  it("have their sections in the order in which a planner asks", () => {
    const titles = SWEEP_TABLE.render(madeSweep())
      .split("\n\n")
      .map((section) => section.split(/[ (]/)[0]);
    expect(titles).toEqual(["FAILED", "POINTS", "POINT", "THRESHOLDS", "WHAT", "runs"]);
  });

  it("leave nothing out where they may be wide", () => {
    const text = SWEEP_WIDE.render(drawnSweep(50, 1));
    expect(text).not.toContain("more points");
    expect(text).toContain("\n   49  ");
  });
});
