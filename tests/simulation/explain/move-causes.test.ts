// Why a run did not take a node: it was refused, not looked at, behind, level, or not there.

import { describe, expect, it } from "vitest";

import type { Plan } from "../../../src/scenario/plan.ts";
import { causesIn } from "../../../src/simulation/explain/move-causes.ts";
import { smallNode, smallPlan, smallPod, smallWorkload } from "../small-plan.ts";
import { SHRUNK, SPREADING } from "./small-pairs.ts";

function causeIn(plan: Plan, otherNode: string, name = "web-0") {
  return causesIn(plan, [{ namespace: "default", name, otherNode }]).get(`default/${name}`);
}

describe("the cause", () => {
  it("is the score of the plugin that did most, with all that the node was behind", () => {
    const cause = causeIn(SPREADING, "small");
    expect(cause).toMatchObject({ kind: "score", plugin: "NodeResourcesFit" });
    if (cause?.kind === "score") expect(cause.by).toBeGreaterThan(0);
  });

  it("is a filter, or that there is no such node", () => {
    expect(causeIn(SHRUNK, "large")).toMatchObject({ kind: "refused", plugin: "NodeResourcesFit" });
    expect(causeIn(SPREADING, "elsewhere")).toEqual({ kind: "no-such-node" });
  });

  it("is chance where totals are equal, and the search where enough nodes were found before", () => {
    const nodes = Array.from({ length: 120 }, (_, index) => smallNode(`n${index}`, { cpu: "4", memory: "8Gi" }));
    const plan = smallPlan(nodes, [smallWorkload("web", [{ pod: smallPod({ cpu: "1" }) }], { kind: "at-start" })]);
    const alike = causeIn(plan, "n1");
    expect(alike).toEqual({ kind: "tie", nodes: 100 });
    expect(causeIn(plan, "n119")).toEqual({ kind: "not-visited", visited: 101, nodes: 120 });
  });

  it("is not told of pods that were not placed", () => {
    expect(causeIn(SPREADING, "small", "nobody")).toBeUndefined();
  });
});
