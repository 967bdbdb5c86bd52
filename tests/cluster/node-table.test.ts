// Nodes as rows: what is read back, growth, widening, versions.

import { describe, expect, it } from "vitest";

import { InvariantViolation } from "../../src/base/invariant.ts";
import { NodeTable } from "../../src/cluster/node-table.ts";
import { CPU_INDEX, EPHEMERAL_STORAGE_INDEX, MEMORY_INDEX, ResourceIndex } from "../../src/cluster/resource-index.ts";
import { node } from "../model/build-objects.ts";

const GIBIBYTE = 1024 * 1024 * 1024;

function emptyTable() {
  const resources = new ResourceIndex();
  return { resources, nodes: new NodeTable(resources) };
}

/** What a pod of these amounts takes. */
function taking(resources: ResourceIndex, cpuMilli: number, memoryBytes: number, scalars: Record<string, number> = {}) {
  const amounts = { cpuMilli, memoryBytes, ephemeralStorageBytes: 0, scalars: new Map(Object.entries(scalars)) };
  return resources.vectorOf(amounts);
}

describe("a node", () => {
  it("has what it can allocate, in milli-CPU, bytes and counts", () => {
    const { nodes, resources } = emptyTable();
    const sizes = { cpu: "3500m", memory: "8Gi", "ephemeral-storage": "1.5", pods: "5", "example.com/gpu": 4, foo: 9 };
    const id = nodes.add(node("n1", sizes), "pool");
    expect(nodes.allocatable(id, CPU_INDEX)).toBe(3500);
    expect(nodes.allocatable(id, MEMORY_INDEX)).toBe(8 * GIBIBYTE);
    expect(nodes.allocatable(id, EPHEMERAL_STORAGE_INDEX)).toBe(2);
    expect(nodes.allocatable(id, resources.find("example.com/gpu")!)).toBe(4);
    expect(nodes.allowedPods(id)).toBe(5);
    expect(resources.find("foo")).toBeUndefined();
  });

  it("without an amount of pods allows none", () => {
    const { nodes } = emptyTable();
    const bare = { metadata: { name: "n1" }, status: { allocatable: { cpu: "4" } } };
    expect(nodes.allowedPods(nodes.add(bare, "pool"))).toBe(0);
    expect(nodes.allowedPods(nodes.add({ metadata: { name: "n2" } }, "pool"))).toBe(0);
  });

  it("shows its object's part as a record", () => {
    const { nodes } = emptyTable();
    const labels = { "topology.kubernetes.io/zone": "a", disk: "ssd" };
    const taints = [{ key: "x", effect: "NoSchedule" }];
    const id = nodes.add(node("n1", {}, { labels, taints, unschedulable: true, images: { a: 1, b: 2 } }), "large");
    expect(nodes.record(id)).toMatchObject({
      name: "n1",
      pool: "large",
      zone: "a",
      labels,
      taints,
      unschedulable: true,
    });
    expect(nodes.record(id).imageNames).toEqual(["a", "b"]);
    expect(nodes.find("n1")).toBe(id);
  });

  it("has a name that no other has", () => {
    const { nodes } = emptyTable();
    nodes.add(node("n1", {}), "pool");
    expect(() => nodes.add(node("n1", {}), "pool")).toThrow(InvariantViolation);
  });

  it("is booked and freed exactly", () => {
    const { nodes, resources } = emptyTable();
    const id = nodes.add(node("n1", { cpu: "4" }), "pool");
    const taken = taking(resources, 1500, GIBIBYTE + 1, { "example.com/gpu": 1 });
    nodes.book(id, taken, 1600, GIBIBYTE + 2, 1);
    expect([nodes.podCount(id), nodes.nonZeroCpu(id), nodes.nonZeroMemory(id)]).toEqual([1, 1600, GIBIBYTE + 2]);
    expect(nodes.requested(id, CPU_INDEX)).toBe(1500);
    expect(nodes.requested(id, MEMORY_INDEX)).toBe(GIBIBYTE + 1);
    expect(nodes.requested(id, resources.find("example.com/gpu")!)).toBe(1);
    nodes.book(id, taken, 1600, GIBIBYTE + 2, -1);
    expect([nodes.podCount(id), nodes.nonZeroCpu(id), nodes.requested(id, MEMORY_INDEX)]).toEqual([0, 0, 0]);
  });

  it("may shrink under its pods; what it does not name any more is gone", () => {
    const { nodes, resources } = emptyTable();
    const id = nodes.add(node("n1", { cpu: "4", "example.com/gpu": 2 }), "pool");
    nodes.book(id, taking(resources, 3000, 0, { "example.com/gpu": 2 }), 3000, 0, 1);
    nodes.update(id, node("n1", { cpu: "1" }));
    expect([nodes.allocatable(id, CPU_INDEX), nodes.requested(id, CPU_INDEX)]).toEqual([1000, 3000]);
    const gpu = resources.find("example.com/gpu")!;
    expect([nodes.allocatable(id, gpu), nodes.requested(id, gpu)]).toEqual([0, 2]);
    expect(nodes.record(id).pool).toBe("pool");
  });

  it("that is removed is gone, and its number is never given to another", () => {
    const { nodes } = emptyTable();
    const first = nodes.add(node("n1", { cpu: "4" }), "pool");
    nodes.remove(first);
    expect([nodes.size, nodes.idLimit, nodes.has(first), nodes.find("n1")]).toEqual([0, 1, false, undefined]);
    expect(() => nodes.record(first)).toThrow(InvariantViolation);
    expect(nodes.nameOf(first)).toBe("n1");
    expect(nodes.add(node("n2", { cpu: "2" }), "pool")).not.toBe(first);
  });

  it("that comes back under its name has its number and the pods that still stand on it, also after a restore", () => {
    const { nodes, resources } = emptyTable();
    const first = nodes.add(node("n1", { cpu: "4" }), "pool");
    nodes.book(first, taking(resources, 3000, 0, {}), 3000, 0, 1);
    nodes.remove(first);
    const saved = nodes.snapshot();
    nodes.restore(saved);
    expect(nodes.add(node("n1", { cpu: "2" }), "pool")).toBe(first);
    expect([nodes.podCount(first), nodes.requested(first, CPU_INDEX), nodes.allocatable(first, CPU_INDEX)]).toEqual([
      1, 3000, 2000,
    ]);
  });
});

describe("versions of a node", () => {
  it("change with every change, object versions with its object only", () => {
    const { nodes, resources } = emptyTable();
    const id = nodes.add(node("n1", {}), "pool");
    const other = nodes.add(node("n2", {}), "pool");
    const seen = new Set<number>();
    const versionOf = (change: () => void): { any: boolean; object: boolean } => {
      const before = nodes.objectsVersion;
      change();
      const fresh = !seen.has(nodes.versions[id]!);
      seen.add(nodes.versions[id]!);
      return { any: fresh, object: nodes.objectsVersion !== before };
    };
    const otherBefore = nodes.versions[other];
    expect(versionOf(() => nodes.touch(id))).toEqual({ any: true, object: false });
    expect(versionOf(() => nodes.book(id, taking(resources, 1, 0), 1, 0, 1))).toEqual({ any: true, object: false });
    expect(versionOf(() => nodes.update(id, node("n1", {})))).toEqual({ any: true, object: true });
    expect(versionOf(() => nodes.remove(id))).toMatchObject({ any: true });
    expect(nodes.versions[other]).toBe(otherBefore);
    expect(nodes.versions[other]).toBeGreaterThan(0);
  });
});

describe("what lets filters pass over the whole cluster", () => {
  const soft = { key: "slow", effect: "PreferNoSchedule" };
  const hard = { key: "hard", effect: "NoSchedule" };
  const evicting = { key: "hard", effect: "NoExecute" };

  it("is counted as nodes come, change and go: soft taints, hard taints, cordoned nodes", () => {
    const { nodes } = emptyTable();
    const counts = () => [nodes.preferNoScheduleTaints, nodes.hardTaints, nodes.unschedulableNodes];
    expect(counts()).toEqual([0, 0, 0]);
    const taints = [soft, hard, { ...soft, key: "old" }, evicting];
    const id = nodes.add(node("n1", {}, { taints, unschedulable: true }), "pool");
    nodes.add(node("n2", {}, { taints: [soft], unschedulable: true }), "pool");
    expect(counts()).toEqual([3, 2, 2]);
    nodes.update(id, node("n1", {}, { taints: [hard] }));
    expect(counts()).toEqual([1, 1, 1]);
    nodes.update(id, node("n1", {}, { taints: [soft] }));
    expect(counts()).toEqual([2, 0, 1]);
    nodes.remove(id);
    expect(counts()).toEqual([1, 0, 1]);
  });
});

describe("which nodes have taints", () => {
  const taint = { key: "hard", effect: "NoSchedule" };

  it("stands in a column that follows nodes as they come, change, go, and are restored", () => {
    const { nodes } = emptyTable();
    const ids = Array.from({ length: 200 }, (_, at) =>
      nodes.add(node(`n${at}`, {}, at % 3 === 0 ? { taints: [taint] } : {}), "pool"),
    );
    nodes.update(ids[0]!, node("n0", {}));
    nodes.update(ids[1]!, node("n1", {}, { taints: [taint] }));
    nodes.remove(ids[3]!);
    const agrees = (table: typeof nodes) =>
      ids.every((id) => table.tainted[id] === Number(table.has(id) && table.record(id).taints.length > 0));
    expect(agrees(nodes)).toBe(true);
    expect(ids.filter((id) => nodes.tainted[id] === 1).length).toBe(66);
    const other = emptyTable().nodes;
    other.restore(nodes.snapshot());
    expect(agrees(other)).toBe(true);
    nodes.add(node("n3", {}, { taints: [taint] }), "pool");
    expect(nodes.tainted[ids[3]!]).toBe(1);
  });
});

describe("many nodes and many resources", () => {
  it("keep all that was written when the table grows and widens", () => {
    const { nodes, resources } = emptyTable();
    const count = 300;
    const kinds = 9;
    const resourceOf = (index: number): string => `example.com/kind-${index % kinds}`;
    for (let index = 0; index < count; index += 1) {
      const id = nodes.add(node(`n${index}`, { cpu: `${index + 1}`, [resourceOf(index)]: index + 1 }), "pool");
      nodes.book(id, taking(resources, index, 0, { [resourceOf(index + 1)]: 1 }), index, 2 * index, 1);
    }
    expect([nodes.size, resources.size]).toEqual([count, 3 + kinds]);
    for (let index = 0; index < count; index += 1) {
      const own = resources.find(resourceOf(index))!;
      const next = resources.find(resourceOf(index + 1))!;
      expect([nodes.allocatable(index, CPU_INDEX), nodes.allocatable(index, own)]).toEqual([
        1000 * (index + 1),
        index + 1,
      ]);
      expect([nodes.requested(index, CPU_INDEX), nodes.requested(index, next)]).toEqual([index, 1]);
      expect([nodes.nonZeroCpu(index), nodes.nonZeroMemory(index), nodes.podCount(index)]).toEqual([
        index,
        2 * index,
        1,
      ]);
    }
  });

  it("are read with the stride of the moment, also right after a resource was first heard of", () => {
    const { nodes, resources } = emptyTable();
    const id = nodes.add(node("n1", { cpu: "4" }), "pool");
    const column = resources.intern("example.com/late");
    expect(nodes.allocatable(id, column)).toBe(0);
    expect(nodes.rows.length / nodes.stride).toBeGreaterThanOrEqual(1);
    expect(nodes.allocatable(id, CPU_INDEX)).toBe(4000);
  });
});

describe("host ports of a node", () => {
  it("are there once somebody writes them", () => {
    const { nodes } = emptyTable();
    const id = nodes.add(node("n1", {}), "pool");
    expect(nodes.hostPorts(id)).toBeUndefined();
    nodes.hostPortsForWriting(id).add({ address: "0.0.0.0", protocol: "TCP", port: 80 });
    expect(nodes.hostPorts(id)?.conflictsWith({ address: "127.0.0.1", protocol: "TCP", port: 80 })).toBe(true);
  });
});
