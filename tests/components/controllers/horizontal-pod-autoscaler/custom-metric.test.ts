// Metrics of pods and of objects, from the spec to the status.

import { describe, expect, it } from "vitest";

import type { MetricSpec } from "../../../../src/model/api/types/autoscaling-v2.ts";
import type { MetricsAnswer, CustomMetricSample } from "../../../../src/cluster/metrics-client.ts";
import {
  prepareObjectMetric,
  preparePodsMetric,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/custom-metric.ts";
import type {
  MetricProposal,
  PreparedMetric,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/metric-proposal.ts";
import { NO_METRICS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/no-metrics.ts";
import { DEFAULT_SETTINGS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";
import { pod, selector } from "./small-autoscaling.ts";

const AROUND = {
  namespace: "shop",
  tolerances: { scaleDown: 0.1, scaleUp: 0.1 },
  settings: DEFAULT_SETTINGS,
  rules: {
    countsPodLevel: true,
    needsContainer: true,
    caps: { values: true, averages: true },
    writesMemoryInBinary: true,
  },
};

function proposal(metric: PreparedMetric, answer: MetricsAnswer<CustomMetricSample>): MetricProposal {
  return metric.propose({
    client: { ...NO_METRICS, podsMetric: () => answer, objectMetric: () => answer },
    pods: () => [pod("web-1"), pod("web-2")],
    nowUs: () => 0,
    specReplicas: 2,
    statusReplicas: 2,
  });
}

function listed(...values: readonly number[]): MetricsAnswer<CustomMetricSample> {
  const samples = values.map((valueMilli, index) => ({
    describedName: `web-${index + 1}`,
    timestampUs: 0,
    valueMilli,
  }));
  return { kind: "listed", samples };
}

const SERVICE = { apiVersion: "v1", kind: "Service", name: "web" };

function objectMetric(target: NonNullable<MetricSpec["object"]>["target"], describedObject = SERVICE): PreparedMetric {
  return prepareObjectMetric(
    { metric: { name: "rate" }, describedObject, ...(target === undefined ? {} : { target }) },
    AROUND,
  );
}

describe("a metric of pods", () => {
  const target = { type: "AverageValue", averageValue: "10" };

  it("proposes by the average", () => {
    const metric = preparePodsMetric({ metric: { name: "rate" }, target }, selector("app=web"), AROUND);
    expect(proposal(metric, listed(15_000, 25_000))).toEqual({
      kind: "proposed",
      replicas: 4,
      name: "pods metric rate",
      status: { type: "Pods", pods: { metric: { name: "rate" }, current: { averageValue: "20" } } },
    });
    expect(proposal(metric, listed())).toMatchObject({
      reason: "FailedGetPodsMetric",
      message: "unable to get metric rate: no metrics returned from custom metrics API",
    });
  });

  it("fails with a selector that cannot be", () => {
    const wrong = { matchExpressions: [{ key: "a", operator: "In" }] };
    const metric = preparePodsMetric(
      { metric: { name: "rate", selector: wrong }, target },
      selector("app=web"),
      AROUND,
    );
    expect(metric.query).toBeUndefined();
    expect(proposal(metric, listed(1))).toMatchObject({ kind: "failed", reason: "FailedGetPodsMetric" });
  });
});

describe("a metric of an object", () => {
  it("proposes by its value", () => {
    expect(proposal(objectMetric({ type: "Value", value: "10" }), listed(30_000))).toEqual({
      kind: "proposed",
      replicas: 6,
      name: "Service metric rate",
      status: {
        type: "Object",
        object: { metric: { name: "rate" }, current: { value: "30" }, describedObject: SERVICE },
      },
    });
  });

  it("proposes by an average, under another name", () => {
    expect(proposal(objectMetric({ type: "AverageValue", averageValue: "10" }), listed(35_000))).toMatchObject({
      replicas: 4,
      name: "external metric rate(nil)",
      status: { object: { current: { averageValue: "17500m" } } },
    });
  });

  it("fails unless exactly one series is there", () => {
    const metric = objectMetric({ type: "Value", value: "10" });
    const why = "the custom metrics API server returned 2 results when we asked for exactly one";
    expect(proposal(metric, listed(1, 2))).toMatchObject({
      message: `unable to get metric rate: Service on shop web/unable to fetch metrics from custom metrics API: ${why}`,
    });
    expect(proposal(objectMetric({ type: "Value" }), listed(1))).toMatchObject({
      message: "invalid object metric source: neither a value target nor an average value target was set",
    });
  });

  it("asks for a namespace by the autoscaler's own, whatever is named", () => {
    const metric = objectMetric({ type: "Value", value: "1" }, { apiVersion: "v1", kind: "Namespace", name: "other" });
    expect(metric.query).toMatchObject({ namespace: "", objectKind: "Namespace", objectName: "shop" });
  });

  // FromAPIVersionAndKind of staging apimachinery pkg/runtime/schema/group_version.go keeps the kind alone.
  it("asks for an object without a group where its version cannot be read", () => {
    const ingress = { apiVersion: "networking.k8s.io/v1", kind: "Ingress", name: "web" };
    const target = { type: "Value", value: "1" };
    expect(objectMetric(target, ingress).query).toMatchObject({ group: "networking.k8s.io", objectKind: "Ingress" });
    const unreadable = objectMetric(target, { ...ingress, apiVersion: "a/b/c" });
    expect(unreadable.query).toMatchObject({ group: "", objectKind: "Ingress", objectName: "web", namespace: "shop" });
    expect(objectMetric(target, { ...ingress, apiVersion: "/" }).query).toMatchObject({ group: "" });
  });
});
