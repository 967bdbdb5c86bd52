// ReplicaSets whose counts stand in their status already.

import { describe, expect, it } from "vitest";

import type { ControllerView, PodTally } from "../../../../src/components/controllers/controller.ts";
import { replicatedOf } from "../../../../src/components/controllers/replica-set/replicated.ts";
import { isSettled, noteSettled } from "../../../../src/components/controllers/replica-set/settled-counts.ts";
import { fakeView, livePod } from "../fake-view.ts";
import { replicaSet, webPod } from "./build-replica-sets.ts";

const FIGURES = { active: 2, fullyLabeled: 2, ready: 2, available: 2, terminating: 0 };
const STATUS = {
  replicas: 2,
  fullyLabeledReplicas: 2,
  readyReplicas: 2,
  availableReplicas: 2,
  terminatingReplicas: 0,
  observedGeneration: 1,
};

function countsOfTwo(): readonly PodTally[] {
  return [{ object: webPod("p").object, active: 2, ready: 2, terminating: 0 }];
}

function viewOf(tallies: readonly PodTally[] | undefined, world = {}): ControllerView {
  return tallies === undefined ? fakeView(world) : { ...fakeView(world), tallies: () => tallies };
}

const two = (change = {}) => replicatedOf("ReplicaSet", replicaSet(2, { status: STATUS, ...change }));

describe("a ReplicaSet whose counts stand in its status", () => {
  it("is settled as long as the object and the list of its counts are the same", () => {
    const tallies = countsOfTwo();
    const object = two();
    expect(isSettled(viewOf(tallies), object)).toBe(false);
    noteSettled(tallies, object, FIGURES);
    expect(isSettled(viewOf(tallies), object)).toBe(true);
    expect(isSettled(viewOf(countsOfTwo()), object)).toBe(false);
    expect(isSettled(viewOf(tallies), two())).toBe(false);
    expect(isSettled(viewOf(undefined), object)).toBe(false);
  });

  it("is not settled while there is a pod that it might adopt", () => {
    const tallies = countsOfTwo();
    const object = two();
    noteSettled(tallies, object, FIGURES);
    expect(isSettled(viewOf(tallies, { pods: [livePod({ name: "lost" })] }), object)).toBe(false);
  });

  it.each([
    ["has too few pods", two(), { ...FIGURES, active: 1 }],
    ["has too many", two(), { ...FIGURES, active: 3 }],
    ["says other counts", two(), { ...FIGURES, ready: 1 }],
    ["is going", two({ metadata: { deletionTimestamp: "2026-01-01T00:00:00Z" } }), FIGURES],
    ["has not seen its last change", two({ metadata: { generation: 2 } }), FIGURES],
  ])("is not noted where it %s", (_, object, figures) => {
    const tallies = countsOfTwo();
    noteSettled(tallies, object, figures);
    expect(isSettled(viewOf(tallies), object)).toBe(false);
  });
});
