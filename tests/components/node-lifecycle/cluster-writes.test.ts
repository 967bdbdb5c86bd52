// What the controller's decisions do to the cluster when they are committed.

import { describe, expect, it } from "vitest";

import { isPodReady } from "../../../src/cluster/live-pods.ts";
import { commitNodeDecision, NODE_CALLS, nodeCallOf } from "../../../src/components/node-lifecycle/cluster-writes.ts";
import { nodeNotReady, podOnNodeNotReady, registered } from "../../../src/components/node-lifecycle/decision.ts";
import { UNREACHABLE } from "../../../src/model/node-taints.ts";
import { lifecycleWorld, nodesIn } from "./lifecycle-world.ts";

function clusterOfOne() {
  const world = lifecycleWorld(nodesIn("a", 1), 300);
  const commit = (decision: Parameters<typeof commitNodeDecision>[1]) =>
    commitNodeDecision(world.cluster, decision, world.engine.now);
  return { ...world, commit };
}

describe("a committed decision", () => {
  it("adds and removes taints of the node as it is by then, and changes nothing twice", () => {
    const { commit, taintsOf, cluster } = clusterOfOne();
    const version = () => cluster.nodes.objectsVersion;
    commit({ kind: "add-taints", node: "a-0", taints: [UNREACHABLE] });
    const after = version();
    commit({ kind: "add-taints", node: "a-0", taints: [UNREACHABLE] });
    expect([taintsOf("a-0"), version()]).toEqual([["node.kubernetes.io/unreachable:NoExecute"], after]);
    commit({ kind: "remove-taints", node: "a-0", taints: [UNREACHABLE] });
    expect(taintsOf("a-0")).toEqual([]);
  });

  it("writes conditions and labels, and marks pods", () => {
    const { commit, readyOf, cluster } = clusterOfOne();
    commit({ kind: "conditions", node: "a-0", conditions: [{ type: "Ready", status: "Unknown" }] });
    commit({ kind: "labels", node: "a-0", labels: { extra: "yes" } });
    commit({ kind: "pod-not-ready", pod: 0 });
    expect([readyOf("a-0"), isPodReady(cluster, 0)]).toEqual(["Unknown", false]);
    expect(cluster.nodes.record(0).labels).toMatchObject({ extra: "yes", "topology.kubernetes.io/zone": "a" });
  });

  it("of a node or a pod that is gone finds nothing", () => {
    const { commit, cluster, engine } = clusterOfOne();
    cluster.apply({ kind: "pod-deleted", pod: 0 }, engine.now);
    expect(commit({ kind: "labels", node: "elsewhere", labels: {} })).toBe("not-found");
    expect(commit({ kind: "pod-not-ready", pod: 0 })).toBe("not-found");
  });

  it("records events in the controller's own words", () => {
    const { commit, events } = clusterOfOne();
    for (const decision of [registered("a-0"), nodeNotReady("a-0"), podOnNodeNotReady(0)]) {
      commit(decision);
      expect(NODE_CALLS).toContain(nodeCallOf(decision));
    }
    expect(events.map(({ name, message }) => `${name}: ${message}`)).toEqual([
      "a-0: Node a-0 event: Registered Node a-0 in Controller",
      "a-0: Node a-0 status is now: NodeNotReady",
      "pod-a-0: Node is not ready",
    ]);
  });
});
