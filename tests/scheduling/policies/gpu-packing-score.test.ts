// GPU packing by the values of its authors' own test (gpu_packing_score_test.go of hkust-adsl/kubernetes-scheduler-simulator
// 8f3d641), and a few more.

import { describe, expect, it } from "vitest";

import { gpuPackingScore, packingScore } from "../../../src/scheduling/policies/gpu-packing-score.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod, put, sharingPod } from "./gpu-cluster.ts";

function score(free: readonly number[], devices: number, milliEach: number): number {
  return packingScore(free, { devices, milliEach, models: [], pinned: [] });
}

describe("GpuPackingScore", () => {
  it("is 48 for two whole GPUs of a node in use", () => {
    expect(score([200, 1000, 1000, 500], 2, 1000)).toBe(48);
  });

  it("is 29 on four idle GPUs and 25 on eight", () => {
    expect(score(Array<number>(4).fill(1000), 2, 1000)).toBe(29);
    expect(score(Array<number>(8).fill(1000), 2, 1000)).toBe(25);
  });

  it("is 93 where shared GPUs are enough", () => {
    expect(score([200, 1000, 1000, 500], 2, 200)).toBe(93);
  });

  it("is 0 where too few have enough left, and for pods without GPUs", () => {
    expect(score([200, 500], 1, 600)).toBe(0);
    expect(packingScore([1000], undefined)).toBe(0);
  });

  it("reads the devices of the node", () => {
    const cluster = new SmallCluster([gpuNode("idle", 32, 2), gpuNode("used", 32, 2)]);
    put(cluster, "used", sharingPod(1, 400));
    expect(cluster.scores(gpuPackingScore, sharingPod(1, 300))).toEqual({ idle: 31, used: 94 });
    expect(cluster.scores(gpuPackingScore, plainPod(1))).toEqual({ idle: 0, used: 0 });
  });
});
