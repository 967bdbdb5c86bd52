// The order in which nodes are searched.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { NodeTree } from "../../src/cluster/node-tree.ts";
import { zoneKeyOf } from "../../src/model/topology.ts";

const ZONE = "topology.kubernetes.io/zone";
const REGION = "topology.kubernetes.io/region";

function treeOf(zones: readonly string[]): NodeTree {
  const tree = new NodeTree();
  for (const [node, zone] of zones.entries()) tree.add(node, zone);
  return tree;
}

describe("the order of nodes", () => {
  it("is that of kube-scheduler for nine nodes in six zones", () => {
    const places = [
      {},
      { [REGION]: "region-1" },
      { [ZONE]: "zone-2" },
      { [REGION]: "region-1", [ZONE]: "zone-2" },
      { [REGION]: "region-1", [ZONE]: "zone-2" },
      { [REGION]: "region-1", [ZONE]: "zone-3" },
      { [REGION]: "region-2", [ZONE]: "zone-2" },
      { [REGION]: "region-2", [ZONE]: "zone-2" },
      { [REGION]: "region-2", [ZONE]: "zone-2" },
    ];
    expect([...treeOf(places.map(zoneKeyOf)).list()]).toEqual([0, 1, 2, 3, 5, 6, 4, 7, 8]);
  });

  it("takes zones in turns, in the order of their first nodes", () => {
    expect([...treeOf(["A", "A", "A", "B"]).list()]).toEqual([0, 3, 1, 2]);
    expect([...treeOf([]).list()]).toEqual([]);
  });

  it("keeps the other nodes in place when one leaves", () => {
    const tree = treeOf(["A", "A", "B", "B"]);
    tree.remove(0, "A");
    expect([...tree.list()]).toEqual([1, 2, 3]);
  });

  it("puts a zone that was empty for a while last", () => {
    const tree = treeOf(["A", "B"]);
    tree.remove(0, "A");
    tree.add(2, "A");
    expect([...tree.list()]).toEqual([1, 2]);
  });

  it("does not mind the removal of a node that is not there", () => {
    const tree = treeOf(["A"]);
    tree.remove(7, "A");
    tree.remove(0, "B");
    expect([...tree.list()]).toEqual([0]);
  });

  it("has every node once and never lets a zone get two turns ahead of one that has nodes left", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("A", "B", "C", "D"), { maxLength: 30 }), (zones) => {
        const order = [...treeOf(zones).list()];
        expect(order.toSorted((left, right) => left - right)).toEqual(zones.map((_, node) => node));
        const turns = new Map<string, number>();
        const left = new Map<string, number>();
        for (const zone of zones) left.set(zone, (left.get(zone) ?? 0) + 1);
        for (const node of order) {
          const zone = zones[node]!;
          const turn = (turns.get(zone) ?? 0) + 1;
          turns.set(zone, turn);
          for (const [other, all] of left)
            expect(turn - (turns.get(other) ?? 0) <= 1 || turns.get(other) === all).toBe(true);
        }
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
