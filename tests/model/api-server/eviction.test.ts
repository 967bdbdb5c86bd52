// Whether a pod may be evicted.

import { describe, expect, it } from "vitest";

import { decideEviction, type EvictedPod } from "../../../src/model/api-server/eviction.ts";
import type { PodDisruptionBudget } from "../../../src/model/api/types/policy.ts";

const NOW = "2026-01-01T00:00:10Z";
const POD: EvictedPod = { name: "web-1", phase: "Running", isReady: true, isDeleted: false };

function budget(
  status: PodDisruptionBudget["status"] = {},
  spec: PodDisruptionBudget["spec"] = {},
): PodDisruptionBudget {
  return {
    metadata: { name: "web", generation: 1 },
    spec,
    status: { observedGeneration: 1, disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2, ...status },
  };
}

describe("an eviction", () => {
  it.each([
    ["is over", { phase: "Failed" }],
    ["has not begun", { phase: "Pending" }],
    ["is going already", { isDeleted: true }],
  ])("asks no budget about a pod that %s", (_, change) => {
    const decision = decideEviction({ ...POD, ...change }, [budget({ disruptionsAllowed: 0 })], NOW);
    expect(decision).toEqual({ kind: "evicted", because: "not-disrupting" });
  });

  it("is free where no budget selects the pod, and impossible where two do", () => {
    expect(decideEviction(POD, [], NOW)).toEqual({ kind: "evicted", because: "no-budget" });
    expect(decideEviction(POD, [budget(), budget()], NOW)).toMatchObject({ kind: "refused", code: 500 });
  });

  it("takes one from the budget, and notes the pod", () => {
    const decision = decideEviction(POD, [budget({ disruptionsAllowed: 2, disruptedPods: { "web-0": NOW } })], NOW);
    expect(decision).toMatchObject({
      kind: "evicted",
      because: "allowed",
      budget: { status: { disruptionsAllowed: 1, disruptedPods: { "web-0": NOW, "web-1": NOW } } },
    });
  });

  it("says so when it takes the last", () => {
    const conditions = [{ type: "DisruptionAllowed", status: "True", lastTransitionTime: "2026-01-01T00:00:00Z" }];
    const decision = decideEviction(POD, [budget({ conditions })], NOW);
    expect(decision).toMatchObject({
      budget: {
        status: {
          disruptionsAllowed: 0,
          conditions: [
            { type: "DisruptionAllowed", status: "False", reason: "InsufficientPods", lastTransitionTime: NOW },
          ],
        },
      },
    });
  });

  it.each([
    [
      "the budget allows none",
      budget({ disruptionsAllowed: 0, currentHealthy: 2 }),
      429,
      "needs 2 healthy pods and has 2",
    ],
    ["others are going still", budget({ disruptionsAllowed: 0 }), 429, "does not allow evicting pods currently"],
    ["its controller has not seen it", budget({ observedGeneration: 0 }), 429, "still being processed"],
    ["it is in debt", budget({ disruptionsAllowed: -1 }), 403, undefined],
    [
      "its controller has failed",
      budget({
        disruptionsAllowed: 0,
        conditions: [{ type: "DisruptionAllowed", status: "False", reason: "SyncFailed", message: "no scale" }],
      }),
      429,
      "because it failed sync: no scale",
    ],
  ] as const)("is refused where %s", (_, asked, code, cause) => {
    const decision = decideEviction(POD, [asked], NOW);
    expect(decision).toMatchObject({ kind: "refused", code });
    if (cause !== undefined) expect(decision).toHaveProperty("cause", expect.stringContaining(cause));
  });

  it("is refused while very many evicted pods have not gone", () => {
    const disruptedPods = Object.fromEntries(Array.from({ length: 2_001 }, (__, at) => [`web-${at}`, NOW]));
    expect(decideEviction(POD, [budget({ disruptedPods })], NOW)).toMatchObject({ kind: "refused", code: 403 });
  });
});

describe("a pod that is not ready", () => {
  const unready = { ...POD, isReady: false };

  it("may go where enough others are healthy", () => {
    const asked = budget({ disruptionsAllowed: 0, currentHealthy: 2 });
    expect(decideEviction(unready, [asked], NOW)).toEqual({ kind: "evicted", because: "unhealthy" });
  });

  it("may not where they are not, or where none has to be", () => {
    expect(decideEviction(unready, [budget({ disruptionsAllowed: 0, currentHealthy: 1 })], NOW)).toMatchObject({
      code: 429,
    });
    const none = budget({ disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0 });
    expect(decideEviction(unready, [none], NOW)).toMatchObject({ code: 429 });
  });

  it("may always go where the budget says so", () => {
    const asked = budget({ disruptionsAllowed: 0, currentHealthy: 0 }, { unhealthyPodEvictionPolicy: "AlwaysAllow" });
    expect(decideEviction(unready, [asked], NOW)).toEqual({ kind: "evicted", because: "unhealthy" });
  });
});
