// Several metrics together.

import { describe, expect, it } from "vitest";

import {
  computeMetrics,
  failedSelector,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/computed-metrics.ts";
import {
  failedMetric,
  type MetricLook,
  type PreparedMetric,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/metric-proposal.ts";

const LOOK = { specReplicas: 3 } as MetricLook;

function asking(replicas: number, name = "m"): PreparedMetric {
  const status = { type: "External", external: { metric: { name } } };
  return { query: undefined, isAgeing: () => false, propose: () => ({ kind: "proposed", replicas, name, status }) };
}

const FAILING: PreparedMetric = {
  query: undefined,
  isAgeing: () => false,
  propose: () => failedMetric("FailedGetPodsMetric", "why", "whole"),
};

describe("several metrics", () => {
  it("ask for the most that one of them asks for", () => {
    expect(computeMetrics([asking(2, "a"), asking(5, "b"), asking(4, "c")], LOOK)).toMatchObject({
      kind: "computed",
      replicas: 5,
      metric: "b",
      scalingActive: { status: "True", reason: "ValidMetricFound" },
      error: undefined,
    });
  });

  it("may grow though one fails, and tell of it", () => {
    expect(computeMetrics([asking(4), FAILING], LOOK)).toMatchObject({
      kind: "computed",
      replicas: 4,
      statuses: [{ type: "External" }, { type: "" }],
      warnings: [{ reason: "FailedGetPodsMetric", message: "why" }],
      error: "invalid metrics (1 invalid out of 2), first error is: whole",
    });
  });

  it("may not shrink while one fails", () => {
    expect(computeMetrics([asking(2), FAILING], LOOK)).toMatchObject({
      kind: "failed",
      scalingActive: {
        status: "False",
        reason: "FailedGetPodsMetric",
        message: "the HPA was unable to compute the replica count: why",
      },
    });
  });

  it("fail together", () => {
    expect(computeMetrics([FAILING], LOOK)).toMatchObject({
      kind: "failed",
      error: "invalid metrics (1 invalid out of 1), first error is: whole",
    });
  });
});

it("tells of pods that cannot be told by event and condition", () => {
  expect(failedSelector("SelectorRequired", "InvalidSelector", "selector is required", "missing")).toEqual({
    kind: "failed",
    statuses: [],
    scalingActive: { status: "False", reason: "InvalidSelector", message: "missing" },
    warnings: [{ reason: "SelectorRequired", message: "selector is required" }],
    error: "selector is required",
  });
});
