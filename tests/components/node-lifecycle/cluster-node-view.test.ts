// Nodes and pods of a run as the controllers of nodes see them.

import { describe, expect, it } from "vitest";

import { boundPodsOn, ClusterNodeView } from "../../../src/components/node-lifecycle/cluster-node-view.ts";
import type { KubeletPosts } from "../../../src/components/node-lifecycle/kubelet-posts.ts";
import { readyStatus } from "../../../src/model/node-conditions.ts";
import { lifecycleWorld, nodesIn } from "./lifecycle-world.ts";

function viewOfTwo() {
  const world = lifecycleWorld(nodesIn("a", 2), 300);
  return { ...world, view: new ClusterNodeView(world.cluster, () => ({}) as KubeletPosts) };
}

describe("the view of nodes", () => {
  it("names the nodes that are there", () => {
    const { view, cluster, engine } = viewOfTwo();
    cluster.apply({ kind: "node-removed", name: "a-0" }, engine.now);
    expect([...view.names()]).toEqual(["a-1"]);
    expect(view.find("a-0")).toBeUndefined();
  });

  it("shows conditions that are being written as written", () => {
    const { view } = viewOfTwo();
    view.unwritten.set("a-0", [{ type: "Ready", status: "Unknown" }]);
    expect(["a-0", "a-1"].map((name) => readyStatus(view.find(name)?.status?.conditions))).toEqual(["Unknown", "True"]);
  });

  it("shows bound pods, and of those only running ones as perhaps ready", () => {
    const { view, cluster, engine } = viewOfTwo();
    expect([[...view.podsOn("a-1")], view.mayBeReady(1)]).toEqual([[1], true]);
    cluster.apply({ kind: "pod-ended", pod: 1, phase: "succeeded" }, engine.now);
    expect([boundPodsOn(cluster, 1), view.mayBeReady(1)]).toEqual([[], false]);
  });

  it("knows when nodes came that were not there from the start", () => {
    const { view } = viewOfTwo();
    view.cameUs.set("a-1", 7);
    expect([view.createdUs("a-0"), view.createdUs("a-1")]).toEqual([0, 7]);
  });
});
