// Replicas by values that are not of pods. The rows are those of replica_calculator_test.go, v1.36.

import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import {
  externalTotal,
  externalValue,
  replicasByAverage,
  replicasByValue,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/value-replicas.ts";
import { pod } from "./small-autoscaling.ts";

const TENTH = { scaleDown: 0.1, scaleUp: 0.1 };
const CAPPED = { values: true, averages: true };
const UNCAPPED = { values: false, averages: false };

function ready(count: number, all = count): readonly LivePod[] {
  return Array.from({ length: all }, (_, index) =>
    index < count ? pod(`web-${index}`) : pod(`web-${index}`, { ready: { status: "False" } }),
  );
}

function byValue(usage: number, target: number, current: number, pods = ready(current), caps = CAPPED): unknown {
  const outcome = replicasByValue(usage, target, current, TENTH, caps, () => pods);
  return outcome.kind === "failed" ? outcome.message : outcome.replicas;
}

describe("a value", () => {
  it("scales the ready pods", () => {
    expect(byValue(20_000, 15_000, 3)).toBe(4);
    expect(byValue(50_000, 10_000, 3, ready(1, 3))).toBe(5);
    expect(byValue(8_600, 4_400, 3, ready(1, 3))).toBe(2);
  });

  it("says the number by itself where there is no replica", () => {
    expect(byValue(20_000, 15_000, 0)).toBe(2);
    expect(byValue(0, 15_000, 0)).toBe(0);
  });

  it("needs pods only out of tolerance", () => {
    expect(byValue(10_500, 10_000, 3, [])).toBe(3);
    expect(byValue(20_000, 10_000, 3, [])).toBe(
      "unable to calculate ready pods: no pods returned by selector while calculating replica count",
    );
  });

  it("asks for no more than an int32 holds, since there are caps", () => {
    expect(byValue(9e15, 1, 3)).toBe(2_147_483_647);
    expect(byValue(9e15, 1, 3, ready(3), UNCAPPED)).toBe(-2_147_483_648);
  });
});

describe("an average", () => {
  it("is told per replica of the status", () => {
    expect(replicasByAverage(20_000, 5_000, 3, TENTH, false)).toEqual({ replicas: 4, averageMilli: 6_667 });
    expect(replicasByAverage(8_600, 2_150, 3, TENTH, true)).toEqual({ replicas: 4, averageMilli: 2_867 });
    expect(replicasByAverage(8_600, 2_867, 5, TENTH, true).replicas).toBe(3);
  });

  it("of no replica is a whole with nothing below it", () => {
    expect(replicasByAverage(10, 5, 0, TENTH, true)).toEqual({ replicas: 2, averageMilli: -(1n << 63n) });
  });
});

describe("external series", () => {
  const sample = (valueMilli: number | bigint) => ({ timestampUs: 0, valueMilli });
  const LARGE = [sample((1n << 62n) + 5n), sample(1n << 62n)];

  it("are summed up", () => {
    expect(externalValue([sample(3), sample(4)], CAPPED)).toBe(7);
    expect(externalTotal([sample(3), sample(4)], CAPPED)).toBe(7);
  });

  it("stop at the largest int64, or wrap where there are no caps", () => {
    expect(externalValue(LARGE, CAPPED)).toBe((1n << 63n) - 1n);
    expect(externalTotal(LARGE, CAPPED)).toBe((1n << 63n) - 1n);
    expect(externalValue(LARGE, UNCAPPED)).toBe(-(1n << 63n) + 5n);
    expect(externalTotal(LARGE, UNCAPPED)).toBe(-(1n << 63n) + 5n);
  });
});
