// The one writer: what a change does, what is told of it, and that the books add up after any history.

import { describe, expect, it } from "vitest";

import { InvariantViolation } from "../../src/base/invariant.ts";
import { RandomStream } from "../../src/base/random/random-stream.ts";
import { moment } from "../../src/base/time.ts";
import { checkBooks } from "../../src/cluster/books.ts";
import type { Delta } from "../../src/cluster/change.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { NONE } from "../../src/cluster/pod-table.ts";
import { CPU_INDEX } from "../../src/cluster/resource-index.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, podAsking } from "../model/build-objects.ts";
import { PlainBooks } from "./plain-books.ts";

const ZONE = "topology.kubernetes.io/zone";
const NOW = moment(0);

function cluster(): ClusterState {
  return new ClusterState(VERSION_BEHAVIOUR["1.36"]);
}

function clusterOf(...zones: readonly string[]): ClusterState {
  const made = cluster();
  for (const [index, zone] of zones.entries()) {
    const added = node(`n${index + 1}`, { cpu: "4" }, { labels: { [ZONE]: zone }, images: { nginx: 100 } });
    made.apply({ kind: "node-added", node: added, pool: "p" }, NOW);
  }
  return made;
}

describe("a history of valid changes", () => {
  const seeds = Array.from({ length: 40 }, (_, seed) => `history ${seed}`);

  it.each(seeds)("keeps the books after every change: %s", (seed) => {
    const state = cluster();
    const books = new PlainBooks(state, new RandomStream(seed, "changes"));
    for (let step = 0; step < 250; step += 1) {
      books.step();
      expect(books.differences(), `step ${step}`).toEqual([]);
    }
    // The histories place pods wherever a port is free, so every node may be overfull.
    checkBooks(state, new Set(Array.from({ length: state.nodes.idLimit }, (_, id) => id)));
  });
});

describe("a change", () => {
  it("is told to every observer with what it concerned", () => {
    const state = clusterOf("a");
    const heard: Delta[] = [];
    state.observe({ hear: (delta) => heard.push(delta) });
    const classId = state.classify(podAsking({ cpu: "1" }));
    const { pod } = state.apply({ kind: "pod-created", classId, name: "web" }, NOW);
    state.apply({ kind: "pod-assumed", pod, node: 0 }, NOW);
    state.apply({ kind: "pod-bound", pod }, NOW);
    state.apply({ kind: "pod-ended", pod, phase: "failed" }, NOW);
    state.apply({ kind: "pod-deleted", pod }, NOW);
    expect(heard.map((delta) => [delta.change.kind, delta.pod, delta.node])).toEqual([
      ["pod-created", pod, NONE],
      ["pod-assumed", pod, 0],
      ["pod-bound", pod, NONE],
      ["pod-ended", pod, 0],
      ["pod-deleted", pod, NONE],
    ]);
  });

  it("of a nomination names a node, which need not be there", () => {
    const state = cluster();
    state.apply({ kind: "node-added", node: node("n1", {}), pool: "p" }, NOW);
    const classId = state.classify(podAsking({}));
    const { pod } = state.apply({ kind: "pod-created", classId, name: "web" }, NOW);
    const nominated = (nodeName: string | undefined) => {
      state.apply({ kind: "pod-nominated", pod, nodeName }, NOW);
      return state.nominatedNodeOf(pod);
    };
    expect([nominated("n1"), nominated("gone"), nominated(undefined)]).toEqual([0, undefined, undefined]);
    expect(state.nominatedNodeOf(NONE)).toBeUndefined();
  });

  it("of a node's books stands in the change log, in order", () => {
    const state = clusterOf("a", "b");
    const cursor = state.nodeChanges.end;
    const classId = state.classify(podAsking({ cpu: "1" }));
    const { pod } = state.apply({ kind: "pod-created", classId, name: "web" }, NOW);
    state.apply({ kind: "pod-assumed", pod, node: 1 }, NOW);
    state.apply({ kind: "pod-bound", pod }, NOW);
    state.apply({ kind: "node-updated", node: node("n1", { cpu: "8" }) }, NOW);
    expect(
      Array.from({ length: state.nodeChanges.end - cursor }, (_, at) => state.nodeChanges.at(cursor + at)),
    ).toEqual([1, 0]);
  });

  it("comes no earlier than the one before", () => {
    const state = cluster();
    state.apply({ kind: "node-added", node: node("n1", {}), pool: "p" }, moment(10));
    expect(state.now).toBe(10);
    expect(() => state.apply({ kind: "node-removed", name: "n1" }, moment(9))).toThrow(InvariantViolation);
  });

  it("concerns what is there", () => {
    const state = clusterOf("a");
    expect(() => state.apply({ kind: "node-removed", name: "n9" }, NOW)).toThrow(InvariantViolation);
    expect(() => state.apply({ kind: "node-updated", node: node("n9", {}) }, NOW)).toThrow(InvariantViolation);
    const classId = state.classify(podAsking({}));
    expect(() => state.apply({ kind: "pod-placed", classId, name: "web", nodeName: "n9" }, NOW)).toThrow(
      InvariantViolation,
    );
    const { pod } = state.apply({ kind: "pod-placed", classId, name: "web", nodeName: "n1" }, NOW);
    expect(() => state.apply({ kind: "pod-assumed", pod, node: 0 }, NOW)).toThrow(InvariantViolation);
  });
});

describe("the node order", () => {
  it("is rebuilt when a node comes or goes, and not when one changes its zone", () => {
    const state = clusterOf("A", "A", "B");
    expect([...state.nodeOrder]).toEqual([0, 2, 1]);
    state.apply({ kind: "node-updated", node: node("n2", {}, { labels: { [ZONE]: "C" } }) }, NOW);
    expect([...state.nodeOrder]).toEqual([0, 2, 1]);
    state.apply({ kind: "node-added", node: node("n4", {}, { labels: { [ZONE]: "A" } }), pool: "p" }, NOW);
    expect([...state.nodeOrder]).toEqual([0, 2, 1, 3]);
    state.apply({ kind: "node-removed", name: "n1" }, NOW);
    expect([...state.nodeOrder]).toEqual([3, 2, 1]);
  });

  it("keeps a node in its place when it changes in anything but its zone", () => {
    const state = clusterOf("A", "A");
    state.apply({ kind: "node-updated", node: node("n1", { cpu: "8" }, { labels: { [ZONE]: "A", x: "y" } }) }, NOW);
    state.apply({ kind: "node-added", node: node("n3", {}, { labels: { [ZONE]: "A" } }), pool: "p" }, NOW);
    expect([...state.nodeOrder]).toEqual([0, 1, 2]);
  });
});

describe("images", () => {
  it("follow the nodes that hold them", () => {
    const state = clusterOf("a", "a");
    expect(state.images.get("nginx")).toEqual({ sizeBytes: 100, holders: new Set([0, 1]) });
    state.apply({ kind: "node-updated", node: node("n1", {}, { images: { redis: 7 } }) }, NOW);
    expect(state.images.get("nginx")?.holders).toEqual(new Set([1]));
    expect(state.images.get("redis")?.holders).toEqual(new Set([0]));
    state.apply({ kind: "node-removed", name: "n2" }, NOW);
    expect(state.images.get("nginx")).toBeUndefined();
  });
});

describe("defaults", () => {
  it("are applied to what users write: pods by classify, nodes on the way in", () => {
    const state = cluster();
    const limited = podAsking({});
    const classId = state.classify({
      ...limited,
      spec: { ...limited.spec, containers: [{ name: "a", resources: { limits: { cpu: "2" } } }] },
    });
    expect(state.classes.get(classId).requests.cpuMilli).toBe(2000);
    const added = { metadata: { name: "n1" }, status: { capacity: { cpu: "4", pods: "5" } } };
    state.apply({ kind: "node-added", node: added, pool: "p" }, NOW);
    expect([state.nodes.allocatable(0, CPU_INDEX), state.nodes.allowedPods(0)]).toEqual([4000, 5]);
  });
});

describe("a pod's key", () => {
  it("is namespace and name", () => {
    const state = cluster();
    const written = podAsking({});
    const classId = state.classify({ ...written, metadata: { name: "x", namespace: "web" } });
    const { pod } = state.apply({ kind: "pod-created", classId, name: "web-1" }, NOW);
    expect(state.keyOfPod(pod)).toBe("web/web-1");
  });
});

describe("an update of a pod", () => {
  it("moves the books of its node to the new amounts, and marks it as going if it is being deleted", () => {
    const state = clusterOf("a");
    const classId = state.classify(podAsking({ cpu: "1" }));
    const { pod } = state.apply({ kind: "pod-placed", classId, name: "web", nodeName: "n1" }, NOW);
    state.apply({ kind: "pod-updated", pod, object: podAsking({ cpu: "3" }) }, NOW);
    expect(state.nodes.requested(0, CPU_INDEX)).toBe(3000);
    expect(state.pods.isTerminating(pod)).toBe(false);
    const going = { ...podAsking({ cpu: "3" }), metadata: { name: "web", deletionTimestamp: "2000-01-01T00:00:00Z" } };
    state.apply({ kind: "pod-updated", pod, object: going }, NOW);
    expect([state.pods.isTerminating(pod), state.nodes.podCount(0)]).toEqual([true, 1]);
  });
});

describe("room for a pod whose end the scheduler has not seen", () => {
  it("stays taken until it is given back, though the pod goes meanwhile, from nowhere", () => {
    const state = clusterOf("a");
    const taken = () => state.nodes.requested(0, CPU_INDEX);
    const { pod } = state.apply(
      { kind: "pod-created", classId: state.classify(podAsking({ cpu: "1" })), name: "job" },
      NOW,
    );
    state.apply({ kind: "pod-ended", pod, phase: "failed" }, NOW);
    state.apply({ kind: "room-taken", pod, node: 0 }, NOW);
    expect(taken()).toBe(1000);
    state.apply({ kind: "pod-updated", pod, object: podAsking({ cpu: "2" }) }, NOW);
    expect(taken()).toBe(2000);
    expect(state.apply({ kind: "pod-deleted", pod }, NOW).node).toBe(NONE);
    expect(taken()).toBe(2000);
    expect(state.apply({ kind: "room-given-back", pod }, NOW).node).toBe(0);
    expect(taken()).toBe(0);
    checkBooks(state, new Set());
  });
});

describe("the pods of a node", () => {
  it("stand as in kube-scheduler's cache: each change of a pod makes it the last", () => {
    const state = clusterOf("a");
    const classId = state.classify(podAsking({ cpu: "1" }));
    const [a, b, c] = ["a", "b", "c"].map(
      (name) => state.apply({ kind: "pod-placed", classId, name, nodeName: "n1" }, NOW).pod,
    );
    state.apply({ kind: "pod-terminating", pod: a!, preemptor: c! }, NOW);
    expect([...state.pods.onNode(0)]).toEqual([c, b, a]);
    expect([state.pods.isPreempted(a!), state.pods.isPreempted(b!)]).toEqual([true, false]);
    // Terminating again changes nothing, unless it is the first time for another pod.
    state.apply({ kind: "pod-terminating", pod: b! }, NOW);
    state.apply({ kind: "pod-terminating", pod: a!, preemptor: c! }, NOW);
    state.apply({ kind: "pod-terminating", pod: b! }, NOW);
    expect([...state.pods.onNode(0)]).toEqual([c, a, b]);
    state.apply({ kind: "pod-terminating", pod: b!, preemptor: c! }, NOW);
    expect([...state.pods.onNode(0)]).toEqual([c, a, b]);
    state.apply({ kind: "pod-terminating", pod: c! }, NOW);
    expect([...state.pods.onNode(0)]).toEqual([b, a, c]);
    state.apply({ kind: "pod-updated", pod: b!, object: podAsking({ cpu: "1" }) }, NOW);
    expect([...state.pods.onNode(0)]).toEqual([c, a, b]);
  });
});

describe("the number under which a pod draws", () => {
  it("follows from its namespace and name, not from what else there is", () => {
    const create = (state: ClusterState, name: string, namespace: string) => {
      const classId = state.classify({ ...podAsking({}), metadata: { name: "", namespace } });
      return state.drawIdOf(state.apply({ kind: "pod-created", classId, name }, NOW).pod);
    };
    const crowded = cluster();
    for (const name of ["a", "b", "c"]) create(crowded, name, "shop");
    const id = create(crowded, "web-1", "shop");
    expect(create(cluster(), "web-1", "shop")).toBe(id);
    expect(create(cluster(), "web-1", "other")).not.toBe(id);
    expect(create(cluster(), "web-2", "shop")).not.toBe(id);
  });
});
