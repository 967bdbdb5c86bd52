// A decision as data: refusals counted by plugin, the best nodes first, preemption with names.

import { describe, expect, it } from "vitest";

import { smallNode, smallPod } from "../small-plan.ts";
import { answerOf, boundPod, planAsking } from "./small-questions.ts";

function decisionOf(...question: Parameters<typeof planAsking>) {
  const answer = answerOf(planAsking(...question), { top: 2 });
  if (answer.kind !== "waiting" && answer.kind !== "placed") throw new Error(answer.kind);
  return answer.decision;
}

describe("refusals", () => {
  const cordoned = { ...smallNode("n3", { cpu: "4", memory: "8Gi" }), spec: { unschedulable: true } };
  const nodes = [smallNode("n1", { cpu: "1", memory: "1Gi" }), smallNode("n2", { cpu: "1", memory: "8Gi" }), cordoned];

  it("are counted by plugin and by reason, the most frequent first", () => {
    expect(decisionOf(nodes, smallPod({ cpu: "2", memory: "2Gi" })).refusals).toEqual([
      {
        plugin: "NodeResourcesFit",
        nodes: 2,
        reasons: [
          { reason: "Insufficient cpu", nodes: 2 },
          { reason: "Insufficient memory", nodes: 1 },
        ],
      },
      { plugin: "NodeUnschedulable", nodes: 1, reasons: [{ reason: "node(s) were unschedulable", nodes: 1 }] },
    ]);
  });

  it("may be of the pod itself: then no node was looked at", () => {
    const claim = { name: "data", persistentVolumeClaim: { claimName: "missing" } };
    const { refusals, search } = decisionOf(nodes, smallPod({}, { volumes: [claim] }));
    expect([refusals.length, refusals[0]!.nodes, search.visited]).toEqual([1, 3, 0]);
  });
});

describe("the best nodes", () => {
  it("are as many as wished, with those that share the highest total counted", () => {
    const nodes = [1, 2, 3].map((number) => smallNode(`n${number}`, { cpu: "4", memory: "8Gi" }));
    const { top, ties, outcome } = decisionOf(nodes, smallPod({ cpu: "1" }));
    expect(top).toHaveLength(2);
    expect(ties).toEqual({ nodes: 3, rule: "kubernetes" });
    expect(outcome).toMatchObject({ kind: "scheduled", node: top[0]!.node });
  });

  it("are none where only one node fits", () => {
    const nodes = [smallNode("n1", { cpu: "4", memory: "8Gi" }), smallNode("n2", { cpu: "0", memory: "0" })];
    const { top, outcome } = decisionOf(nodes, smallPod({ cpu: "1" }));
    expect([top, outcome]).toEqual([[], { kind: "scheduled", node: "n1", path: "only" }]);
  });
});

describe("a node set", () => {
  it("is told with the plugin that asked for it", () => {
    const nodes = [1, 2, 3].map((number) => smallNode(`n${number}`, { cpu: "4", memory: "8Gi" }));
    const field = { matchFields: [{ key: "metadata.name", operator: "In", values: ["n2"] }] };
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [field] } };
    const { search } = decisionOf(nodes, smallPod({ cpu: "9" }, { affinity: { nodeAffinity } }), [boundPod("b", "n2")]);
    expect(search).toMatchObject({ nodeSet: { plugins: ["NodeAffinity"], nodes: 1 }, visited: 1, startedAt: null });
  });
});
