// The whole cluster, its pools and its zones, as nodes come and go.

import { describe, expect, it } from "vitest";

import { NodeGroups, WHOLE_CLUSTER } from "../../src/metrics/node-groups.ts";

function shown(groups: NodeGroups): readonly string[] {
  return groups.all.map(({ number, dimension, name, nodes }) => `${number} ${dimension} ${name}: ${[...nodes].join()}`);
}

function twoPools(): NodeGroups {
  const groups = new NodeGroups();
  groups.join(0, "small", "a");
  groups.join(1, "large", "");
  groups.join(2, "small", "b");
  return groups;
}

describe("the groups of nodes", () => {
  it("are the cluster, each pool and each zone, numbered as they were made", () => {
    expect(shown(twoPools())).toEqual([
      "0 cluster cluster: 0,1,2",
      "1 pool small: 0,2",
      "2 zone a: 0",
      "3 pool large: 1",
      "4 zone b: 2",
    ]);
  });

  it("begin with the whole cluster, which is not there before its first node", () => {
    expect(new NodeGroups().whole).toBeUndefined();
    expect(twoPools().whole?.number).toBe(WHOLE_CLUSTER);
  });

  it("keep a pool and a zone of one name apart", () => {
    const groups = new NodeGroups();
    groups.join(0, "a", "a");
    expect(shown(groups)).toEqual(["0 cluster cluster: 0", "1 pool a: 0", "2 zone a: 0"]);
  });

  it("do not count a node that has gone, whose pods still belong to them", () => {
    const groups = twoPools();
    groups.leave(2);
    expect(shown(groups)).toEqual([
      "0 cluster cluster: 0,1",
      "1 pool small: 0",
      "2 zone a: 0",
      "3 pool large: 1",
      "4 zone b: ",
    ]);
    expect(groups.of(2).map(({ number }) => number)).toEqual([0, 1, 4]);
  });

  it("are the same after a snapshot, for nodes that have gone too", () => {
    const groups = twoPools();
    groups.leave(2);
    const other = new NodeGroups();
    other.join(7, "other", "c");
    other.restore(groups.snapshot());
    expect(shown(other)).toEqual(shown(groups));
    for (const node of [0, 1, 2]) expect(other.of(node)).toEqual(groups.of(node));
    for (const each of [groups, other]) each.join(3, "large", "b");
    expect(shown(other)).toEqual(shown(groups));
  });
});
