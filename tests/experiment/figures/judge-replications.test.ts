// Promises held against several runs.

import { describe, expect, it } from "vitest";

import { judgeReplications } from "../../../src/experiment/figures/judge-replications.ts";
import type { Threshold, ThresholdOperator } from "../../../src/metrics/threshold.ts";

function verdict(operator: ThresholdOperator, limit: number, observed: readonly number[]): string {
  const threshold: Threshold = {
    text: "m value",
    metric: "m",
    labels: {},
    aggregation: { kind: "value" },
    operator,
    limit,
  };
  return judgeReplications(threshold, "pods", observed, 0.95).outcome;
}

describe("a promise over replications", () => {
  it("is kept or broken where the whole interval is on one side", () => {
    expect(verdict("<", 4, [1, 2, 3])).toBe("inconclusive");
    expect(verdict("<", 5, [1, 2, 3])).toBe("passed");
    expect(verdict(">=", 5, [1, 1.1, 1.2])).toBe("failed");
  });

  it("is judged by the value itself if there is one run", () => {
    expect([verdict("<", 5, [4]), verdict("<", 5, [6])]).toEqual(["passed", "failed"]);
  });

  it("of an exact value is broken by any run that has another one", () => {
    expect(verdict("==", 0, [0, 0, 0])).toBe("passed");
    expect(verdict("==", 0, [0, 0, 1])).toBe("failed");
    expect(verdict("!=", 0, [5, 5, 6])).toBe("passed");
    expect(verdict("!=", 0, [0, 5, 6])).toBe("failed");
    expect(verdict("==", 0, [0, Number.NaN])).toBe("inconclusive");
    expect(verdict("==", 0, [])).toBe("failed");
  });

  it("is broken where nothing was measured, and open where some runs measured nothing", () => {
    expect(verdict("<", 5, [])).toBe("failed");
    expect(verdict("<", 5, [Number.NaN, Number.NaN])).toBe("failed");
    expect(verdict("<", 5, [1, 1, Number.NaN])).toBe("inconclusive");
  });

  it("tells the share of runs that kept it", () => {
    const threshold = { text: "", metric: "m", labels: {}, aggregation: { kind: "value" }, operator: "<", limit: 3 };
    const { keptShare, observed } = judgeReplications(threshold as Threshold, "pods", [1, 2, 3, Number.NaN], 0.95);
    expect(keptShare).toBe(0.5);
    expect(observed?.estimate).toBe(2);
  });
});
