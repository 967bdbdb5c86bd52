// A result in which nothing happened and nothing was asked: every list that may be empty is.

import type { SimulationResult } from "../../src/simulation/result.ts";

import { sampleResult } from "./sample-result.ts";

export function emptyResult(): SimulationResult {
  return {
    ...sampleResult(),
    scenario: { name: "empty", description: "", inputs: [] },
    run: { endedBy: "quiescence", endSeconds: 0, events: 0, fingerprint: "0000000000000000" },
    verdict: { outcome: "passed", sentence: "There was nothing to do" },
    thresholds: [],
    limits: [],
    pods: {
      created: 0,
      placed: 0,
      running: 0,
      succeeded: 0,
      failed: 0,
      pending: 0,
      gated: 0,
      refused: 0,
      preempted: 0,
      preexisting: 0,
    },
    nodes: 0,
    attempts: { scheduled: 0, unschedulable: 0, error: 0 },
    preemption: { attempts: 0, preemptions: 0, victims: 0 },
    latency: [],
    utilisation: [],
    nodeUse: { name: [], pool: [], zone: [], pods: [], resources: [] },
    stranded: [],
    fragmentation: [],
    failures: [],
    unplaced: [],
    refused: [],
    series: [],
    metrics: [],
    coefficients: [],
    notes: [],
  };
}
