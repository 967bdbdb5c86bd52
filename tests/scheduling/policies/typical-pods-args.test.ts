// Typical pods as arguments.

import { describe, expect, it } from "vitest";

import { readTypicalPods, TYPICAL_PODS_ARGS } from "../../../src/scheduling/policies/typical-pods-args.ts";

describe("typical pods of a profile", () => {
  it("are as often as their weights say", () => {
    const typicalPods = [
      { cpuMilli: 1000, weight: 3 },
      { cpuMilli: 2000, gpuMilli: 500, gpuCount: 1, models: ["T4"], weight: 1 },
    ];
    expect(readTypicalPods({ typicalPods })).toEqual([
      { cpuMilli: 1000, milliEach: 0, devices: 0, models: [], frequency: 0.75 },
      { cpuMilli: 2000, milliEach: 500, devices: 1, models: ["T4"], frequency: 0.25 },
    ]);
  });

  it("may be left to the workloads", () => {
    expect(readTypicalPods(undefined)).toBeUndefined();
    expect(readTypicalPods({})).toBeUndefined();
  });

  it.each([
    [{ typicalPods: [] }],
    [{ typicalPods: [{ cpuMilli: -1, weight: 1 }] }],
    [{ typicalPods: [{ cpuMilli: 1, weight: 0 }] }],
    [{ typicalPods: [{ cpuMilli: 1, gpuMilli: 1001, weight: 1 }] }],
    [{ typical: [] }],
  ])("must make sense: %j", (args) => {
    expect(TYPICAL_PODS_ARGS.safeParse(args).success).toBe(false);
  });
});
