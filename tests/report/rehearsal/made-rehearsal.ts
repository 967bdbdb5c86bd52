// Rehearsals made by hand: a loss that is survived, and one after which a Deployment and a StatefulSet stay short.

import type { RehearsalResult, RehearsedLoss } from "../../../src/experiment/rehearsal/rehearsal-result.ts";

const WEB = { kind: "Deployment", namespace: "default", name: "web", desired: 12, minimum: 8 } as const;

export const SURVIVED: RehearsedLoss = {
  lost: "zone a",
  nodes: ["n1", "n2"],
  unnoticedNodes: 0,
  podsLost: 5,
  comesBack: true,
  recoverySeconds: 376,
  workloads: [{ ...WEB, fewestServing: 8, servingAtEnd: 12, recoverySeconds: 376, belowMinimumSeconds: 0 }],
  jobs: [],
  lonePods: { missing: [], missingCount: 0, backCount: 0, recoverySeconds: 0 },
  waiting: [],
  waitingCount: 0,
  waitingWithoutLossCount: 0,
  held: [],
  short: [],
};

export const SHORT: RehearsedLoss = {
  ...SURVIVED,
  lost: "node n1",
  nodes: ["n1"],
  podsLost: 1,
  comesBack: false,
  recoverySeconds: null,
  workloads: [{ ...WEB, fewestServing: 7, servingAtEnd: 9, recoverySeconds: null, belowMinimumSeconds: 90 }],
  waiting: ["a", "b", "c"].map((pod) => ({ pod: `default/${pod}`, message: "0/1 nodes are available" })),
  waitingCount: 3,
  held: [{ pod: "default/db-1", node: "n1" }],
  short: [{ resource: "cpu", unit: "cores", asked: 3, free: 1.5 }],
};

/** No workload is touched, but pods by themselves and a job. */
export const BARE: RehearsedLoss = {
  ...SHORT,
  workloads: [],
  waiting: [],
  waitingCount: 0,
  held: [],
  short: [],
  jobs: [{ namespace: "default", name: "mail", became: "failed", reason: "BackoffLimitExceeded" }],
  lonePods: {
    missing: [
      { pod: "default/cache", node: "n1", owner: null, became: "deleted" },
      { pod: "default/shop-x", node: "n1", owner: "Rollout/shop", became: "not-ready" },
    ],
    missingCount: 7,
    backCount: 1,
    recoverySeconds: null,
  },
};

export function madeRehearsal(losses: readonly RehearsedLoss[]): RehearsalResult {
  return {
    apiVersion: "plimsoll/v1alpha1",
    kind: "RehearsalResult",
    plimsoll: "0.0.0",
    scenario: { name: "shop", inputs: [] },
    kubernetes: "1.36",
    seed: "1",
    atSeconds: 600,
    untilSeconds: 4_200,
    forSeconds: null,
    nodeMonitorGraceSeconds: 50,
    losses,
    givenUp: [],
    notes: [],
  };
}
