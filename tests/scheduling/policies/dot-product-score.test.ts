// The dot product over CPU and GPUs by its formula: 100 · (1 − ½ · (CPU left · CPU asked + GPU left · GPU asked)), each
// as a part of the largest machine.

import { describe, expect, it } from "vitest";

import { dotProductScore } from "../../../src/scheduling/policies/dot-product-score.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod, put, sharingPod, wholePod } from "./gpu-cluster.ts";

describe("DotProductScore", () => {
  it("is lower the more is free of what the pod asks for", () => {
    const cluster = new SmallCluster([gpuNode("a", 128, 8), gpuNode("b", 64, 4)]);
    put(cluster, "b", sharingPod(32, 500));
    expect(cluster.scores(dotProductScore, wholePod(64, 4))).toEqual({ a: 50, b: 0 });
    expect(cluster.scores(dotProductScore, wholePod(32, 2))).toEqual({
      a: Math.trunc(100 * (1 - (0.25 + 0.25) / 2)),
      b: Math.trunc(100 * (1 - (0.25 * 0.25 + (3.5 / 8) * 0.25) / 2)),
    });
  });

  it("counts CPU alone for pods without GPUs", () => {
    const cluster = new SmallCluster([gpuNode("a", 128, 8)]);
    expect(cluster.scores(dotProductScore, plainPod(64))).toEqual({ a: 75 });
  });

  it("stays at 0 for machines beyond the largest", () => {
    const cluster = new SmallCluster([gpuNode("huge", 512, 8)]);
    expect(cluster.scores(dotProductScore, plainPod(256))).toEqual({ huge: 0 });
  });
});
