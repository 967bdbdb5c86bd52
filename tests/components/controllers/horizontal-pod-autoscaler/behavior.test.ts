// Policies and windows. The rows are those of horizontal_test.go, v1.36.

import { describe, expect, it } from "vitest";

import type { HpaScalingRules } from "../../../../src/model/api/types/autoscaling-v2.ts";
import { AutoscalerMemory } from "../../../../src/components/controllers/horizontal-pod-autoscaler/autoscaler-memory.ts";
import {
  normaliseByBehavior,
  scalingRulesOf,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/behavior.ts";
import { SECOND } from "./small-autoscaling.ts";

type Policy = readonly [type: string, value: number, periodSeconds: number];
interface Row {
  readonly current: number;
  readonly wished: number;
  readonly policies: readonly Policy[];
  readonly select?: string;
  readonly max?: number;
  readonly min?: number;
  /** Within each period. */
  readonly added?: readonly number[];
  readonly removed?: readonly number[];
}

function rulesOf(policies: readonly Policy[], selectPolicy = "Max"): HpaScalingRules {
  return { selectPolicy, policies: policies.map(([type, value, periodSeconds]) => ({ type, value, periodSeconds })) };
}

function replicasOf({ current, wished, policies, select, max = 1000, min = 0, added = [], removed = [] }: Row) {
  const memory = new AutoscalerMemory();
  for (const change of added) memory.noteAdded(change, 3600, -SECOND);
  for (const change of removed) memory.noteRemoved(change, 3600, -SECOND);
  const rules = scalingRulesOf(rulesOf(policies, select), 0);
  const bounds = { minReplicas: min, maxReplicas: max, currentReplicas: current };
  const outcome = normaliseByBehavior(wished, bounds, { scaleUp: rules, scaleDown: rules }, memory, 0);
  return [outcome.replicas, outcome.scalingLimited.reason];
}

describe("policies for growing", () => {
  it.each<[Row, number, string]>([
    [
      {
        current: 10,
        wished: 50,
        policies: [
          ["Pods", 4, 15],
          ["Percent", 100, 15],
        ],
      },
      20,
      "ScaleUpLimit",
    ],
    [{ current: 3, wished: 1000, policies: [["Pods", 1, 60]] }, 4, "ScaleUpLimit"],
    [
      {
        current: 10,
        wished: 500,
        policies: [
          ["Pods", 100, 60],
          ["Percent", 100, 60],
        ],
      },
      110,
      "ScaleUpLimit",
    ],
    [{ current: 10, wished: 50, policies: [["Percent", 200, 60]] }, 30, "ScaleUpLimit"],
    [{ current: 100, wished: 500, policies: [["Pods", 150, 120]], added: [1, 5, 9] }, 235, "ScaleUpLimit"],
    [{ current: 100, wished: 500, policies: [["Percent", 200, 120]], added: [1, 5, 9] }, 255, "ScaleUpLimit"],
    [{ current: 100, wished: 500, policies: [["Pods", 5, 120]], added: [1, 5, 9] }, 100, "ScaleUpLimit"],
    [{ current: 6, wished: 24, policies: [["Percent", 300, 300]], added: [4], removed: [2] }, 16, "ScaleUpLimit"],
    [{ current: 100, wished: 500, policies: [["Pods", 300, 60]], max: 200 }, 200, "TooManyReplicas"],
    [
      {
        current: 1,
        wished: 9,
        policies: [
          ["Pods", 2, 60],
          ["Percent", 50, 60],
        ],
        select: "Min",
      },
      2,
      "ScaleUpLimit",
    ],
    [{ current: 3, wished: 9, policies: [["Pods", 2, 60]], select: "Disabled" }, 3, "ScaleUpLimit"],
    [{ current: 5, wished: 9, policies: [["Pods", 2_147_483_647, 60]] }, 5, "ScaleUpLimit"],
  ])("%o", (row, replicas, reason) => {
    expect(replicasOf(row)).toEqual([replicas, reason]);
  });
});

describe("policies for shrinking", () => {
  it.each<[Row, number, string]>([
    [{ current: 1000, wished: 3, policies: [["Pods", 20, 60]], min: 3 }, 980, "ScaleDownLimit"],
    [
      {
        current: 100,
        wished: 2,
        policies: [
          ["Pods", 20, 60],
          ["Percent", 1, 60],
        ],
      },
      80,
      "ScaleDownLimit",
    ],
    [
      {
        current: 100,
        wished: 2,
        policies: [
          ["Pods", 2, 60],
          ["Percent", 1, 60],
        ],
      },
      98,
      "ScaleDownLimit",
    ],
    [
      {
        current: 100,
        wished: 2,
        policies: [
          ["Pods", 2, 60],
          ["Percent", 1, 60],
        ],
        select: "Min",
      },
      99,
      "ScaleDownLimit",
    ],
    [{ current: 100, wished: 0, policies: [["Percent", 50, 120]], removed: [2, 4, 6] }, 56, "ScaleDownLimit"],
    [{ current: 10, wished: 1, policies: [["Percent", 50, 180]], added: [2], removed: [4] }, 6, "ScaleDownLimit"],
    [{ current: 100, wished: 2, policies: [["Pods", 5, 120]], removed: [15] }, 100, "ScaleDownLimit"],
    [{ current: 9, wished: 1, policies: [["Percent", 100, 15]], min: 2 }, 2, "TooFewReplicas"],
    [{ current: 9, wished: 1, policies: [["Percent", 100, 15]], select: "Disabled" }, 9, "ScaleDownLimit"],
  ])("%o", (row, replicas, reason) => {
    expect(replicasOf(row)).toEqual([replicas, reason]);
  });
});

describe("windows", () => {
  const rules = rulesOf([["Percent", 1000, 60]]);

  function stabilised(
    history: readonly (readonly [number, number])[],
    current: number,
    wished: number,
    up: number,
    down: number,
  ) {
    const memory = AutoscalerMemory.of({
      recommendations: history.map(([replicas, seconds]) => ({ replicas, atUs: seconds * SECOND })),
      scaleUpEvents: [],
      scaleDownEvents: [],
    });
    const behavior = { scaleUp: scalingRulesOf(rules, up), scaleDown: scalingRulesOf(rules, down) };
    const bounds = { minReplicas: 1, maxReplicas: 100, currentReplicas: current };
    const { replicas, ableToScale } = normaliseByBehavior(wished, bounds, behavior, memory, 0);
    return [replicas, ableToScale.reason];
  }

  it("hold back in the direction that they are for", () => {
    expect(
      stabilised(
        [
          [4, -120],
          [5, -60],
        ],
        1,
        7,
        300,
        0,
      ),
    ).toEqual([4, "ScaleUpStabilized"]);
    expect(
      stabilised(
        [
          [3, -180],
          [2, -6000],
        ],
        2,
        1,
        300,
        300,
      ),
    ).toEqual([2, "ScaleDownStabilized"]);
    expect(stabilised([[9, -300]], 5, 3, 0, 300)).toEqual([3, "ReadyForNewScale"]);
  });

  it("are the controller's for shrinking where none is written", () => {
    expect(scalingRulesOf({}, 300).windowUs).toBe(300 * SECOND);
    expect(scalingRulesOf({ stabilizationWindowSeconds: 0 }, 300).windowUs).toBe(0);
    expect(scalingRulesOf(undefined, 0)).toMatchObject({ selectPolicy: "Max", policies: [], longestPeriodSeconds: 0 });
  });
});
