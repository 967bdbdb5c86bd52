// When a pod's object says that it was preempted.

import { describe, expect, it } from "vitest";

import type { PodCondition } from "../../src/model/objects.ts";
import { isPreemptedPod } from "../../src/model/preempted-pod.ts";
import { podAsking } from "./build-objects.ts";

const GOING = "2000-01-01T00:00:30Z";
const PREEMPTED: PodCondition = { type: "DisruptionTarget", status: "True", reason: "PreemptionByScheduler" };

function isPreempted(deletionTimestamp: string | null, ...conditions: readonly PodCondition[]): boolean {
  return isPreemptedPod({ ...podAsking({}), metadata: { name: "web", deletionTimestamp }, status: { conditions } });
}

describe("a pod that a scheduler preempted", () => {
  it("is being deleted, and its condition says why", () => {
    expect(isPreempted(GOING, { type: "Ready", status: "True" }, PREEMPTED)).toBe(true);
    expect(isPreempted(null, PREEMPTED)).toBe(false);
    expect(isPreempted(GOING)).toBe(false);
  });

  it("is told from one that was evicted otherwise, and of two conditions the first counts", () => {
    const evicted = { ...PREEMPTED, reason: "EvictionByEvictionAPI" };
    expect(isPreempted(GOING, evicted)).toBe(false);
    expect(isPreempted(GOING, evicted, PREEMPTED)).toBe(false);
    expect(isPreempted(GOING, { ...PREEMPTED, status: "False" })).toBe(false);
  });
});
