// Remedies on the node or in what the pod puts up with: uncordon, labels, tolerations.

import { describe, expect, it } from "vitest";

import type { Node, PodSpec } from "../../../../src/model/objects.ts";
import { smallNode, smallPod } from "../../small-plan.ts";
import { expectEnough, planAsking, remediesOf, sortsOf } from "../small-questions.ts";

const ROOM = { cpu: "4", memory: "8Gi" };

function remediesFor(nodes: readonly Node[], spec: Partial<PodSpec> = {}) {
  const plan = planAsking(nodes, smallPod({ cpu: "1" }, spec));
  const remedies = remediesOf(plan);
  expectEnough(plan, remedies);
  return remedies;
}

function requiring(key: string, operator: string, values: readonly string[]): Partial<PodSpec> {
  const nodeSelectorTerms = [{ matchExpressions: [{ key, operator, values }] }];
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
}

describe("a cordoned node", () => {
  it("is to be uncordoned, and its taint goes with that", () => {
    const taints = [{ key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" }];
    const cordoned = { ...smallNode("n1", ROOM), spec: { unschedulable: true, taints } };
    const remedies = remediesOf(planAsking([cordoned], smallPod({ cpu: "1" })));
    expect(remedies).toEqual([{ node: "n1", changes: [{ kind: "uncordon", node: "n1" }] }]);
  });
});

describe("a tainted node", () => {
  it("needs a toleration for each taint that keeps pods away", () => {
    const taints = [
      { key: "gpu", value: "yes", effect: "NoSchedule" },
      { key: "odd", effect: "PreferNoSchedule" },
      { key: "old", effect: "NoExecute" },
    ];
    expect(remediesFor([{ ...smallNode("n1", ROOM), spec: { taints } }])[0]!.changes).toEqual([
      { kind: "toleration", key: "gpu", value: "yes", effect: "NoSchedule" },
      { kind: "toleration", key: "old", value: "", effect: "NoExecute" },
    ]);
  });
});

describe("a node without the labels that are asked for", () => {
  it("gets those of the node selector", () => {
    const nodeSelector = { disk: "ssd", rack: "7" };
    expect(remediesFor([smallNode("n1", ROOM, { rack: "7" })], { nodeSelector })[0]!.changes).toEqual([
      { kind: "label", node: "n1", key: "disk", value: "ssd" },
    ]);
  });

  it.each([
    ["In", ["a", "b"], { kind: "label", node: "n1", key: "disk", value: "a" }],
    ["Gt", ["5"], { kind: "label", node: "n1", key: "disk", value: "6" }],
    ["Lt", ["5"], { kind: "label", node: "n1", key: "disk", value: "4" }],
  ])("gets one that an affinity with %s asks for", (operator, values, change) => {
    expect(remediesFor([smallNode("n1", ROOM)], requiring("disk", operator, values))[0]!.changes).toEqual([change]);
  });

  it("loses one that must not be there", () => {
    const spec = requiring("disk", "NotIn", ["hdd"]);
    expect(remediesFor([smallNode("n1", ROOM, { disk: "hdd" })], spec)[0]!.changes).toEqual([
      { kind: "unlabel", node: "n1", key: "disk" },
    ]);
  });

  it("is left alone where the label says what it is", () => {
    const zone = "topology.kubernetes.io/zone";
    expect(remediesFor([smallNode("n1", ROOM, { [zone]: "a" })], { nodeSelector: { [zone]: "b" } })).toEqual([]);
  });
});

describe("several things at once", () => {
  it("are changed together, and a node with less to change comes first", () => {
    const tainted = { ...smallNode("n1", ROOM), spec: { taints: [{ key: "gpu", effect: "NoSchedule" }] } };
    const nodes = [tainted, smallNode("n2", ROOM)];
    expect(sortsOf(remediesFor(nodes, { nodeSelector: { disk: "ssd" } }))).toEqual(["label", "toleration+label"]);
  });
});
