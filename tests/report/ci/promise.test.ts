// What results promise to pipelines.

import { describe, expect, it } from "vitest";

import { promisesOfRun, promisesOfSweep } from "../../../src/report/ci/promise.ts";

import { emptyResult } from "../empty-result.ts";
import { sampleResult } from "../sample-result.ts";
import { brokenSweep, madeSweep } from "../sweep/made-sweep.ts";

describe("the promises of a run", () => {
  it("are its thresholds", () => {
    const { name, file, groups } = promisesOfRun(sampleResult());
    expect([name, file, groups.length]).toEqual(["openb", "scenarios/openb.yaml", 1]);
    expect(groups[0]!.promises.map(({ outcome }) => outcome)).toEqual(["kept", "kept", "broken"]);
    expect(groups[0]!.promises[2]).toEqual({
      name: "kube_pod_status_unschedulable value == 0",
      outcome: "broken",
      message: "observed 53, limit 0",
    });
  });

  it("are that it ends where it has no thresholds, or did not end", () => {
    expect(promisesOfRun(emptyResult()).groups[0]!.promises).toMatchObject([{ outcome: "kept" }]);
    const cut = { ...sampleResult(), verdict: { outcome: "incomplete", sentence: "The run was cut" } } as const;
    expect(promisesOfRun(cut).groups[0]!.promises.at(-1)).toMatchObject({
      outcome: "untold",
      message: "The run was cut",
    });
  });
});

describe("the promises of a sweep", () => {
  it("are the thresholds of each point, with intervals", () => {
    const { groups } = promisesOfSweep(madeSweep());
    expect(groups).toHaveLength(12);
    expect(groups[6]!.name).toBe("point 6: nodePools[general].count = 12, policy = default");
    expect(groups[6]!.promises.map(({ outcome }) => outcome)).toEqual(["kept", "untold"]);
    expect(groups[0]!.promises[0]!.message).toBe("observed 8.8 ±1.04 (95 % confidence), limit 0, 5 replications");
  });

  it("are that a point is finished, where it was not", () => {
    expect(promisesOfSweep(brokenSweep()).groups.at(-1)!.promises.at(-1)).toEqual({
      name: "all runs of the point are finished",
      outcome: "untold",
      message: "1 finished, 1 failed",
    });
  });
});
