// Best fit over CPU and GPUs, by its formula: 100 · (1 − ½·CPU left/128,000 − ½·GPU left/8,000), truncated, then spread.

import { describe, expect, it } from "vitest";

import { bestFitScore } from "../../../src/scheduling/policies/best-fit-score.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod, put, sharingPod, wholePod } from "./gpu-cluster.ts";

describe("BestFitScore", () => {
  it("is higher the less is left over of CPU and GPUs", () => {
    const cluster = new SmallCluster([gpuNode("a", 64, 8), gpuNode("b", 96, 2), gpuNode("c", 32, 4)]);
    put(cluster, "a", wholePod(32, 4));
    expect(cluster.rawScores(bestFitScore, sharingPod(8, 500))).toEqual({
      a: Math.trunc((1 - (24 / 128) * 0.5 - (3.5 / 8) * 0.5) * 100),
      b: Math.trunc((1 - (88 / 128) * 0.5 - (1.5 / 8) * 0.5) * 100),
      c: Math.trunc((1 - (24 / 128) * 0.5 - (3.5 / 8) * 0.5) * 100),
    });
    expect(cluster.scores(bestFitScore, sharingPod(8, 500))).toEqual({ a: 100, b: 0, c: 100 });
  });

  it("counts idle GPUs for pods without GPUs, too", () => {
    const cluster = new SmallCluster([gpuNode("with", 32, 4), gpuNode("without", 32, 0)]);
    expect(cluster.scores(bestFitScore, plainPod(1))).toEqual({ with: 0, without: 100 });
  });
});
