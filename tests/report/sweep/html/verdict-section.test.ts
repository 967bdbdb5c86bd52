// The first section of a sweep's page.

import { describe, expect, it } from "vitest";

import { sweepVerdictSection } from "../../../../src/report/sweep/html/verdict-section.ts";

import { madeMaterial } from "../made-material.ts";
import { brokenSweep, madeSweep, singleRunSweep } from "../made-sweep.ts";

describe("the verdict of a sweep", () => {
  it("says how many points hold, and what is best among them", () => {
    const { text } = sweepVerdictSection(madeMaterial(madeSweep()));
    expect(text).toContain("3 of 12 points keep every threshold");
    expect(text).toContain("Best that passes: scheduling latency p99");
    expect(text).toContain("at point 9");
  });

  it("counts runs that failed", () => {
    expect(sweepVerdictSection(madeMaterial(brokenSweep())).text).toContain("1 failed");
  });

  it("names nothing best where there is one point", () => {
    const { text } = sweepVerdictSection(madeMaterial(singleRunSweep()));
    expect(text).not.toContain("Best");
    expect(text).toContain("the scenario as it is");
  });
});
