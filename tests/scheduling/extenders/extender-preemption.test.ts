// Candidates of a preemption go through the extenders.

import { describe, expect, it } from "vitest";

import { askAboutCandidates } from "../../../src/scheduling/extenders/extender-preemption.ts";
import type { Extender } from "../../../src/scheduling/framework/extender.ts";
import { pod } from "../../model/build-objects.ts";
import { answering, clusterOf, failing } from "./made-up-extenders.ts";

/** Two candidates: n0 without its pods a and b, n1 without its pod c. */
function ask(...extenders: readonly Extender[]) {
  const small = clusterOf(3);
  const [a, b, c] = [
    ["a", "n0"],
    ["b", "n0"],
    ["c", "n1"],
  ].map(([name, nodeName]) => small.place(pod({}, { name: name!, namespace: "shop" }), nodeName!));
  const candidates = [
    { node: 0, victims: [a!, b!], pdbViolations: 1 },
    { node: 1, victims: [c!], pdbViolations: 0 },
  ];
  const asked = small.pod(pod({ priority: 5 }, { name: "wanting" }));
  const told = askAboutCandidates(extenders, small.cluster, asked, candidates);
  if (told.kind === "error") return told.message;
  return told.candidates.map(({ node, victims, pdbViolations }) =>
    [`n${node}`, ...victims.map((victim) => small.cluster.keyOfPod(victim)), pdbViolations].join(" "),
  );
}

const sparing = { NodeNameToMetaVictims: { n0: { Pods: [{ UID: "shop/b" }], NumPDBViolations: 0 } } };

describe("an extender that cares about preemption", () => {
  it("is sent the victims by node, by key or as objects, and may leave out both", () => {
    const byKey = answering(() => sparing);
    expect(ask(byKey.extender)).toEqual(["n0 shop/b 0"]);
    expect(byKey.asked[0]).toMatchObject({
      verb: "preempt",
      args: {
        Pod: { metadata: { name: "wanting" } },
        NodeNameToVictims: null,
        NodeNameToMetaVictims: {
          n0: { Pods: [{ UID: "shop/a" }, { UID: "shop/b" }], NumPDBViolations: 1 },
          n1: { Pods: [{ UID: "shop/c" }], NumPDBViolations: 0 },
        },
      },
    });
    const byObject = answering(() => sparing, { nodeCacheCapable: false });
    ask(byObject.extender);
    expect(byObject.asked[0]!.args).toMatchObject({
      NodeNameToVictims: { n1: { Pods: [{ metadata: { name: "c", namespace: "shop", uid: "shop/c" } }] } },
    });
  });

  it("hands on to the next what it left", () => {
    const second = answering(() => ({}));
    expect(ask(answering(() => sparing).extender, second.extender, failing())).toEqual([]);
    expect(Object.keys(second.asked[0]!.args["NodeNameToMetaVictims"] as object)).toEqual(["n0"]);
  });

  it("is not asked without the verb, or if it is not interested", () => {
    const unasked = [failing({ preemptVerb: "" }), failing({ managedResources: new Set(["example.com/gpu"]) })];
    expect(ask(...unasked)).toEqual(["n0 shop/a shop/b 1", "n1 shop/c 0"]);
  });
});

describe("an answer that cannot be", () => {
  const victims = (nodes: object) => answering(() => ({ NodeNameToMetaVictims: nodes })).extender;

  it.each<[string, Extender, string]>([
    ["is none", failing(), "out of order"],
    ["names an unknown node", victims({ ghost: { Pods: [] } }), 'nodeinfo not found for node name "ghost"'],
    ["names no victim", victims({ n1: { Pods: [] } }), 'expected at least one victim pod on node "n1"'],
    [
      "names a pod that is not there",
      victims({ n1: { Pods: [{ UID: "shop/a" }] } }),
      "extender: http://extender claims to preempt pod (UID: shop/a) on node: n1, but the pod is not found on that node",
    ],
  ])("and %s ends the preemption", (_sentence, extender, message) => {
    expect(ask(extender)).toBe(message);
  });

  it("is passed over if the extender may be ignored, and so are its nodes without victims", () => {
    expect(ask(failing({ ignorable: true }))).toHaveLength(2);
    const nodes = { n0: { Pods: [] }, n1: { Pods: [{ UID: "shop/c" }] } };
    expect(ask({ ...victims(nodes), ignorable: true })).toEqual(["n1 shop/c 0"]);
  });
});
