// What is kept of workload objects and autoscalers.

import { describe, expect, it } from "vitest";

import { trimmedObject } from "../../../src/scenario/init/trim.ts";
import { AUTOSCALER_V2_SHAPE, DEPLOYMENT_SHAPE } from "../../../src/scenario/init/workload-shapes.ts";

describe("what is kept", () => {
  it("of a Deployment is how many pods it has and how it is updated", () => {
    const spec = {
      replicas: 3,
      selector: { matchLabels: { app: "web" } },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 1 } },
      template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "c", image: "i" }] } },
    };
    expect(trimmedObject({ spec: { ...spec, template: { ...spec.template } } }, DEPLOYMENT_SHAPE)).toEqual({ spec });
  });

  it("of an autoscaler is all that it scales by", () => {
    const spec = {
      scaleTargetRef: { kind: "Deployment", name: "web", apiVersion: "apps/v1" },
      minReplicas: 2,
      maxReplicas: 9,
      metrics: [
        { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 60 } } },
        {
          type: "External",
          external: {
            metric: { name: "queue", selector: { matchLabels: { q: "a" } } },
            target: { type: "Value", value: "30" },
          },
        },
      ],
      behavior: {
        scaleDown: { stabilizationWindowSeconds: 60, policies: [{ type: "Pods", value: 1, periodSeconds: 30 }] },
      },
    };
    const condition = { type: "ScaledToZero", status: "True", lastTransitionTime: "2026-03-01T00:00:00Z", reason: "r" };
    const status = { currentReplicas: 2, desiredReplicas: 2, conditions: [{ ...condition, message: "m" }] };
    expect(trimmedObject({ spec, status }, AUTOSCALER_V2_SHAPE)).toEqual({
      spec,
      status: { currentReplicas: 2, desiredReplicas: 2, conditions: [condition] },
    });
  });
});
