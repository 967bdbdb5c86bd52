// An explanation with something in every section.

import type { Explanation } from "../../../src/simulation/explain/explanation.ts";

const MESSAGE = "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable.";

export const SAMPLE_EXPLANATION: Explanation = {
  apiVersion: "plimsoll/v1alpha1",
  kind: "Explanation",
  plimsoll: "0.1.0",
  scenario: { name: "small", inputs: [] },
  kubernetes: "1.36",
  seed: "1",
  atSeconds: 90,
  pod: { namespace: "default", name: "web-1" },
  workload: { name: "deployment/web", pods: 3, waiting: 2 },
  answer: {
    kind: "waiting",
    createdAtSeconds: 0,
    attempts: 2,
    preempted: { atSeconds: 30, message: "", node: "n2", victims: ["default/older"], candidates: [] },
    lastAttempt: { atSeconds: 60, message: MESSAGE },
    decision: {
      atSeconds: 90,
      outcome: { kind: "unschedulable", message: MESSAGE },
      search: { nodes: 2, visited: 2, feasible: 0, startedAt: "n2", nodeSet: null },
      refusals: [
        { plugin: "NodeResourcesFit", nodes: 1, reasons: [{ reason: "Insufficient cpu", nodes: 1 }] },
        { plugin: "NodeUnschedulable", nodes: 1, reasons: [{ reason: "node(s) were unschedulable", nodes: 1 }] },
      ],
      top: [],
      ties: null,
      preemption: {
        message: "",
        node: "n1",
        victims: ["default/old"],
        candidates: [{ node: "n1", victims: ["default/old"], pdbViolations: 0 }],
      },
    },
    node: {
      node: "n2",
      filters: [
        {
          plugin: "NodeUnschedulable",
          verdict: "refuses",
          reasons: ["node(s) were unschedulable"],
          unresolvable: true,
        },
        { plugin: "NodeResourcesFit", verdict: "passes", reasons: [], unresolvable: false },
        { plugin: "NodePorts", verdict: "skipped", reasons: [], unresolvable: false },
      ],
      scored: { node: "n2", total: 380, scores: [{ plugin: "NodeResourcesFit", score: 80, weight: 1 }] },
    },
    needs: [{ kind: "volume", claim: "data", standing: { kind: "missing" } }],
    remedies: [{ node: "n2", changes: [{ kind: "uncordon", node: "n2" }] }],
  },
};
