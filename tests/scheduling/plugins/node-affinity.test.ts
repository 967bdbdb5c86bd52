// NodeAffinity: selectors and required terms filter, preferred terms score, the profile's own come on top.

import { describe, expect, it } from "vitest";

import type { NodeAffinity, NodeSelectorTerm, Pod } from "../../../src/model/objects.ts";
import { nodeAffinity } from "../../../src/scheduling/plugins/node-affinity.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const POD_REFUSAL = "UnschedulableAndUnresolvable: node(s) didn't match Pod's node affinity/selector";
const ADDED_REFUSAL = "UnschedulableAndUnresolvable: node(s) didn't match scheduler-enforced node affinity";

const cluster = () =>
  new SmallCluster([
    node("a1", {}, { labels: { zone: "a", disk: "ssd" } }),
    node("a2", {}, { labels: { zone: "a" } }),
    node("b1", {}, { labels: { zone: "b", disk: "hdd" } }),
  ]);

const inZone = (zone: string): NodeSelectorTerm => ({
  matchExpressions: [{ key: "zone", operator: "In", values: [zone] }],
});
const named = (...names: readonly string[]): NodeSelectorTerm => ({
  matchFields: names.map((name) => ({ key: "metadata.name", operator: "In", values: [name] })),
});

function withAffinity(affinity: NodeAffinity): Pod {
  return pod({ affinity: { nodeAffinity: affinity } });
}

function requiring(...nodeSelectorTerms: readonly NodeSelectorTerm[]): Pod {
  return withAffinity({ requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } });
}

function preferring(...terms: readonly (readonly [weight: number, preference: NodeSelectorTerm])[]): Pod {
  return withAffinity({
    preferredDuringSchedulingIgnoredDuringExecution: terms.map(([weight, preference]) => ({ weight, preference })),
  });
}

describe("a pod passes", () => {
  it.each([
    ["where every selected label is", pod({ nodeSelector: { zone: "a", disk: "ssd" } }), ["a1"]],
    ["where one of its terms matches", requiring(inZone("b"), named("a2")), ["a2", "b1"]],
    ["nowhere if its only term is empty", requiring({}), []],
    ["nowhere if it has no term at all", requiring(), []],
    ["everywhere if it asks nothing", pod(), ["a1", "a2", "b1"]],
    [
      "where selector and terms agree",
      pod({ nodeSelector: { disk: "ssd" }, affinity: requiring(inZone("a")).spec.affinity! }),
      ["a1"],
    ],
  ])("%s", (_sentence, asked, names) => {
    const answers = cluster().filter(nodeAffinity, asked);
    expect(
      Object.keys(answers)
        .filter((name) => answers[name] === "Success")
        .toSorted(),
    ).toEqual([...names]);
    expect(new Set(Object.values(answers).filter((answer) => answer !== "Success"))).toEqual(
      new Set(names.length === 3 ? [] : [POD_REFUSAL]),
    );
  });
});

describe("before filtering", () => {
  const preFilter = (asked: Pod, args?: unknown) => {
    const small = cluster();
    return small.plugin(nodeAffinity, args).preFilter!(small.pod(asked));
  };

  it("is skipped if neither the pod nor the profile asks", () => {
    expect(preFilter(pod())).toEqual({ kind: "skip" });
    expect(preFilter(preferring([1, inZone("a")]))).toEqual({ kind: "skip" });
    expect(preFilter(pod(), added({ required: inZone("a") })).kind).toBe("ready");
  });

  it("is confined to the nodes that all terms name", () => {
    expect(preFilter(requiring(named("a1"), named("ghost")))).toMatchObject({ nodeNames: new Set(["a1", "ghost"]) });
    expect(preFilter(requiring(named("a1"), inZone("b")))).not.toHaveProperty("nodeNames");
    expect(preFilter(pod({ nodeSelector: { zone: "a" } }))).not.toHaveProperty("nodeNames");
  });

  it("is refused if the terms contradict themselves", () => {
    expect(preFilter(requiring(named("a1", "a2")))).toEqual({
      kind: "rejected",
      status: { code: "UnschedulableAndUnresolvable", reasons: ["pod affinity terms conflict"] },
    });
  });
});

describe("preferred terms", () => {
  it("add their weights where they match, and the highest sum becomes 100", () => {
    const asked = preferring([30, inZone("a")], [10, { matchExpressions: [{ key: "disk", operator: "Exists" }] }]);
    expect(cluster().rawScores(nodeAffinity, asked)).toEqual({ a1: 40, a2: 30, b1: 10 });
    expect(cluster().scores(nodeAffinity, asked)).toEqual({ a1: 100, a2: 75, b1: 25 });
  });

  it("that match nowhere make 0 everywhere", () => {
    expect(cluster().scores(nodeAffinity, preferring([30, inZone("z")]))).toEqual({ a1: 0, a2: 0, b1: 0 });
  });

  it("that are absent are skipped, those of weight 0 and empty ones make 0 everywhere", () => {
    expect(cluster().scores(nodeAffinity, pod())).toBeUndefined();
    expect(cluster().scores(nodeAffinity, preferring([0, inZone("a")], [5, {}]))).toEqual({ a1: 0, a2: 0, b1: 0 });
  });

  it("that cannot be parsed fail the cycle", () => {
    const small = cluster();
    const wrong = preferring([5, { matchExpressions: [{ key: "gen", operator: "Gt", values: ["-1"] }] }]);
    const outcome = small.plugin(nodeAffinity).preScore!(small.pod(wrong), []);
    expect(outcome).toMatchObject({ kind: "failed", status: { code: "Error" } });
  });
});

function added({
  required,
  preferred,
}: {
  readonly required?: NodeSelectorTerm;
  readonly preferred?: NodeSelectorTerm;
}) {
  return {
    addedAffinity: {
      ...(required === undefined
        ? {}
        : { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [required] } }),
      ...(preferred === undefined
        ? {}
        : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 7, preference: preferred }] }),
    },
  };
}

describe("the profile's added affinity", () => {
  it("is asked before the pod's, in its own words", () => {
    const asked = pod({ nodeSelector: { disk: "ssd" } });
    expect(cluster().filter(nodeAffinity, asked, added({ required: inZone("a") }))).toEqual({
      a1: "Success",
      a2: POD_REFUSAL,
      b1: ADDED_REFUSAL,
    });
  });

  it("adds to the pod's scores, and scores pods that prefer nothing", () => {
    const args = added({ preferred: inZone("b") });
    expect(cluster().rawScores(nodeAffinity, preferring([3, inZone("a")]), args)).toEqual({ a1: 3, a2: 3, b1: 7 });
    expect(cluster().scores(nodeAffinity, pod(), args)).toEqual({ a1: 0, a2: 0, b1: 100 });
  });
});
