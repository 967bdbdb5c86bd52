// All filters of one node, not only the first that refuses, and its scores beside those of the nodes that fit.

import { describe, expect, it } from "vitest";

import { smallNode, smallPod } from "../small-plan.ts";
import { answerOf, planAsking } from "./small-questions.ts";

const NODES = [
  { ...smallNode("n1", { cpu: "1", memory: "1Gi" }), spec: { unschedulable: true } },
  smallNode("n2", { cpu: "4", memory: "8Gi" }),
];

function nodeAnswer(node: string) {
  const answer = answerOf(planAsking(NODES, smallPod({ cpu: "2" })), { node });
  if (answer.kind !== "placed") throw new Error(answer.kind);
  return answer.node!;
}

describe("one node", () => {
  it("is refused by each filter that refuses it", () => {
    const refusals = nodeAnswer("n1").filters.filter(({ verdict }) => verdict === "refuses");
    expect(refusals).toEqual([
      { plugin: "NodeUnschedulable", verdict: "refuses", reasons: ["node(s) were unschedulable"], unresolvable: true },
      { plugin: "NodeResourcesFit", verdict: "refuses", reasons: ["Insufficient cpu"], unresolvable: true },
    ]);
  });

  it("is passed by the others, or they have nothing to say of the pod", () => {
    const { filters } = nodeAnswer("n2");
    expect(filters.filter(({ verdict }) => verdict === "refuses")).toEqual([]);
    expect(filters.find(({ plugin }) => plugin === "NodePorts")?.verdict).toBe("skipped");
  });

  it("scores something though it was refused", () => {
    expect(nodeAnswer("n1").scored?.node).toBe("n1");
  });
});

describe("a pod that is refused itself", () => {
  it("is refused by that plugin on every node", () => {
    const claim = { name: "data", persistentVolumeClaim: { claimName: "missing" } };
    const answer = answerOf(planAsking(NODES, smallPod({}, { volumes: [claim] })), { node: "n2" });
    if (answer.kind !== "waiting") throw new Error(answer.kind);
    expect(answer.node!.filters).toHaveLength(1);
    expect(answer.node!.filters[0]).toMatchObject({ verdict: "refuses" });
  });
});
