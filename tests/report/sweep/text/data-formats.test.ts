// A sweep for programs.

import { describe, expect, it } from "vitest";

import { readSweepJson } from "../../../../src/report/sweep/sweep-json.ts";
import { SWEEP_CSV, SWEEP_JSON, SWEEP_YAML } from "../../../../src/report/sweep/text/data-formats.ts";

import { madeSweep } from "../made-sweep.ts";

describe("a sweep for programs", () => {
  it("is as JSON what the report's data is", () => {
    expect(readSweepJson(SWEEP_JSON.render(madeSweep())).kind).toBe("sweep");
  });

  it("names its version as YAML too", () => {
    expect(SWEEP_YAML.render(madeSweep())).toMatch(/^apiVersion: plimsoll\/v1alpha1\nkind: SweepResult\n/);
  });

  it("is as CSV a row for each figure of each point", () => {
    const lines = SWEEP_CSV.render(madeSweep()).trimEnd().split("\n");
    expect(lines).toHaveLength(1 + 12 * 7);
    expect(lines[0]).toMatch(/^point,factor nodePools\[general\]\.count,factor policy,outcome,metric,/);
  });
});
