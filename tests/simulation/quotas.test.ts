// Runs in which quotas hold pods back.

import { describe, expect, it } from "vitest";

import type { ResourceQuota } from "../../src/model/api/types/quota.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { FIXED_DELAYS, smallNode, smallPlan, smallPod, smallWorkload, type Row } from "./small-plan.ts";

const NODE = smallNode("n1", { cpu: "8", memory: "16Gi" });
const POD = smallPod({ cpu: "1", memory: "1Gi" });

function quota(hard: Readonly<Record<string, string>>): ResourceQuota {
  return { metadata: { name: "team", namespace: "default" }, spec: { hard } };
}

function run(rows: readonly Row[], hard: Readonly<Record<string, string>>, changes: Partial<Plan> = {}) {
  const workload = smallWorkload("web", rows, { kind: "listed" });
  return runSimulation(smallPlan([NODE], [workload], { ...FIXED_DELAYS, resourceQuotas: [quota(hard)], ...changes }), {
    checks: "after-every-event",
  });
}

describe("a run with a quota", () => {
  const rows = [0, 1, 2].map((listedAtSeconds) => ({ pod: POD, listedAtSeconds }));
  const result = run(rows, { "requests.cpu": "2" });

  it("creates what the quota allows, counts the rest, and shows the server's words", () => {
    expect(result.pods).toMatchObject({ created: 2, placed: 2, refused: 1, pending: 0 });
    expect(result.refused).toEqual([
      {
        plugin: "ResourceQuota",
        pods: 1,
        firstPod: "default/web-2",
        firstAtSeconds: 2,
        firstMessage:
          'pods "web-2" is forbidden: exceeded quota: team, requested: requests.cpu=1, used: requests.cpu=2, limited: requests.cpu=2',
      },
    ]);
    expect(result.metrics).toContainEqual({
      name: "plimsoll_pods_refused_total",
      labels: { plugin: "ResourceQuota" },
      kind: "counter",
      value: 1,
    });
  });

  it("is complete all the same, and its verdict tells of the pods that were refused", () => {
    expect(result.verdict).toEqual({
      outcome: "passed",
      sentence: "The cluster carries 2 of 3 pods; admission refused 1.",
    });
  });

  it("takes pods again once others have ended", () => {
    const ending = [
      { pod: POD, listedAtSeconds: 0, lifetimeSeconds: 5 },
      { pod: POD, listedAtSeconds: 3 },
      { pod: POD, listedAtSeconds: 30 },
    ];
    expect(run(ending, { pods: "1" }).pods).toMatchObject({ created: 2, refused: 1 });
    // A pod that has ended is still an object.
    expect(run(ending, { "count/pods": "1" }).pods).toMatchObject({ created: 1, refused: 2 });
  });

  it("counts the pods that stood in the cluster before, and refuses none of them", () => {
    const bound = { ...smallPod({ cpu: "1" }, { nodeName: "n1" }), metadata: { name: "old", namespace: "default" } };
    const { pods } = run(
      rows,
      { pods: "2" },
      { boundPods: [bound, { ...bound, metadata: { ...bound.metadata, name: "older" } }] },
    );
    expect(pods).toMatchObject({ preexisting: 2, created: 0, refused: 3 });
  });

  it("lets in all that was waiting in the cluster before", () => {
    const workload = smallWorkload("web", rows, { kind: "listed" });
    const stored = { ...workload, pods: { ...workload.pods, origins: rows.map(() => "stored" as const) } };
    const plan = smallPlan([NODE], [stored], { resourceQuotas: [quota({ pods: "1" })] });
    expect(runSimulation(plan).pods).toMatchObject({ created: 3, refused: 0 });
  });
});
