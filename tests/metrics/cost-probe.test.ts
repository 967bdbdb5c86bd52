// What nodes cost while they come and go.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { CostProbe } from "../../src/metrics/cost-probe.ts";
import { PRICE_PER_HOUR } from "../../src/model/node-price.ts";
import type { Node } from "../../src/model/objects.ts";
import { node, podAsking } from "../model/build-objects.ts";
import { emptyCluster } from "./random-history.ts";

const HOUR_US = 3_600_000_000;

function priced(name: string, price: string): Node {
  const bare = node(name, { cpu: 4, memory: "8Gi" });
  return { ...bare, metadata: { ...bare.metadata, annotations: { [PRICE_PER_HOUR]: price } } };
}

function watched() {
  const cluster = emptyCluster();
  const probe = new CostProbe(cluster);
  cluster.observe(probe);
  const add = (added: Node, atHours: number) =>
    cluster.apply({ kind: "node-added", node: added, pool: "p" }, moment(atHours * HOUR_US)).node;
  const valueOf = (name: string, atHours: number) =>
    [...probe.measurements(), ...probe.total(moment(atHours * HOUR_US))].find((one) => one.name === name);
  return { cluster, probe, add, valueOf };
}

describe("the cost of nodes", () => {
  it("is the price of those that are there, over time", () => {
    const { cluster, add, valueOf } = watched();
    add(priced("a", "2"), 0);
    add(priced("b", "0.5"), 1);
    cluster.apply({ kind: "node-removed", name: "a" }, moment(3 * HOUR_US));
    expect(valueOf("plimsoll_cost_per_hour", 4)).toMatchObject({ value: 0.5 });
    expect(valueOf("plimsoll_cost_total", 4)).toMatchObject({ kind: "counter", value: 2 * 3 + 0.5 * 3 });
  });

  it("of nodes with pods is told by itself", () => {
    const { cluster, add, valueOf } = watched();
    add(priced("a", "2"), 0);
    add(priced("b", "0.5"), 0);
    const classId = cluster.classify(podAsking({ cpu: "1" }));
    cluster.apply({ kind: "pod-placed", classId, name: "x", nodeName: "b" }, moment(0));
    expect(valueOf("plimsoll_used_nodes_cost_per_hour", 0)).toMatchObject({ value: 0.5 });
  });

  it("is not spoken of where no node has a price", () => {
    const { probe, add } = watched();
    add(node("a", { cpu: 4, memory: "8Gi" }), 0);
    expect([...probe.measurements(), ...probe.total(moment(HOUR_US))]).toEqual([]);
  });

  it("leaves out what was spent before it counts", () => {
    const { cluster, probe, add, valueOf } = watched();
    add(priced("a", "2"), 0);
    probe.beginAt(moment(3 * HOUR_US));
    cluster.apply({ kind: "node-updated", node: priced("a", "4") }, moment(4 * HOUR_US));
    expect(valueOf("plimsoll_cost_total", 5)).toMatchObject({ value: 6 });
  });

  it("follows a price that changes", () => {
    const { cluster, add, valueOf } = watched();
    add(priced("a", "2"), 0);
    cluster.apply({ kind: "node-updated", node: priced("a", "4") }, moment(HOUR_US));
    expect(valueOf("plimsoll_cost_total", 2)).toMatchObject({ value: 6 });
  });

  it("goes on from a snapshot", () => {
    const { cluster, probe, add } = watched();
    add(priced("a", "2"), 0);
    add(priced("b", "3"), 1);
    const copy = new CostProbe(cluster);
    copy.restore(probe.snapshot());
    expect(copy.total(moment(5 * HOUR_US))).toEqual(probe.total(moment(5 * HOUR_US)));
    expect(copy.measurements()).toEqual(probe.measurements());
  });
});
