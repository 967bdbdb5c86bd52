// TaintToleration: who is kept away, in which words, and who is liked less.

import { describe, expect, it } from "vitest";

import type { Taint, Toleration } from "../../../src/model/objects.ts";
import { taintToleration } from "../../../src/scheduling/plugins/taint-toleration.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const soft = (key: string): Taint => ({ key, effect: "PreferNoSchedule" });

describe("a taint keeps pods away", () => {
  const hard: Taint = { key: "dedicated", value: "gpu", effect: "NoSchedule" };
  const evicting: Taint = { key: "dedicated", value: "gpu", effect: "NoExecute" };
  const covering: Toleration = { key: "dedicated", operator: "Equal", value: "gpu", effect: "NoSchedule" };

  it.each([
    ["if it is not tolerated", [hard], [], false],
    ["if one of two is not tolerated", [hard, evicting], [covering], false],
    ["not if all are tolerated", [hard, evicting], [{ ...covering, effect: "" }], true],
    ["not if it is soft", [soft("slow")], [], true],
    ["not if there is none", [], [], true],
    [
      "if it is tolerated by a comparison only, as the gate is off",
      [hard],
      [{ key: "dedicated", operator: "Gt", value: "1" }],
      false,
    ],
  ])("%s", (_sentence, taints, tolerations, passes) => {
    const cluster = new SmallCluster([node("n1", {}, { taints })]);
    expect(cluster.filter(taintToleration, pod({ tolerations }))["n1"]).toBe(
      passes ? "Success" : "UnschedulableAndUnresolvable: node(s) had untolerated taint(s)",
    );
  });

  it.each([
    ["1.33", "node(s) had untolerated taint {dedicated: gpu}"],
    ["1.34", "node(s) had untolerated taint(s)"],
    ["1.35", "node(s) had untolerated taint(s)"],
  ] as const)("at %s in its words", (version, words) => {
    const cluster = new SmallCluster([node("n1", {}, { taints: [soft("slow"), hard, evicting] })], version);
    expect(cluster.filter(taintToleration, pod())["n1"]).toBe(`UnschedulableAndUnresolvable: ${words}`);
  });

  it("at 1.33 in words that show an absent value as nothing", () => {
    const cluster = new SmallCluster([node("n1", {}, { taints: [{ key: "x", effect: "NoSchedule" }] })], "1.33");
    expect(cluster.filter(taintToleration, pod())["n1"]).toBe(
      "UnschedulableAndUnresolvable: node(s) had untolerated taint {x: }",
    );
  });
});

describe("soft taints", () => {
  const nodes = [0, 1, 3].map((count) =>
    node(`n${count}`, {}, { taints: Array.from({ length: count }, (_, index) => soft(`key-${index}`)) }),
  );

  it("of which nodes have 0, 1 and 3 make 100, 67 and 0", () => {
    expect(new SmallCluster(nodes).scores(taintToleration, pod())).toEqual({ n0: 100, n1: 67, n3: 0 });
  });

  it("that all nodes lack make 100 everywhere: the plugin never skips", () => {
    expect(new SmallCluster([node("a", {}), node("b", {})]).scores(taintToleration, pod())).toEqual({ a: 100, b: 100 });
  });

  it("are not counted if they are tolerated, by tolerations without an effect too", () => {
    const tolerant = pod({ tolerations: [{ key: "key-0", operator: "Exists" }] });
    expect(new SmallCluster(nodes).rawScores(taintToleration, tolerant)).toEqual({ n0: 0, n1: 0, n3: 2 });
    const hardOnly = pod({ tolerations: [{ key: "key-0", operator: "Exists", effect: "NoSchedule" }] });
    expect(new SmallCluster(nodes).rawScores(taintToleration, hardOnly)).toEqual({ n0: 0, n1: 1, n3: 3 });
  });

  it("are not counted if they are hard", () => {
    const cluster = new SmallCluster([node("a", {}, { taints: [{ key: "x", effect: "NoSchedule" }] })]);
    expect(cluster.rawScores(taintToleration, pod())).toEqual({ a: 0 });
  });
});
