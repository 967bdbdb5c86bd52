// GPU clustering: four bands of 25, within each the fuller node.

import { describe, expect, it } from "vitest";

import { gpuClusteringScore } from "../../../src/scheduling/policies/gpu-clustering-score.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod, put, sharingPod, wholePod } from "./gpu-cluster.ts";

describe("GpuClusteringScore", () => {
  const cluster = new SmallCluster(["same", "mixed", "idle", "other", "cpu"].map((name) => gpuNode(name, 64, 8)));
  put(cluster, "same", sharingPod(1, 400));
  put(cluster, "mixed", sharingPod(1, 400));
  put(cluster, "mixed", wholePod(1, 2));
  put(cluster, "other", wholePod(1, 4));
  put(cluster, "cpu", plainPod(1));

  it("puts pods that share GPUs together", () => {
    expect(cluster.scores(gpuClusteringScore, sharingPod(1, 100))).toEqual({
      same: 75 + Math.trunc((25 * 400) / 8000),
      mixed: 50 + Math.trunc((25 * 2400) / 8000),
      idle: 25,
      other: Math.trunc((25 * 4000) / 8000),
      cpu: 25,
    });
  });

  it("puts pods with equally many GPUs together", () => {
    expect(cluster.scores(gpuClusteringScore, wholePod(1, 4))).toMatchObject({ other: 75 + 12, same: 1, mixed: 7 });
  });

  it("says nothing of pods without GPUs", () => {
    expect(cluster.scores(gpuClusteringScore, plainPod(1))).toMatchObject({ same: 0, idle: 0 });
  });
});
