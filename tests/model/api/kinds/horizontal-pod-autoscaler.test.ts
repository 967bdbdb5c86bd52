// Autoscalers of autoscaling/v2 on their way into the API server.

import { expect, it } from "vitest";

import { HORIZONTAL_POD_AUTOSCALER_KIND } from "../../../../src/model/api/kinds/horizontal-pod-autoscaler.ts";
import { changeMistakes, created, mistakes } from "../kind-outcomes.ts";

const SPEC = { maxReplicas: 3, scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "a" } };

it("stores an autoscaler without a status and without what other versions write", () => {
  const annotations = { "autoscaling.alpha.kubernetes.io/metrics": "[]", mine: "x" };
  const autoscaler = created(HORIZONTAL_POD_AUTOSCALER_KIND, {
    metadata: { annotations },
    spec: SPEC,
    status: { desiredReplicas: 2 },
  });
  expect(autoscaler).toMatchObject({
    metadata: { annotations: { mine: "x" } },
    spec: { ...SPEC, minReplicas: 1, metrics: [{ type: "Resource" }] },
    status: { desiredReplicas: 0, currentMetrics: null },
  });
});

it("tells mistakes of new and of changed ones", () => {
  expect(mistakes(HORIZONTAL_POD_AUTOSCALER_KIND, { spec: { ...SPEC, maxReplicas: 0 } })).toEqual([
    "spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`",
    "spec.maxReplicas: Required value: must be set and greater than 0",
  ]);
  const old = { spec: SPEC };
  expect(changeMistakes(HORIZONTAL_POD_AUTOSCALER_KIND, old, { spec: { ...SPEC, maxReplicas: 4 } })).toEqual([]);
  expect(changeMistakes(HORIZONTAL_POD_AUTOSCALER_KIND, old, { spec: { ...SPEC, minReplicas: 4 } })).toHaveLength(1);
});
