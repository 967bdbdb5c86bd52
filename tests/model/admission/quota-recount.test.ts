// What a quota says once all has been counted.

import { describe, expect, it } from "vitest";

import { evaluatorOf } from "../../../src/model/admission/quota-evaluators.ts";
import { recountedStatus, type AlikeObjects } from "../../../src/model/admission/quota-recount.ts";
import type { NamedByMetadata } from "../../../src/model/admission/refusal.ts";
import type { ResourceQuota } from "../../../src/model/api/types/quota.ts";

function pods(count: number, cpu: string, priorityClassName?: string): AlikeObjects<NamedByMetadata> {
  const spec = { containers: [{ name: "main", resources: { requests: { cpu } } }], priorityClassName };
  const object = { metadata: { name: "a" }, spec } as NamedByMetadata;
  return { object, count, usage: evaluatorOf("Pod").usage(object, 0) };
}

function recounted(quota: ResourceQuota, ...objects: readonly AlikeObjects<NamedByMetadata>[]) {
  return recountedStatus(quota, [
    { evaluator: evaluatorOf("Pod"), objects: () => objects },
    { evaluator: evaluatorOf("Deployment"), objects: () => [] },
  ]);
}

describe("a quota that is counted anew", () => {
  const hard = { pods: "5", "requests.cpu": "4", "count/deployments.apps": "2", "count/widgets.example.com": "9" };

  it("says what there is of all that it limits, and nothing of what nobody counts", () => {
    expect(recounted({ spec: { hard } }, pods(3, "500m"))).toEqual({
      hard,
      used: { pods: "3", "requests.cpu": "1500m", "count/deployments.apps": "0" },
    });
  });

  it("is left alone where it says so already, in whatever form", () => {
    const status = { hard: { pods: "5" }, used: { pods: "3" } };
    expect(recounted({ spec: { hard: { pods: "5" } }, status }, pods(3, "1"))).toBeUndefined();
    expect(recounted({ spec: { hard: { pods: "5000m" } }, status }, pods(3, "1"))).toBeUndefined();
  });

  it("follows what is limited now", () => {
    const status = { hard: { pods: "5" }, used: { pods: "3", memory: "1Gi" } };
    expect(recounted({ spec: { hard: { pods: "9" } }, status }, pods(3, "1"))).toEqual({
      hard: { pods: "9" },
      used: { pods: "3" },
    });
  });

  it("counts what is in its scopes", () => {
    const scopeSelector = { matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values: ["high"] }] };
    const quota = { spec: { hard: { pods: "5" }, scopeSelector } };
    expect(recounted(quota, pods(3, "1"), pods(2, "1", "high"))?.used).toEqual({ pods: "2" });
  });
});
