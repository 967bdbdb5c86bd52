// What extenders say in one scheduling cycle, and what schedulers make of it.

import { describe, expect, it } from "vitest";

import { SIMULATION_START } from "../../../src/base/time.ts";
import { ColumnarScheduler } from "../../../src/scheduling/columnar/columnar-scheduler.ts";
import { ExtenderRound } from "../../../src/scheduling/extenders/extender-round.ts";
import type { Extender } from "../../../src/scheduling/framework/extender.ts";
import { PlainScheduler } from "../../../src/scheduling/framework/plain-scheduler.ts";
import { pod } from "../../model/build-objects.ts";
import { definitionsOf, filterPlugin, profileOf, scorePlugin, type MadeUpPlugins } from "../made-up-plugins.ts";
import { configurationOf } from "../scheduling-cycle.ts";
import { answering, clusterOf, failing } from "./made-up-extenders.ts";

const names = ({ args }: { readonly args: Readonly<Record<string, unknown>> }) => args["NodeNames"] as string[];
const letting = (...allowed: string[]) =>
  answering((question) => ({ NodeNames: names(question).filter((name) => allowed.includes(name)) }), {
    prioritizeVerb: "",
  });

describe("a round", () => {
  const small = clusterOf(3);
  const round = (...extenders: readonly Extender[]) => new ExtenderRound(extenders, small.cluster, small.pod(pod()));

  it("is idle without extenders", () => {
    const idle = round();
    expect([idle.isIdle, idle.filter([0, 2]), idle.blamed, idle.admits(1)]).toEqual([true, [0, 2], [], true]);
  });

  it("remembers the words, and that nodes were left out", () => {
    const { extender } = answering(() => ({ NodeNames: ["n1"], FailedNodes: { n0: "no" } }));
    const one = round(extender);
    expect([one.filter([0, 1]), one.blamed, [...one.statuses.keys()]]).toEqual([[1], ["Extender"], [0]]);
  });

  it("ends with an error of an extender, but not with one about the node that is tried first", () => {
    const one = round(failing());
    expect([one.admits(0), one.error]).toEqual([false, undefined]);
    expect([one.filter([0, 1]), one.error]).toEqual([[], "out of order"]);
  });
});

/** What both schedulers decide over so many nodes; the higher its number, the better a node is liked. */
function decide(
  nodes: number,
  extenders: readonly Extender[],
  plugins: MadeUpPlugins = { Number: scorePlugin((id) => id % 100) },
) {
  const small = clusterOf(nodes);
  const configuration = {
    ...configurationOf([profileOf({ Any: filterPlugin("no", (id) => id !== 9), ...plugins })]),
    extenders,
  };
  const definitions = definitionsOf({ Any: filterPlugin("no", (id) => id !== 9), ...plugins });
  const asked = small.pod(pod());
  const { decision } = new PlainScheduler(small.cluster, configuration, definitions).schedule(asked, SIMULATION_START);
  const columnar = new ColumnarScheduler(small.cluster, configuration, definitions).schedule(asked, SIMULATION_START);
  expect(columnar).toEqual(decision);
  return decision;
}

describe("a decision", () => {
  it("is among the nodes that are left", () => {
    expect(decide(5, [letting("n1", "n2").extender])).toMatchObject({
      node: 2,
      path: "scored",
      feasible: 2,
      evaluated: 2,
    });
    expect(decide(5, [letting("n1").extender])).toMatchObject({ node: 1, path: "only", feasible: 1 });
  });

  it("is by the scores of plugins and extenders together", () => {
    const { extender } = answering(() => [{ Host: "n0", Score: 10 }], { filterVerb: "", weight: 2 });
    expect(decide(5, [extender])).toMatchObject({ node: 0, feasible: 5 });
  });

  it("looks for more than one node where only extenders compare them", () => {
    const { extender } = answering(() => [{ Host: "n3", Score: 1 }], { filterVerb: "" });
    expect(decide(5, [extender], {})).toMatchObject({ node: 3, feasible: 5 });
  });

  it("fails if an extender does that may not be ignored", () => {
    expect(decide(5, [failing()])).toEqual({ kind: "error", message: "out of order" });
    expect(decide(5, [failing({ ignorable: true })])).toMatchObject({ node: 4 });
  });

  it("that no node is left has the extenders' words, and blames them", () => {
    const { extender } = answering(() => ({ FailedNodes: { n0: "full", n1: "full" } }));
    expect(decide(10, [extender])).toMatchObject({
      kind: "unschedulable",
      plugins: ["Any", "Extender"],
      evaluated: 3,
      message: "0/10 nodes are available: 1 no, 2 full.",
    });
  });
});
