// Single devices in the cluster's state: booked when a pod comes, given back when it goes, kept over updates of the node.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { checkBooks } from "../../src/cluster/books.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { PodId } from "../../src/cluster/pod-table.ts";
import type { QuantityMap } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, pod, podAsking } from "../model/build-objects.ts";

const COUNT = "alibabacloud.com/gpu-count";
const MILLI = "alibabacloud.com/gpu-milli";
const NOW = moment(0);

function gpuNode(name: string, devices: number) {
  return node(name, { cpu: "64", [COUNT]: devices, [MILLI]: devices * 1000 });
}

function clusterOf(...devices: readonly number[]): ClusterState {
  const made = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  for (const [index, count] of devices.entries()) {
    made.apply({ kind: "node-added", node: gpuNode(`n${index}`, count), pool: "gpu" }, NOW);
  }
  return made;
}

function assume(cluster: ClusterState, requests: QuantityMap, on: number, devices?: readonly number[]): PodId {
  const classId = cluster.classify(podAsking(requests));
  const { pod: id } = cluster.apply({ kind: "pod-created", classId, name: "pod" }, NOW);
  const chosen = devices === undefined ? {} : { devices };
  cluster.apply({ kind: "pod-assumed", pod: id, node: on, ...chosen }, NOW);
  return id;
}

function freeOn(cluster: ClusterState, on: number): readonly number[] {
  checkBooks(cluster, new Set());
  return [...cluster.devices.freeMilli(on)];
}

describe("the devices of a cluster", () => {
  it("are all free at first, and none on nodes without", () => {
    const cluster = clusterOf(2, 0);
    expect([freeOn(cluster, 0), freeOn(cluster, 1)]).toEqual([[1000, 1000], []]);
  });

  it("are given as they were chosen", () => {
    const cluster = clusterOf(4);
    const sharing = assume(cluster, { [MILLI]: 300 }, 0, [2]);
    expect(freeOn(cluster, 0)).toEqual([1000, 1000, 700, 1000]);
    expect(cluster.devices.heldBy(sharing)).toEqual({ node: 0, devices: [2], milliEach: 300 });
  });

  it("are the tightest ones where nobody chose", () => {
    const cluster = clusterOf(3);
    assume(cluster, { [MILLI]: 300 }, 0, [1]);
    assume(cluster, { [MILLI]: 600 }, 0);
    assume(cluster, { [COUNT]: 2 }, 0);
    expect(freeOn(cluster, 0)).toEqual([0, 100, 0]);
  });

  it("are held by nobody where too little is left on each", () => {
    const cluster = clusterOf(2);
    assume(cluster, { [MILLI]: 600 }, 0, [0]);
    assume(cluster, { [MILLI]: 600 }, 0, [1]);
    const third = assume(cluster, { [MILLI]: 600 }, 0);
    expect(cluster.devices.heldBy(third)).toBeUndefined();
    expect([...cluster.devices.freeMilli(0)]).toEqual([400, 400]);
  });

  it("are free again when the pod goes, ends or is forgotten", () => {
    const cluster = clusterOf(2);
    const pods = [0, 1, 1].map((device) => assume(cluster, { [MILLI]: 250 }, 0, [device]));
    cluster.apply({ kind: "pod-forgotten", pod: pods[0]! }, NOW);
    expect(freeOn(cluster, 0)).toEqual([1000, 500]);
    cluster.apply({ kind: "pod-deleted", pod: pods[1]! }, NOW);
    cluster.apply({ kind: "pod-bound", pod: pods[2]! }, NOW);
    cluster.apply({ kind: "pod-started", pod: pods[2]! }, NOW);
    cluster.apply({ kind: "pod-ended", pod: pods[2]!, phase: "succeeded" }, NOW);
    expect(freeOn(cluster, 0)).toEqual([1000, 1000]);
  });

  it("are those of its annotation for a pod that was placed before", () => {
    const cluster = clusterOf(4);
    const annotations = { [MILLI]: "400", [COUNT]: "1", "alibabacloud.com/gpu-index": "3" };
    const classId = cluster.classify(pod({}, { annotations }));
    cluster.apply({ kind: "pod-placed", classId, name: "old", nodeName: "n0" }, NOW);
    expect(freeOn(cluster, 0)).toEqual([1000, 1000, 1000, 600]);
  });

  it("follow the node when it gets more or fewer", () => {
    const cluster = clusterOf(2);
    const second = assume(cluster, { [MILLI]: 250 }, 0, [1]);
    cluster.apply({ kind: "node-updated", node: gpuNode("n0", 1) }, NOW);
    expect([...cluster.devices.freeMilli(0)]).toEqual([1000]);
    cluster.apply({ kind: "node-updated", node: gpuNode("n0", 3) }, NOW);
    expect(freeOn(cluster, 0)).toEqual([1000, 750, 1000]);
    cluster.apply({ kind: "pod-deleted", pod: second }, NOW);
    expect(freeOn(cluster, 0)).toEqual([1000, 1000, 1000]);
  });

  it("change with what the pod wants", () => {
    const cluster = clusterOf(1);
    const resized = assume(cluster, { [MILLI]: 250 }, 0);
    cluster.apply({ kind: "pod-updated", pod: resized, object: podAsking({ [MILLI]: 400 }) }, NOW);
    expect(freeOn(cluster, 0)).toEqual([600]);
    cluster.apply({ kind: "pod-updated", pod: resized, object: podAsking({ cpu: "1" }) }, NOW);
    expect(freeOn(cluster, 0)).toEqual([1000]);
  });

  it("change the version of their node", () => {
    const cluster = clusterOf(1);
    const before = cluster.nodes.versions[0];
    assume(cluster, { [MILLI]: 250 }, 0);
    expect(cluster.nodes.versions[0]).not.toBe(before);
  });

  it("come out of a snapshot as they went in", () => {
    const cluster = clusterOf(2, 0, 4);
    const held = assume(cluster, { [MILLI]: 250 }, 2, [3]);
    const twin = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    twin.restore(cluster.snapshot());
    expect(twin.snapshot()).toEqual(cluster.snapshot());
    twin.apply({ kind: "pod-deleted", pod: held }, NOW);
    expect([freeOn(twin, 2), freeOn(cluster, 2)]).toEqual([
      [1000, 1000, 1000, 1000],
      [1000, 1000, 1000, 750],
    ]);
  });
});
