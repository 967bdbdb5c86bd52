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

  it("says how much of each run's front was left out, if any was", () => {
    const sweep = madeSweep();
    const withWarmUps = (...seconds: readonly number[]) => ({
      ...sweep,
      points: sweep.points.map((point, index) => {
        const warmUp = { seconds: seconds[index % seconds.length]!, podsLeftOut: 3 };
        return { ...point, detail: point.detail && { ...point.detail, run: { ...point.detail.run, warmUp } } };
      }),
    });
    expect(bodyOf(SWEEP_TRUST_SECTION, sweep)).not.toContain("Warm-up");
    expect(bodyOf(SWEEP_TRUST_SECTION, withWarmUps(90))).toMatch(/the first 1m ?30s of each run/);
    expect(bodyOf(SWEEP_TRUST_SECTION, withWarmUps(90, 30))).toMatch(/the first 30\S* to 1m ?30s of each run/);
  });

  it("lists runs that failed with their reason", () => {
    expect(bodyOf(SWEEP_TRUST_SECTION, brokenSweep())).toContain("the worker ran out of memory twice");
  });
});
