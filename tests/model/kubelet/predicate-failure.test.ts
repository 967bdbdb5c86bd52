// The words of a kubelet that turns a pod away.

import { describe, expect, it } from "vitest";

import { refusalFor, TAINTED, WRONG_NODE } from "../../../src/model/kubelet/predicate-failure.ts";

describe("a refusal", () => {
  it("names the resource that is short, and how much of it there is", () => {
    const shortage = { kind: "shortage", resource: "cpu", requested: 2000, used: 7000, capacity: 8000 } as const;
    expect(refusalFor(shortage)).toEqual({
      kind: "refused",
      reason: "OutOfcpu",
      message: "Node didn't have enough resource: cpu, requested: 2000, used: 7000, capacity: 8000",
    });
    expect(refusalFor({ ...shortage, resource: "nvidia.com/gpu" })).toMatchObject({ reason: "OutOfnvidia.com/gpu" });
  });

  it("names the scheduler's rule that does not hold", () => {
    expect(refusalFor(WRONG_NODE)).toEqual({
      kind: "refused",
      reason: "NodeAffinity",
      message: "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
    });
    expect(refusalFor(TAINTED)).toMatchObject({ reason: "TaintToleration" });
  });
});
