// What a failure policy says of failed pods.

import { describe, expect, it } from "vitest";

import { podFailureVerdict } from "../../../../src/components/controllers/job/pod-failure-policy.ts";
import type { PodFailurePolicyRule } from "../../../../src/model/api/types/job.ts";
import { jobPod } from "./build-jobs.ts";

function verdict(rules: readonly PodFailurePolicyRule[], exitCode: number) {
  return podFailureVerdict({ podFailurePolicy: { rules } }, jobPod({ name: "a", phase: "Failed", exitCode }));
}

describe("a failure policy", () => {
  it("lets failures count that no rule is about", () => {
    expect(podFailureVerdict({}, jobPod({ name: "a", phase: "Failed" })).kind).toBe("count");
    expect(verdict([{ action: "Ignore", onExitCodes: { operator: "In", values: [3] } }], 4).kind).toBe("count");
  });

  it("goes by the first rule that is about the exit code", () => {
    const rules: PodFailurePolicyRule[] = [
      { action: "Ignore", onExitCodes: { operator: "In", values: [3] } },
      { action: "FailIndex", onExitCodes: { operator: "In", values: [3, 4] } },
      { action: "Count", onExitCodes: { operator: "In", values: [5] } },
      { action: "FailJob", onExitCodes: { operator: "NotIn", values: [3, 4] } },
    ];
    expect([3, 4, 5].map((code) => verdict(rules, code).kind)).toEqual(["ignore", "fail-index", "count"]);
    expect(verdict(rules, 42)).toEqual({
      kind: "fail-job",
      message: "Container main for pod default/a failed with exit code 42 matching FailJob rule at index 3",
    });
    expect(verdict(rules, 0).kind).toBe("count");
  });

  it("may be about one container, or about a condition", () => {
    const other: PodFailurePolicyRule = {
      action: "FailJob",
      onExitCodes: { containerName: "other", operator: "In", values: [1] },
    };
    expect(verdict([other], 1).kind).toBe("count");
    const onPodConditions = [{ type: "DisruptionTarget", status: "True" }];
    const pod = jobPod({ name: "a", phase: "Failed" });
    const disrupted = {
      ...pod,
      condition: (type: string) => (type === "DisruptionTarget" ? ({ status: "True" } as const) : undefined),
    };
    const spec = { podFailurePolicy: { rules: [{ action: "FailJob", onPodConditions }] } };
    expect(podFailureVerdict(spec, disrupted)).toEqual({
      kind: "fail-job",
      message: "Pod default/a has condition DisruptionTarget matching FailJob rule at index 0",
    });
    expect(podFailureVerdict(spec, pod).kind).toBe("count");
  });
});
