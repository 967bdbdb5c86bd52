// Defaults of horizontal pod autoscalers.

import { expect, it } from "vitest";

import type { Draft } from "../../../../src/model/api/api-type.ts";
import {
  applyHorizontalPodAutoscalerDefaults,
  cpuMetric,
} from "../../../../src/model/api/defaults/horizontal-pod-autoscaler.ts";
import type {
  HorizontalPodAutoscalerBehavior,
  HorizontalPodAutoscalerSpec,
} from "../../../../src/model/api/types/autoscaling-v2.ts";

function completed(spec: Draft<HorizontalPodAutoscalerSpec>): HorizontalPodAutoscalerSpec {
  const autoscaler = { spec };
  applyHorizontalPodAutoscalerDefaults(autoscaler);
  return autoscaler.spec;
}

it("goes by the share of CPU where nothing else is named", () => {
  const metric = {
    type: "Resource",
    resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } },
  };
  expect(completed({})).toEqual({ minReplicas: 1, metrics: [metric] });
  expect(completed({ minReplicas: 0, metrics: [] })).toEqual({ minReplicas: 0, metrics: [metric] });
  expect(completed({ metrics: [{ type: "Pods" }] }).metrics).toEqual([{ type: "Pods" }]);
  expect(cpuMetric(50).resource?.target?.averageUtilization).toBe(50);
});

const UP = {
  stabilizationWindowSeconds: 0,
  selectPolicy: "Max",
  policies: [
    { type: "Pods", value: 4, periodSeconds: 15 },
    { type: "Percent", value: 100, periodSeconds: 15 },
  ],
};
const DOWN = { selectPolicy: "Max", policies: [{ type: "Percent", value: 100, periodSeconds: 15 }] };

it.each<[Draft<HorizontalPodAutoscalerBehavior>, HorizontalPodAutoscalerBehavior]>([
  [{}, { scaleUp: UP, scaleDown: DOWN }],
  [
    { scaleDown: { stabilizationWindowSeconds: 60, tolerance: "0.1" } },
    { scaleUp: UP, scaleDown: { ...DOWN, stabilizationWindowSeconds: 60, tolerance: "0.1" } },
  ],
  [{ scaleUp: { policies: [] } }, { scaleUp: { ...UP, policies: [] }, scaleDown: DOWN }],
])("completes the behaviour %j", (behavior, expected) => {
  expect(completed({ behavior }).behavior).toEqual(expected);
});
