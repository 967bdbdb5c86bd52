// Counts that are kept from cycle to cycle: shared by those who count alike, and true after any history. That they say what
// the plain form says is seen in tests/contracts and in spread-cluster.ts.

import { describe, expect, it } from "vitest";

import { KeptCounts, SpreadKeeper } from "../../../src/scheduling/plugins/pod-topology-spread-kept.ts";
import { SpreadRulebook } from "../../../src/scheduling/plugins/pod-topology-spread-rules.ts";
import type { Pod } from "../../../src/model/objects.ts";
import { isWithin } from "../../../src/scheduling/framework/count-bounds.ts";
import { LiveNode } from "../../../src/scheduling/framework/node-view.ts";
import { hard, host, HOST, soft, spreadBy, SpreadCluster, web } from "./spread-cluster.ts";

function keeping() {
  const small = new SpreadCluster([host("a1", "a"), host("a2", "a"), host("b1", "b")]).populate({ a1: 2 });
  const rulebook = new SpreadRulebook(small.cluster.objects, { defaultingType: "List" });
  const keeper = new SpreadKeeper(small.cluster);
  const keep = (asked: Pod) => {
    const { podClass } = small.pod(asked);
    return keeper.of(podClass, rulebook.rulesOf(podClass));
  };
  return { small, keep };
}

describe("what is kept of a class", () => {
  it("is kept as long as its constraints hold", () => {
    const { keep } = keeping();
    expect(keep(spreadBy(hard()))).toBe(keep(spreadBy(hard())));
  });

  it("shares counts with classes that select alike, and tallies with those that count over the same nodes", () => {
    const { keep } = keeping();
    const first = keep(spreadBy(soft()));
    const second = keep(web({ priority: 7, topologySpreadConstraints: [soft({ maxSkew: 3 })] }));
    expect(second.selected).toEqual(first.selected);
    expect(second.soft[0]!.tally).toBe(first.soft[0]!.tally);
    const both = keep(spreadBy(soft(), soft({ topologyKey: HOST })));
    expect(both.selected).toEqual(first.selected);
    expect(both.soft[0]!.tally).not.toBe(first.soft[0]!.tally);
    expect(both.soft.map(({ tally }) => tally === undefined)).toEqual([false, true]);
    const others = keep(spreadBy(soft({ labelSelector: { matchLabels: { app: "db" } } })));
    expect(others.selected[0]).not.toBe(first.selected[0]);
  });

  it("is nothing for constraints that cannot be had", () => {
    const { keep } = keeping();
    const labelSelector = { matchExpressions: [{ key: "app", operator: "Near" }] };
    expect(keep(spreadBy(hard({ labelSelector }), soft({ labelSelector })))).toMatchObject({ hard: [], soft: [] });
  });
});

describe("a kept tally as it would be", () => {
  it("is changed on a copy, and the emptiest domain with it", () => {
    const { small, keep } = keeping();
    const { tally } = keep(spreadBy(soft())).soft[0]!;
    const counts = new KeptCounts(tally!);
    const copy = counts.copy();
    const view = (node: number) => new LiveNode(small.cluster, node);
    copy.shift(view(2), 1);
    copy.shift(view(2), 1);
    copy.shift(view(2), 1);
    expect([copy.at(view(2)), copy.least(), copy.domains]).toEqual([3, 2, 2]);
    expect([counts.at(view(2)), counts.least()]).toEqual([0, 0]);
  });
});

describe("a hard constraint in a cycle", () => {
  it("bounds the pods in a domain by what stands at that moment", () => {
    const { small, keep } = keeping();
    const passing = () => {
      const { bounds } = keep(spreadBy(hard())).hard[0]!;
      return [0, 1, 2].map((node) => isWithin([bounds], node));
    };
    expect(passing()).toEqual([false, false, true]);
    small.populate({ b1: 2 });
    expect(passing()).toEqual([true, true, true]);
  });
});
