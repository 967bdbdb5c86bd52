// First fit in the order of nodes.

import { describe, expect, it } from "vitest";

import { firstFit } from "../../../src/scheduling/policies/first-fit.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod } from "./gpu-cluster.ts";

describe("FirstFit", () => {
  it("likes the first node best, and the last least", () => {
    const cluster = new SmallCluster([gpuNode("c", 8, 0), gpuNode("a", 8, 0), gpuNode("b", 8, 0)]);
    expect(cluster.scores(firstFit, plainPod(1))).toEqual({ c: 100, a: 50, b: 0 });
  });

  it("follows the order when nodes come and go", () => {
    const cluster = new SmallCluster([gpuNode("a", 8, 0), gpuNode("b", 8, 0)]);
    const plugin = cluster.plugin(firstFit);
    const raw = () => cluster.byNode((node) => plugin.score!(cluster.pod(plainPod(1)), node, undefined));
    expect(raw()).toEqual({ a: -0, b: -1 });
    cluster.apply({ kind: "node-removed", name: "a" });
    cluster.apply({ kind: "node-added", node: gpuNode("c", 8, 0), pool: "pool" });
    expect(raw()).toEqual({ b: -0, c: -1 });
  });
});
