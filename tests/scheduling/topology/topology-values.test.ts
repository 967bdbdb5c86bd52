// The numbers of topology values, and which nodes have them as nodes come, change and go.

import { describe, expect, it } from "vitest";

import type { Labels } from "../../../src/model/objects.ts";
import { NO_VALUE, TopologyValues, topologyValueOf } from "../../../src/scheduling/topology/topology-values.ts";
import { node } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const standing = (name: string, labels: Labels) => node(name, {}, { labels });

describe("a column of topology values", () => {
  it("numbers values in the order in which nodes have them; the empty value is one", () => {
    const { cluster } = new SmallCluster([
      standing("n0", { zone: "a" }),
      standing("n1", { zone: "b" }),
      standing("n2", {}),
      standing("n3", { zone: "a" }),
      standing("n4", { zone: "" }),
    ]);
    const values = new TopologyValues(cluster);
    values.refresh();
    const column = values.column("zone");
    expect([...column.byNode.subarray(0, 5)]).toEqual([0, 1, NO_VALUE, 0, 2]);
    expect(column.limit).toBe(3);
    expect(column.domainsMost).toBe(4);
    expect(column.idOf("b")).toBe(1);
    expect(values.column("zone")).toBe(column);
    expect([...values.columns()]).toEqual([column]);
  });

  it("follows nodes, and tells which of them changed", () => {
    const small = new SmallCluster([standing("n0", { zone: "a" }), standing("n1", { zone: "b" })]);
    const values = new TopologyValues(small.cluster);
    const column = values.column("zone");
    expect(values.isFresh).toBe(false);
    expect(values.refresh()).toEqual([0, 1]);
    expect(values.isFresh).toBe(true);
    expect(values.refresh()).toEqual([]);

    small.apply({ kind: "node-updated", node: standing("n1", { zone: "c" }) });
    small.apply({ kind: "node-added", node: standing("n2", { zone: "a" }), pool: "pool" });
    small.apply({ kind: "node-removed", name: "n0" });
    small.apply({ kind: "node-added", node: standing("n0", { zone: "b" }), pool: "pool" });
    // A node that comes back under its name has the number that it had.
    expect(values.refresh()).toEqual([0, 1, 2]);
    expect([...column.byNode.subarray(0, 3)]).toEqual([1, 2, 0]);
    expect(column.domainsMost).toBe(3);
    small.apply({ kind: "node-updated", node: standing("n1", { zone: "b" }) });
    small.apply({ kind: "node-removed", name: "n2" });
    values.refresh();
    expect([column.limit, column.domainsMost]).toEqual([3, 1]);
  });

  it("passes over a node that came and went unseen", () => {
    const small = new SmallCluster([standing("n0", { zone: "a" })]);
    const values = new TopologyValues(small.cluster);
    const column = values.column("zone");
    values.refresh();
    small.apply({ kind: "node-added", node: standing("n1", { zone: "b" }), pool: "pool" });
    small.apply({ kind: "node-removed", name: "n1" });
    expect(values.refresh()).toEqual([]);
    expect(column.byNode[1]).toBe(NO_VALUE);
  });

  it("is read anew from another history, even where that one is as long", () => {
    const first = new SmallCluster([standing("n0", { zone: "a" }), standing("n1", { zone: "b" })]);
    const second = new SmallCluster([standing("n0", { zone: "b" }), standing("n1", {})]);
    const values = new TopologyValues(first.cluster);
    const column = values.column("zone");
    values.refresh();
    first.cluster.restore(second.cluster.snapshot());
    expect(values.refresh()).toEqual([0, 1]);
    expect([...column.byNode.subarray(0, 2)]).toEqual([column.idOf("b"), NO_VALUE]);
  });
});

describe("a node's topology value", () => {
  it("is its own label, whatever objects are called", () => {
    const { cluster } = new SmallCluster([standing("n0", { zone: "a" })]);
    const record = cluster.nodes.record(0);
    expect(topologyValueOf(record, "zone")).toBe("a");
    expect(topologyValueOf(record, "constructor")).toBeUndefined();
  });
});
