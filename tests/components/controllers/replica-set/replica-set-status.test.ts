// What a ReplicaSet says of itself.

import { describe, expect, it } from "vitest";

import {
  calculateStatus,
  isStatusChanged,
  type ReplicaSetCounts,
} from "../../../../src/components/controllers/replica-set/replica-set-status.ts";
import { replicated, webPod } from "./build-replica-sets.ts";

const NOW = "2026-01-01T00:00:10Z";

function counts(change: Partial<ReplicaSetCounts> = {}): ReplicaSetCounts {
  return { activePods: [], terminating: 0, failure: undefined, nowUs: 10_000_000, ...change };
}

describe("the status", () => {
  it("counts pods, and leaves out counts of none that may be left out", () => {
    expect(calculateStatus(replicated(), counts())).toEqual({ replicas: 0, terminatingReplicas: 0 });
    expect(calculateStatus(replicated(), counts({ terminating: undefined }))).toEqual({ replicas: 0 });
  });

  it("tells ready from available pods, and such as have the template's labels", () => {
    const activePods = [
      webPod("a", { readySinceUs: 1_000_000 }),
      webPod("b", { readySinceUs: 8_000_000 }),
      webPod("c", { readySinceUs: undefined, labels: { app: "web", more: "x" } }),
      webPod("d", { readySinceUs: undefined, labels: {} }),
    ];
    const object = replicated(4, { spec: { minReadySeconds: 5 } });
    expect(calculateStatus(object, counts({ activePods, terminating: 2 }))).toEqual({
      replicas: 4,
      fullyLabeledReplicas: 3,
      readyReplicas: 2,
      availableReplicas: 1,
      terminatingReplicas: 2,
    });
  });

  it.each([
    [0, "FailedCreate"],
    [2, "FailedDelete"],
  ])("says with %i pods of one what failed: %s", (pods, reason) => {
    const activePods = Array.from({ length: pods }, (_, at) => webPod(`p${at}`));
    const { conditions } = calculateStatus(
      replicated(1),
      counts({ activePods, failure: { message: "no room", timestamp: NOW } }),
    );
    expect(conditions).toEqual([
      { type: "ReplicaFailure", status: "True", lastTransitionTime: NOW, reason, message: "no room" },
    ]);
  });

  it("tells a failure once, and takes it back", () => {
    const conditions = [{ type: "ReplicaFailure", status: "True", message: "before" }];
    const failing = replicated(1, { status: { conditions } });
    expect(calculateStatus(failing, counts({ failure: { message: "again", timestamp: NOW } })).conditions).toEqual(
      conditions,
    );
    expect(calculateStatus(failing, counts())).not.toHaveProperty("conditions");
  });
});

describe("a status", () => {
  const status = { replicas: 3, readyReplicas: 3, terminatingReplicas: 0, observedGeneration: 1 };
  const object = replicated(3, { status });

  it("is not written where it says the same", () => {
    expect(isStatusChanged(object, { replicas: 3, readyReplicas: 3, terminatingReplicas: 0 })).toBe(false);
  });

  it.each([
    ["a count", { ...status, availableReplicas: 1 }],
    ["a count that is told now", { ...status, terminatingReplicas: 1 }],
    ["a condition", { ...status, conditions: [{ type: "ReplicaFailure" }] }],
  ])("is written for %s", (_, next) => {
    expect(isStatusChanged(object, next)).toBe(true);
  });

  it("is written for a new generation", () => {
    expect(isStatusChanged(replicated(3, { metadata: { generation: 2 }, status }), status)).toBe(true);
  });
});
