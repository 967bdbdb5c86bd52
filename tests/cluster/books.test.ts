// The check of the books: it is silent when they add up, and speaks of each way in which they cannot.

import { describe, expect, it } from "vitest";

import { InvariantViolation } from "../../src/base/invariant.ts";
import { moment } from "../../src/base/time.ts";
import { checkBooks, countPhases, EVERY_NODE, overfullNodes } from "../../src/cluster/books.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { RUNNING } from "../../src/cluster/pod-table.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, podAsking } from "../model/build-objects.ts";

const NOW = moment(0);
const NOBODY: ReadonlySet<number> = new Set();

/** Two nodes of 4 CPU for two pods each; one pod of 3 CPU runs on the first, one waits. */
function cluster() {
  const state = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  for (const name of ["n1", "n2"]) {
    state.apply({ kind: "node-added", node: node(name, { cpu: "4", pods: "2" }), pool: "p" }, NOW);
  }
  const classId = state.classify(podAsking({ cpu: "3" }));
  const { pod: running } = state.apply({ kind: "pod-placed", classId, name: "running", nodeName: "n1" }, NOW);
  const { pod: waiting } = state.apply({ kind: "pod-created", classId, name: "waiting" }, NOW);
  return { state, running, waiting };
}

describe("the books", () => {
  it("add up in a valid cluster", () => {
    const { state, waiting } = cluster();
    checkBooks(state, NOBODY);
    state.apply({ kind: "pod-assumed", pod: waiting, node: 1 }, NOW);
    expect(() => checkBooks(state, NOBODY)).not.toThrow();
  });

  it("add up when a node goes under its pods", () => {
    const { state } = cluster();
    state.apply({ kind: "node-removed", name: "n1" }, NOW);
    expect(() => checkBooks(state, NOBODY)).not.toThrow();
  });

  it("count pods by phase, all phases named", () => {
    const { state, waiting } = cluster();
    state.apply({ kind: "pod-deleted", pod: waiting }, NOW);
    expect(countPhases(state)).toEqual({
      pending: 0,
      assumed: 0,
      bound: 0,
      running: 1,
      succeeded: 0,
      failed: 0,
      deleted: 1,
    });
  });
});

describe("overfull nodes", () => {
  it("are those with more requests or more pods than they have room for", () => {
    const { state, waiting } = cluster();
    expect(overfullNodes(state)).toEqual(new Set());
    state.apply({ kind: "pod-assumed", pod: waiting, node: 0 }, NOW);
    expect(overfullNodes(state)).toEqual(new Set([0]));
    const crowded = cluster();
    for (const name of ["a", "b", "c"]) {
      const classId = crowded.state.classify(podAsking({}));
      crowded.state.apply({ kind: "pod-placed", classId, name, nodeName: "n2" }, NOW);
    }
    expect(overfullNodes(crowded.state)).toEqual(new Set([1]));
  });

  it("are a mistake of ours unless they were so before", () => {
    const { state, waiting } = cluster();
    state.apply({ kind: "pod-assumed", pod: waiting, node: 0 }, NOW);
    expect(() => checkBooks(state, NOBODY)).toThrow("no pod was placed where it does not fit");
    expect(() => checkBooks(state, new Set([0]))).not.toThrow();
    expect(() => checkBooks(state, EVERY_NODE)).not.toThrow();
    expect(() => checkBooks(state, new Set([1]))).toThrow(InvariantViolation);
  });
});

describe("overfull in any resource", () => {
  it.each(["memory", "ephemeral-storage", "example.com/gpu", "other.org/nic"])("is found: %s", (resource) => {
    const { state, waiting } = cluster();
    const object = podAsking({ [resource]: 1 });
    state.apply({ kind: "pod-updated", pod: waiting, object }, NOW);
    state.apply({ kind: "pod-assumed", pod: waiting, node: 1 }, NOW);
    expect(overfullNodes(state)).toEqual(new Set([1]));
    expect(() => checkBooks(state, NOBODY)).toThrow("no pod was placed where it does not fit");
  });
});

describe("a mistake in the books is found", () => {
  const amounts = (state: ClusterState, cpuMilli: number, memoryBytes = 0, gpus = 0) =>
    state.resources.vectorOf({
      cpuMilli,
      memoryBytes,
      ephemeralStorageBytes: 0,
      scalars: new Map([["example.com/gpu", gpus]]),
    });

  it.each([
    [
      "a pod booked without being there",
      (state: ClusterState) => state.nodes.book(0, amounts(state, 0), 0, 0, 1),
      "counts its pods",
    ],
    ["a sum that no pod holds", (state: ClusterState) => recount(state, 1, 0, 0), "sums are its pods'"],
    ["CPU for scoring that no pod holds", (state: ClusterState) => recount(state, 0, 1, 0), "non-zero CPU"],
    ["memory for scoring that no pod holds", (state: ClusterState) => recount(state, 0, 0, 1), "non-zero memory"],
  ])("%s", (_sentence, spoil, expected) => {
    const { state } = cluster();
    spoil(state);
    expect(() => checkBooks(state, NOBODY)).toThrow(expected);
  });

  /** Books amounts on the first node and takes its pod off the count again. */
  function recount(state: ClusterState, cpuMilli: number, nonZeroCpu: number, nonZeroMemory: number): void {
    state.nodes.book(0, amounts(state, cpuMilli), nonZeroCpu, nonZeroMemory, 1);
    state.nodes.book(0, amounts(state, 0), 0, 0, -1);
  }

  it.each([
    ["memory", 1, 0],
    ["a device", 0, 1],
  ])("%s that no pod holds", (_sentence, memoryBytes, gpus) => {
    const { state } = cluster();
    state.nodes.book(1, amounts(state, 0, memoryBytes, gpus), 0, 0, 1);
    state.nodes.book(1, amounts(state, 0), 0, 0, -1);
    expect(() => checkBooks(state, NOBODY)).toThrow("sums are its pods'");
  });

  it("a pod that runs nowhere", () => {
    const { state, waiting } = cluster();
    state.pods.start(waiting, NOW);
    expect(state.pods.phaseOf(waiting)).toBe(RUNNING);
    expect(() => checkBooks(state, NOBODY)).toThrow("placed pods hold room, and waiting ones do not");
  });

  it("a pod that has ended and still holds room", () => {
    const { state, running } = cluster();
    state.pods.forget(running);
    expect(() => checkBooks(state, NOBODY)).toThrow("placed pods hold room, and waiting ones do not");
  });
});
