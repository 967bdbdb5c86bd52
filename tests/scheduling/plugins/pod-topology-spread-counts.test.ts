// Counting afresh: whom a constraint counts on a node, and counts that may change.

import { describe, expect, it } from "vitest";

import { compileSpread, type SpreadConstraint } from "../../../src/model/topology-spread.ts";
import { LiveNode, podViewOf } from "../../../src/scheduling/framework/node-view.ts";
import {
  countOn,
  countsChange,
  FreshCounts,
  hasAllKeys,
  selectsItself,
} from "../../../src/scheduling/plugins/pod-topology-spread-counts.ts";
import { pod } from "../../model/build-objects.ts";
import { hard, host, HOST, SpreadCluster, web, ZONE } from "./spread-cluster.ts";

function constraint(more: Parameters<typeof hard>[0] = {}): SpreadConstraint {
  const compiled = compileSpread([hard(more)], undefined, "DoNotSchedule");
  if ("kind" in compiled) throw new Error(compiled.message);
  return compiled[0]!;
}

describe("the pods that count on a node", () => {
  const cluster = new SpreadCluster([host("a1", "a"), host("x1")]).populate({ a1: 2 });
  const view = (node: number) => new LiveNode(cluster.cluster, node);
  cluster.place(pod({}, { labels: { app: "db" } }), "a1");
  cluster.place(pod({}, { labels: { app: "web" }, namespace: "other" }), "a1");

  it("are those of the namespace that the selector selects", () => {
    expect(countOn(view(0), constraint(), "default")).toBe(2);
    expect(countOn(view(0), constraint(), "other")).toBe(1);
    expect(countOn(view(1), constraint(), "default")).toBe(0);
  });

  it("are none for an empty selector, and none for an absent one", () => {
    expect(countOn(view(0), constraint({ labelSelector: {} }), "default")).toBe(0);
    const { labelSelector: _selector, ...absent } = hard();
    const compiled = compileSpread([absent], undefined, "DoNotSchedule") as readonly SpreadConstraint[];
    expect(countOn(view(0), compiled[0]!, "default")).toBe(0);
    expect(selectsItself(compiled[0]!, cluster.pod(web()).podClass)).toBe(false);
  });

  it("are joined by the pod itself if the selector selects it, an empty one too", () => {
    const own = cluster.pod(web()).podClass;
    expect(selectsItself(constraint(), own)).toBe(true);
    expect(selectsItself(constraint({ labelSelector: {} }), own)).toBe(true);
    expect(selectsItself(constraint({ labelSelector: { matchLabels: { app: "db" } } }), own)).toBe(false);
  });

  it("change with pods that are selected, on nodes that take part", () => {
    const own = cluster.pod(web({ nodeSelector: { [HOST]: "a1" } })).podClass;
    const other = podViewOf(cluster.cluster, 0);
    expect(countsChange(constraint(), own, other, view(0))).toBe(true);
    expect(countsChange(constraint(), own, other, view(1))).toBe(false);
    expect(countsChange(constraint(), own, podViewOf(cluster.cluster, 2), view(0))).toBe(false);
  });

  it("count for nodes with all keys", () => {
    const record = (node: number) => cluster.cluster.nodes.record(node);
    const both = [constraint(), constraint({ topologyKey: HOST })];
    expect([hasAllKeys(record(0), both), hasAllKeys(record(1), both)]).toEqual([true, false]);
  });
});

describe("counts", () => {
  it("tell what stands with a node and what the emptiest domain holds, and copies go their own way", () => {
    const cluster = new SpreadCluster([host("a1", "a"), host("b1", "b"), host("c1", "c")]);
    const view = (node: number) => new LiveNode(cluster.cluster, node);
    const counts = new FreshCounts(
      ZONE,
      new Map([
        ["a", 1],
        ["b", 2],
      ]),
    );
    const copy = counts.copy();
    copy.shift(view(0), 1);
    copy.shift(view(0), 1);
    expect([counts.at(view(0)), counts.least(), counts.domains]).toEqual([1, 1, 2]);
    expect([copy.at(view(0)), copy.least(), copy.at(view(2))]).toEqual([3, 2, 0]);
    expect(new FreshCounts(ZONE).least()).toBe(Infinity);
  });
});
