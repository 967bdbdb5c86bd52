// A node as plugins see it: as it stands at the moment of asking.

import { describe, expect, it } from "vitest";

import { CPU_INDEX, MEMORY_INDEX } from "../../../src/cluster/resource-index.ts";
import { LiveNode } from "../../../src/scheduling/framework/node-view.ts";
import { container, node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

describe("a node that is looked at", () => {
  it("shows each change at once", () => {
    const cluster = new SmallCluster([node("n1", { cpu: "4", memory: "1000", pods: "7" }, { labels: { zone: "a" } })]);
    const view = new LiveNode(cluster.cluster, 0);
    const wanted = { address: "127.0.0.1", protocol: "TCP", port: 80 };
    expect([view.allowedPods, view.podCount, view.nonZeroCpu, view.nonZeroMemory]).toEqual([7, 0, 0, 0]);
    expect([view.allocatable(CPU_INDEX), view.allocatable(MEMORY_INDEX), view.requested(CPU_INDEX)]).toEqual([
      4000, 1000, 0,
    ]);
    expect(view.hostPortConflicts(wanted)).toBe(false);

    const running = container({ cpu: "1", memory: "10" }, { ports: [{ hostPort: 80 }] });
    cluster.place(pod({ containers: [running, { name: "silent" }] }), "n1");
    expect([view.podCount, view.requested(CPU_INDEX), view.requested(MEMORY_INDEX)]).toEqual([1, 1000, 10]);
    expect([view.nonZeroCpu, view.nonZeroMemory]).toEqual([1100, 10 + 200 * 1024 * 1024]);
    expect(view.hostPortConflicts(wanted)).toBe(true);

    cluster.apply({ kind: "node-updated", node: node("n1", { cpu: "2" }, { labels: { zone: "b" } }) });
    expect([view.record.labels["zone"], view.allocatable(CPU_INDEX)]).toEqual(["b", 2000]);
  });
});
