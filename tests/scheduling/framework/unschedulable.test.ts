// The decision that no node takes a pod: who is to blame, how often, and in which words.

import { describe, expect, it } from "vitest";

import type { PostFilterDiagnosis } from "../../../src/scheduling/framework/plugin.ts";
import { unresolvable, unschedulable, type Status } from "../../../src/scheduling/framework/status.ts";
import {
  noneFitsDecision,
  noNodesDecision,
  refusedEarlyDecision,
  type FruitlessSearch,
  type RefusalGroup,
} from "../../../src/scheduling/framework/unschedulable.ts";
import { pod } from "../../model/build-objects.ts";
import { runtimeOf } from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

const asked = new SmallCluster([]).pod(pod());
const nobodyHelps = runtimeOf({});

/** A profile whose one postFilter plugin remembers what it was told. */
function helping(told: PostFilterDiagnosis[]) {
  return runtimeOf({
    Helper: {
      postFilter: (_pod, diagnosis) => {
        told.push(diagnosis);
        return { code: "Unschedulable", message: "preemption: no help.", nomination: { kind: "keep" } };
      },
    },
  });
}

/** Nobody tries anything here. */
const dryRun = (): never => {
  throw new Error("tried");
};

/** A search in so many nodes that found none. */
function fruitless(
  groups: readonly RefusalGroup[],
  nodesTotal: number,
  others: Partial<FruitlessSearch> = {},
): FruitlessSearch {
  return {
    groups,
    preemptible: [],
    narrowing: [],
    firstRefusedBy: undefined,
    blamed: [],
    nodesTotal,
    dryRun,
    ...others,
  };
}

function group(plugin: string, status: Status, nodes: number): RefusalGroup {
  return { status: { ...status, plugin }, nodes };
}

describe("a cluster without nodes", () => {
  it("has its own words, and nobody is asked or blamed", () => {
    expect(noNodesDecision()).toEqual({
      kind: "unschedulable",
      evaluated: 0,
      plugins: [],
      reasons: [],
      message: "no nodes available to schedule pods",
      preFilter: undefined,
      postFilter: undefined,
    });
  });
});

describe("a refusal before any node is looked at", () => {
  const refusal = { plugin: "NodeAffinity", code: "UnschedulableAndUnresolvable", message: "terms conflict" } as const;

  it("counts for every node, in the plugin's words", () => {
    expect(refusedEarlyDecision(nobodyHelps, asked, refusal, Int32Array.of(4, 2, 7), dryRun)).toEqual({
      kind: "unschedulable",
      evaluated: 0,
      plugins: ["NodeAffinity"],
      reasons: [{ plugin: "NodeAffinity", reason: "terms conflict", nodes: 3 }],
      message: "0/3 nodes are available: terms conflict.",
      preFilter: refusal,
      postFilter: undefined,
    });
  });

  it("lets preemption try all nodes if it is plain, and none if it cannot be resolved", () => {
    const told: PostFilterDiagnosis[] = [];
    const runtime = helping(told);
    const decision = refusedEarlyDecision(runtime, asked, refusal, Int32Array.of(4, 2), dryRun);
    expect(decision).toMatchObject({ message: "0/2 nodes are available: terms conflict. preemption: no help." });
    const plain = { ...refusal, code: "Unschedulable" } as const;
    refusedEarlyDecision(runtime, asked, plain, Int32Array.of(4, 2), dryRun);
    expect(told).toMatchObject([
      { nodesTotal: 2, preemptible: [], preFilter: refusal },
      { nodesTotal: 2, preemptible: [4, 2], preFilter: plain },
    ]);
  });
});

describe("a pod that every node refuses", () => {
  it("is told each reason with the number of nodes that gave it, whatever else they gave", () => {
    const groups = [
      group("NodeResourcesFit", unschedulable("Insufficient cpu", "Insufficient memory"), 2),
      group("TaintToleration", unresolvable("node(s) had untolerated taint(s)"), 1),
      group("NodeResourcesFit", unschedulable("Insufficient cpu"), 3),
    ];
    expect(noneFitsDecision(nobodyHelps, asked, fruitless(groups, 6))).toEqual({
      kind: "unschedulable",
      evaluated: 6,
      plugins: ["NodeResourcesFit", "TaintToleration"],
      reasons: [
        { plugin: "NodeResourcesFit", reason: "Insufficient cpu", nodes: 5 },
        { plugin: "NodeResourcesFit", reason: "Insufficient memory", nodes: 2 },
        { plugin: "TaintToleration", reason: "node(s) had untolerated taint(s)", nodes: 1 },
      ],
      message:
        "0/6 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient memory, 5 Insufficient cpu.",
      preFilter: undefined,
      postFilter: undefined,
    });
  });

  it("is told equal words of two plugins as one, though each is counted for itself", () => {
    const groups = [group("A", unschedulable("no"), 1), group("B", unschedulable("no"), 2)];
    expect(noneFitsDecision(nobodyHelps, asked, fruitless(groups, 3))).toMatchObject({
      message: "0/3 nodes are available: 3 no.",
      reasons: [
        { plugin: "A", nodes: 1 },
        { plugin: "B", nodes: 2 },
      ],
    });
  });

  it("is told of the nodes that a node set kept out, in the name of all plugins that narrowed it", () => {
    const groups = [group("NodeResourcesFit", unschedulable("Insufficient cpu"), 1)];
    const decision = noneFitsDecision(
      nobodyHelps,
      asked,
      fruitless(groups, 5, { narrowing: ["Volume", "NodeAffinity"] }),
    );
    expect(decision).toMatchObject({
      evaluated: 1,
      plugins: ["NodeResourcesFit", "Volume", "NodeAffinity"],
      message: "0/5 nodes are available: 1 Insufficient cpu, 4 node(s) didn't satisfy plugin(s) [NodeAffinity Volume].",
    });
  });

  it("is told of the plugin that refused the node tried first as if it had narrowed the set too", () => {
    const groups = [group("NodeResourcesFit", unschedulable("Insufficient cpu"), 1)];
    const search = { narrowing: ["NodeAffinity"], firstRefusedBy: "NodeResourcesFit" };
    expect(noneFitsDecision(nobodyHelps, asked, fruitless(groups, 2, search))).toMatchObject({
      message:
        "0/2 nodes are available: 1 Insufficient cpu, " +
        "1 node(s) didn't satisfy plugin(s) [NodeAffinity NodeResourcesFit].",
    });
  });

  it("is not told of a node set that kept no node out", () => {
    const groups = [group("NodeResourcesFit", unschedulable("Insufficient cpu"), 2)];
    expect(noneFitsDecision(nobodyHelps, asked, fruitless(groups, 2, { narrowing: ["NodeAffinity"] }))).toMatchObject({
      plugins: ["NodeResourcesFit", "NodeAffinity"],
      message: "0/2 nodes are available: 2 Insufficient cpu.",
    });
  });

  it("is told last what postFilter said, which hears where preemption may help", () => {
    const told: PostFilterDiagnosis[] = [];
    const groups = [group("NodeResourcesFit", unschedulable("Insufficient cpu"), 2)];
    const decision = noneFitsDecision(helping(told), asked, fruitless(groups, 2, { preemptible: [1, 0] }));
    expect(decision).toMatchObject({
      message: "0/2 nodes are available: 2 Insufficient cpu. preemption: no help.",
      postFilter: { code: "Unschedulable", message: "preemption: no help." },
    });
    expect(told).toMatchObject([{ nodesTotal: 2, preemptible: [1, 0], preFilter: undefined }]);
  });

  it("hears nothing more where postFilter has no words", () => {
    const silent = runtimeOf({
      Silent: { postFilter: () => ({ code: "Unschedulable", message: "", nomination: { kind: "keep" } }) },
    });
    const groups = [group("A", unschedulable("no"), 1)];
    expect(noneFitsDecision(silent, asked, fruitless(groups, 1))).toMatchObject({
      message: "0/1 nodes are available: 1 no.",
    });
  });
});
