// Records of runs that nobody made, for tests.

import type { FinishedRun, RunDetail } from "../../src/experiment/execution/run-record.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { smallNode, smallPlan } from "../simulation/small-plan.ts";

/** A finished run with these figures; `observed` are those of its thresholds. */
export function finishedRun(
  point: number,
  replication: number,
  figures: Readonly<Record<string, number>>,
  observed: readonly number[] = [],
): FinishedRun {
  const keys = Object.keys(figures).sort();
  return {
    kind: "finished",
    point,
    replication,
    seed: `s/${replication}`,
    fingerprint: `${point}-${replication}`,
    outcome: "passed",
    figures: { keys, values: Float64Array.from(keys, (key) => figures[key]!) },
    observed: Float64Array.from(observed),
    detail: undefined,
  };
}

/** The detail of a run in which nothing happens, with `changes` on top. */
export function madeDetail(changes: Partial<RunDetail>): RunDetail {
  const result = runSimulation(smallPlan([smallNode("n1", { cpu: "4", memory: "8Gi" })], []));
  const { verdict, limits, pods, nodes, latency, utilisation, failures, series, run } = result;
  return { verdict, limits, pods, nodes, latency, utilisation, failures, series, run, longRun: [], ...changes };
}
