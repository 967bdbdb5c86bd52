// Images as the scheduler's snapshot remembers them.

import { describe, expect, it } from "vitest";

import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { SIMULATION_START } from "../../../src/base/time.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { ImageView } from "../../../src/scheduling/framework/image-view.ts";
import { node } from "../../model/build-objects.ts";

const IMAGE = "nginx:1";

/** A cluster, and what its snapshot says of one image on each node: how many nodes hold it. */
function snapshot() {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const view = new ImageView(cluster);
  const set = (kind: "node-added" | "node-updated", name: string, sizeBytes: number | undefined) => {
    const images = sizeBytes === undefined ? {} : { [IMAGE]: sizeBytes };
    cluster.apply({ kind, node: node(name, {}, { images }), pool: "pool" }, SIMULATION_START);
  };
  const counts = () => {
    view.refresh();
    return Object.fromEntries([0, 1, 2].map((id) => [id, view.on(id).get(IMAGE)?.nodes]));
  };
  return { cluster, view, set, counts };
}

describe("the snapshot of images", () => {
  it("holds for each node how widespread an image was when that node last changed", () => {
    const { set, counts } = snapshot();
    set("node-added", "a", 100);
    expect(counts()).toEqual({ 0: 1, 1: undefined, 2: undefined });
    set("node-added", "b", 100);
    expect(counts()).toEqual({ 0: 1, 1: 2, 2: undefined });
    set("node-updated", "a", 100);
    expect(counts()).toEqual({ 0: 2, 1: 2, 2: undefined });
    set("node-updated", "b", undefined);
    expect(counts()).toEqual({ 0: 2, 1: undefined, 2: undefined });
  });

  it("takes the size under which the image was first seen", () => {
    const { set, view, counts } = snapshot();
    set("node-added", "a", 100);
    set("node-added", "b", 999);
    counts();
    expect(view.on(1).get(IMAGE)).toEqual({ sizeBytes: 100, nodes: 2 });
  });

  it("counts the nodes of the cluster at the last refresh", () => {
    const { set, view, cluster } = snapshot();
    set("node-added", "a", 100);
    expect(view.nodesTotal).toBe(0);
    view.refresh();
    set("node-added", "b", 100);
    expect(view.nodesTotal).toBe(1);
    view.refresh();
    cluster.apply({ kind: "node-removed", name: "a" }, SIMULATION_START);
    view.refresh();
    expect([view.nodesTotal, view.on(0).size, view.on(1).size]).toEqual([1, 0, 1]);
  });

  it("looks at every node again if it fell so far behind that changes were forgotten", () => {
    const { set, counts } = snapshot();
    set("node-added", "a", 100);
    set("node-added", "b", 100);
    expect(counts()).toEqual({ 0: 2, 1: 2, 2: undefined });
    set("node-added", "c", 100);
    for (let change = 0; change < 70_000; change += 1) set("node-updated", "c", 100);
    expect(counts()).toEqual({ 0: 3, 1: 3, 2: 3 });
  });
});
