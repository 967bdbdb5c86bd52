// Autoscalers in both versions.

import { expect, it } from "vitest";

import { autoscalerFromV1, dropVersionAnnotations, writeAsV1 } from "../../../src/model/api/autoscaler-versions.ts";
import type { HorizontalPodAutoscalerV1 } from "../../../src/model/api/types/autoscaling-v1.ts";
import type { Draft } from "../../../src/model/api/api-type.ts";

const METRICS = "autoscaling.alpha.kubernetes.io/metrics";
const BEHAVIOR = "autoscaling.alpha.kubernetes.io/behavior";
const PODS = '[{"type":"Pods","pods":{"metricName":"qps","targetAverageValue":"1k"}}]';
const FAST =
  '{"ScaleUp":{"StabilizationWindowSeconds":0,"SelectPolicy":"Max","Policies":' +
  '[{"Type":"Pods","Value":4,"PeriodSeconds":15}],"Tolerance":null},"ScaleDown":null}';

const CPU = { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 60 } } };
const QPS = { type: "Pods", pods: { metric: { name: "qps" }, target: { type: "AverageValue", averageValue: "1k" } } };
const RULES = {
  stabilizationWindowSeconds: 0,
  selectPolicy: "Max",
  policies: [{ type: "Pods", value: 4, periodSeconds: 15 }],
};

it("reads metrics and behaviour from fields and annotations", () => {
  const autoscaler = {
    metadata: { name: "a", annotations: { [METRICS]: PODS, [BEHAVIOR]: FAST, mine: "x" } },
    spec: { maxReplicas: 3, targetCPUUtilizationPercentage: 60 },
  };
  expect(autoscalerFromV1(autoscaler)).toEqual({
    metadata: { name: "a", annotations: { mine: "x" } },
    spec: { maxReplicas: 3, metrics: [QPS, CPU], behavior: { scaleUp: RULES } },
  });
  expect(autoscaler.metadata.annotations).toHaveProperty([METRICS]);
});

it.each([{}, { [METRICS]: "x", [BEHAVIOR]: "[]" }, { [METRICS]: "[]", [BEHAVIOR]: "{}" }, { [METRICS]: "[1]" }])(
  "takes %j for nothing",
  (annotations) => {
    const { spec } = autoscalerFromV1({ metadata: { annotations } });
    expect(spec?.metrics?.map(({ resource }) => resource?.target?.averageUtilization)).toEqual([80]);
    expect(spec).not.toHaveProperty("behavior");
  },
);

it("writes what has no field into annotations", () => {
  const autoscaler: Draft<HorizontalPodAutoscalerV1> = { metadata: { annotations: { [METRICS]: "[]", mine: "x" } } };
  writeAsV1(autoscaler, { spec: { metrics: [QPS, CPU], behavior: { scaleUp: RULES } } });
  expect(autoscaler).toEqual({
    metadata: { annotations: { [METRICS]: PODS, [BEHAVIOR]: FAST, mine: "x" } },
    spec: { targetCPUUtilizationPercentage: 60 },
  });
});

it("writes no annotation that holds nothing", () => {
  const autoscaler: Draft<HorizontalPodAutoscalerV1> = {};
  writeAsV1(autoscaler, { spec: { metrics: [CPU] } });
  expect(autoscaler).toEqual({ metadata: {}, spec: { targetCPUUtilizationPercentage: 60 } });
});

it("drops the annotations of every version", () => {
  const metadata = { annotations: { mine: "x", "autoscaling.alpha.kubernetes.io/conditions": "[]", [BEHAVIOR]: "" } };
  dropVersionAnnotations(metadata);
  expect(metadata.annotations).toEqual({ mine: "x" });
  expect(() => dropVersionAnnotations(undefined)).not.toThrow();
});
