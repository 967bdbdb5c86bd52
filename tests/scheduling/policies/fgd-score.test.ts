// FGD's scores against its formula, and the devices that it chooses.

import { describe, expect, it } from "vitest";

import { fgdScore } from "../../../src/scheduling/policies/fgd-score.ts";
import { Fragmentation } from "../../../src/scheduling/policies/fragmentation.ts";
import { readTypicalPods } from "../../../src/scheduling/policies/typical-pods-args.ts";
import { pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";
import { gpuNode, plainPod, put, sharingPod, wholePod } from "./gpu-cluster.ts";

const ARGS = {
  typicalPods: [
    { cpuMilli: 4000, gpuMilli: 500, gpuCount: 1, weight: 6 },
    { cpuMilli: 8000, gpuMilli: 1000, gpuCount: 2, weight: 3 },
    { cpuMilli: 2000, weight: 1 },
  ],
};

function scored(fall: number): number {
  return Math.trunc((1 / (1 + Math.exp(-fall / 1000))) * 100);
}

function fragmented(cpuMilliLeft: number, free: readonly number[]): number {
  return new Fragmentation(readTypicalPods(ARGS)!).of({ model: "T4", cpuMilliLeft, free });
}

function devicesFor(cluster: SmallCluster, asking: ReturnType<typeof pod>, on: string): readonly number[] | undefined {
  const plugin = cluster.plugin(fgdScore, ARGS);
  return plugin.chooseDevices!(cluster.pod(asking), cluster.cluster.nodes.find(on)!);
}

describe("FGDScore", () => {
  it("scores a node by how much less it is fragmented with the pod", () => {
    const cluster = new SmallCluster([gpuNode("idle", 32, 2), gpuNode("used", 16, 2)]);
    put(cluster, "used", sharingPod(4, 600), [1]);
    expect(cluster.scores(fgdScore, wholePod(4, 1), ARGS)).toEqual({
      idle: scored(fragmented(32000, [1000, 1000]) - fragmented(28000, [0, 1000])),
      used: scored(fragmented(12000, [1000, 400]) - fragmented(8000, [0, 400])),
    });
  });

  it("scores a pod that shares a GPU by the best of the devices, and chooses that one", () => {
    const cluster = new SmallCluster([gpuNode("n", 32, 3)]);
    put(cluster, "n", sharingPod(4, 600), [1]);
    const before = fragmented(28000, [1000, 400, 1000]);
    const onUsed = scored(before - fragmented(26000, [1000, 100, 1000]));
    const onIdle = scored(before - fragmented(26000, [700, 400, 1000]));
    expect(onUsed).toBeGreaterThan(onIdle);
    expect(cluster.scores(fgdScore, sharingPod(2, 300), ARGS)).toEqual({ n: onUsed });
    expect(devicesFor(cluster, sharingPod(2, 300), "n")).toEqual([1]);
    expect(devicesFor(cluster, sharingPod(2, 500), "n")).toEqual([0]);
  });

  it("chooses the first whole devices, and none for pods without GPUs", () => {
    const cluster = new SmallCluster([gpuNode("n", 32, 4)]);
    put(cluster, "n", sharingPod(1, 300), [0]);
    expect(devicesFor(cluster, wholePod(1, 2), "n")).toEqual([1, 2]);
    expect(devicesFor(cluster, plainPod(1), "n")).toBeUndefined();
  });

  it("scores 50 where nothing changes, and 100 for a pod that asks for nothing", () => {
    const cluster = new SmallCluster([gpuNode("n", 32, 1), gpuNode("no-gpu", 32, 0)]);
    expect(cluster.scores(fgdScore, plainPod(1), ARGS)).toEqual({ n: 50, "no-gpu": 50 });
    expect(cluster.scores(fgdScore, pod(), ARGS)).toEqual({ n: 100, "no-gpu": 100 });
  });

  it("looks at the node anew when it has changed", () => {
    const cluster = new SmallCluster([gpuNode("n", 8, 2)]);
    const plugin = cluster.plugin(fgdScore, ARGS);
    const score = () => cluster.byNode((node) => plugin.score!(cluster.pod(wholePod(4, 1)), node, undefined));
    const empty = score();
    put(cluster, "n", sharingPod(4, 600), [0]);
    expect(score()).not.toEqual(empty);
  });
});
