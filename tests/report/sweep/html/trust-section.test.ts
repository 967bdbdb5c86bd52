// How far to trust a sweep.

import { describe, expect, it } from "vitest";

import { SWEEP_TRUST_SECTION } from "../../../../src/report/sweep/html/trust-section.ts";

import { brokenSweep, madeSweep, singleRunSweep } from "../made-sweep.ts";
import { bodyOf } from "./sections.ts";

describe("how far to trust a sweep", () => {
  it("says how often points were run, how well figures are known, and what they rest on", () => {
    const body = bodyOf(SWEEP_TRUST_SECTION, madeSweep());
    expect(body).toContain("5 replications of each point.");
    expect(body).toContain("3.6%");
    expect(body).toContain("scheduler_perf SchedulingBasic");
    expect(body).toContain("4f7c8a1d".repeat(8));
  });

  it("says that one run tells nothing of the spread", () => {
    expect(bodyOf(SWEEP_TRUST_SECTION, singleRunSweep())).toContain("not known");
  });

  it("lists runs that failed with their reason", () => {
    expect(bodyOf(SWEEP_TRUST_SECTION, brokenSweep())).toContain("the worker ran out of memory twice");
  });
});
