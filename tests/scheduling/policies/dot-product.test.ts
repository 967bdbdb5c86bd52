// Tetris' alignment of what is asked and what is free.

import { describe, expect, it } from "vitest";

import { dotProduct } from "../../../src/scheduling/policies/dot-product.ts";
import { node, podAsking, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

describe("DotProduct", () => {
  it("prefers the node that has much of what the pod asks for", () => {
    const cluster = new SmallCluster([
      node("cpu-left", { cpu: "10", memory: "10Gi" }),
      node("memory-left", { cpu: "10", memory: "10Gi" }),
    ]);
    cluster.place(podAsking({ memory: "8Gi" }), "cpu-left");
    cluster.place(podAsking({ cpu: "8" }), "memory-left");
    // ½ · (0.8 · 1 + 0.2 · 0.2) and ½ · (0.8 · 0.2 + 0.2 · 1)
    expect(cluster.scores(dotProduct, podAsking({ cpu: "8", memory: "2Gi" }))).toEqual({
      "cpu-left": 42,
      "memory-left": 18,
    });
  });

  it("scores 0 for a pod that asks for nothing, and passes over resources that a node has not", () => {
    const cluster = new SmallCluster([node("n", { cpu: "10" })]);
    expect(cluster.scores(dotProduct, pod())).toEqual({ n: 0 });
    expect(cluster.scores(dotProduct, podAsking({ cpu: "10", "example.com/gpu": "1" }))).toEqual({ n: 50 });
  });
});
