// Autoscalers of autoscaling/v1 on their way into the API server.

import { expect, it } from "vitest";

import { HORIZONTAL_POD_AUTOSCALER_V1_KIND } from "../../../../src/model/api/kinds/horizontal-pod-autoscaler-v1.ts";
import { changeMistakes, created, mistakes } from "../kind-outcomes.ts";

const SPEC = { maxReplicas: 3, scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "a" } };
const METRICS = "autoscaling.alpha.kubernetes.io/metrics";

it("stores the share of CPU that nobody wrote", () => {
  expect(created(HORIZONTAL_POD_AUTOSCALER_V1_KIND, { spec: SPEC, status: { currentReplicas: 5 } })).toMatchObject({
    spec: { ...SPEC, minReplicas: 1, targetCPUUtilizationPercentage: 80 },
    status: { currentReplicas: 0, desiredReplicas: 0 },
  });
});

it("writes metrics as the server does", () => {
  const annotations = { [METRICS]: '[{"TYPE":"Pods","pods":{"metricName":"qps","targetAverageValue":"1000"}}]' };
  const autoscaler = created(HORIZONTAL_POD_AUTOSCALER_V1_KIND, { metadata: { annotations }, spec: SPEC });
  expect(autoscaler).toHaveProperty("metadata.annotations", {
    [METRICS]: '[{"type":"Pods","pods":{"metricName":"qps","targetAverageValue":"1k"}}]',
  });
  expect(autoscaler).not.toHaveProperty("spec.targetCPUUtilizationPercentage");
});

it("tells mistakes of annotations where the newer version has its fields", () => {
  const annotations = { [METRICS]: '[{"type":"Resource","resource":{"name":"cpu","targetAverageUtilization":0}}]' };
  expect(mistakes(HORIZONTAL_POD_AUTOSCALER_V1_KIND, { metadata: { annotations }, spec: SPEC })).toEqual([
    "spec.metrics[0].resource.target.averageUtilization: Invalid value: 0: must be greater than 0",
  ]);
  expect(
    changeMistakes(HORIZONTAL_POD_AUTOSCALER_V1_KIND, { spec: SPEC }, { spec: { ...SPEC, minReplicas: 0 } }),
  ).toEqual([
    "spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas",
    "spec.minReplicas: Invalid value: 0: must be greater than or equal to 1",
  ]);
});
