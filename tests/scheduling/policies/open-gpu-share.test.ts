// Which nodes have the GPUs that a pod wants, and which ones it gets.

import { describe, expect, it } from "vitest";

import { openGpuShare } from "../../../src/scheduling/policies/open-gpu-share.ts";
import type { Pod } from "../../../src/model/objects.ts";
import { pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";
import { GPU_COUNT, GPU_MILLI, gpuNode, plainPod, put, sharingPod, wholePod } from "./gpu-cluster.ts";

const REFUSED = "Unschedulable: node(s) didn't have enough free GPU devices";

function verdicts(cluster: SmallCluster, asking: Pod): Readonly<Record<string, string>> {
  const verdict = cluster.filter(openGpuShare, asking);
  const plugin = cluster.plugin(openGpuShare);
  const { podClass } = cluster.pod(asking);
  const nodes = Int32Array.from(cluster.cluster.nodeOrder);
  const refused: string[] = [];
  const kept = plugin.columnar!.filterIsIdle!(podClass)
    ? nodes.length
    : plugin.columnar!.filter!(podClass, nodes, nodes.length, (node) => refused.push(cluster.nameOf(node)));
  expect(kept + refused.length).toBe(nodes.length);
  expect(refused).toEqual(Object.keys(verdict).filter((name) => verdict[name] !== "Success"));
  return verdict;
}

function chosen(cluster: SmallCluster, asking: Pod, args?: unknown): readonly number[] | undefined {
  return cluster.plugin(openGpuShare, args).chooseDevices!(cluster.pod(asking), 0);
}

describe("Open-Gpu-Share", () => {
  it("keeps a pod that shares a GPU off nodes where no single one has enough left", () => {
    const cluster = new SmallCluster([gpuNode("cut", 32, 2), gpuNode("one", 32, 1), gpuNode("none", 32, 0)]);
    put(cluster, "cut", sharingPod(1, 600), [0]);
    put(cluster, "cut", sharingPod(1, 600), [1]);
    expect(verdicts(cluster, sharingPod(1, 500))).toEqual({ cut: REFUSED, one: "Success", none: REFUSED });
    expect(verdicts(cluster, plainPod(1))).toEqual({ cut: "Success", one: "Success", none: "Success" });
  });

  it("wants as many whole GPUs as asked for", () => {
    const cluster = new SmallCluster([gpuNode("four", 32, 4), gpuNode("cut", 32, 4)]);
    for (const device of [0, 1, 2]) put(cluster, "cut", sharingPod(1, 10), [device]);
    expect(verdicts(cluster, wholePod(1, 2))).toEqual({ four: "Success", cut: REFUSED });
  });

  it("goes by the models that will do", () => {
    const cluster = new SmallCluster([
      gpuNode("t4", 32, 1, "T4"),
      gpuNode("p100", 32, 1, "P100"),
      gpuNode("a10", 32, 1, "A10"),
    ]);
    expect(verdicts(cluster, sharingPod(1, 100, "T4|A10"))).toEqual({ t4: "Success", p100: REFUSED, a10: "Success" });
  });

  it("holds a pod to the devices that it names", () => {
    const cluster = new SmallCluster([gpuNode("n", 32, 2)]);
    const named = (index: string) =>
      pod({}, { annotations: { [GPU_COUNT]: "1", [GPU_MILLI]: "700", "alibabacloud.com/gpu-index": index } });
    put(cluster, "n", sharingPod(1, 500), [0]);
    expect(verdicts(cluster, named("0"))).toEqual({ n: REFUSED });
    expect(verdicts(cluster, named("1"))).toEqual({ n: "Success" });
    expect(verdicts(cluster, named("7"))).toEqual({ n: REFUSED });
  });

  it("leaves the tightest device to the pod unless told otherwise", () => {
    const cluster = new SmallCluster([gpuNode("n", 32, 3)]);
    put(cluster, "n", sharingPod(1, 600), [1]);
    put(cluster, "n", sharingPod(1, 300), [2]);
    expect(chosen(cluster, sharingPod(1, 200))).toBeUndefined();
    expect(chosen(cluster, sharingPod(1, 200), { gpuSelMethod: "worst" })).toEqual([0]);
    expect(chosen(cluster, plainPod(1), { gpuSelMethod: "worst" })).toBeUndefined();
  });

  it("draws one of the devices with enough left", () => {
    const cluster = new SmallCluster([gpuNode("n", 32, 4)]);
    put(cluster, "n", sharingPod(1, 900), [0]);
    const drawn = new Set(
      Array.from({ length: 60 }, (_, number) => {
        const classId = cluster.cluster.classify(sharingPod(1, 200));
        const { pod: id } = cluster.apply({ kind: "pod-created", classId, name: `pod-${number}` });
        const asking = { id, name: `pod-${number}`, podClass: cluster.cluster.classes.get(classId) };
        return cluster.plugin(openGpuShare, { gpuSelMethod: "random" }).chooseDevices!(asking, 0)!.join();
      }),
    );
    expect([...drawn].toSorted()).toEqual(["1", "2", "3"]);
    expect(chosen(cluster, wholePod(1, 2), { gpuSelMethod: "random" })).toEqual([1, 2]);
  });
});
