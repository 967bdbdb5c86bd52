// How much narrower the interval of a difference is when both policies meet the same arrivals, bindings and starts: two
// configurations of the scheduler on one scenario, paired by replication and as if each had had seeds of its own.

import { NODE_FILES } from "../../src/cli/file-system.ts";
import type { FinishedRun, RunRecord } from "../../src/experiment/execution/run-record.ts";

import { RunMaker } from "../../src/experiment/execution/make-run.ts";
import { replicationSeed } from "../../src/experiment/execution/run-record.ts";
import { figureOf } from "../../src/experiment/figures/run-figures.ts";
import { differencesOf } from "../../src/experiment/statistics/mean-interval.ts";
import { sampleMoments } from "../../src/experiment/statistics/sample-moments.ts";

const CONFIGURATION = "scheduler.configuration";
const POLICIES = ["policies/least-allocated.yaml", "policies/most-allocated.yaml"];

/** Figures in which chance has a part; how many pods find room has none on openb. */
export const CHANCE_FIGURES: readonly string[] = [
  "scheduler_pod_scheduling_sli_duration_seconds mean",
  "scheduler_pod_scheduling_sli_duration_seconds p(50)",
  "scheduler_pod_scheduling_sli_duration_seconds p(99)",
  "plimsoll_pod_stage_duration_seconds{stage=total} mean",
  "plimsoll_pod_stage_duration_seconds{stage=total} p(99)",
  "plimsoll_mean_requested_ratio{resource=cpu} value",
  "plimsoll_mean_requested_ratio{resource=memory} value",
  "plimsoll_mean_requested_ratio{resource=alibabacloud.com/gpu-milli} value",
];

export interface Narrowing {
  readonly figure: string;
  /** Standard deviations of the difference of two runs: the intervals' widths are in the same ratio. */
  readonly paired: number;
  readonly independent: number;
}

/** Runs both policies on the scenario so many times, with the same seeds. */
export function narrowingByCommonNumbers(
  scenario: string,
  figures: readonly string[],
  replications: number,
): readonly Narrowing[] {
  const [first, second] = POLICIES.map((policy, index) => runsOf(scenario, policy, index, replications));
  return figures.map((figure) => {
    const [before, after] = [valuesOf(first!, figure), valuesOf(second!, figure)];
    const paired = sampleMoments(differencesOf(before, after)).standardDeviation;
    const [spread, otherSpread] = [before, after].map((values) => sampleMoments(values).standardDeviation);
    return { figure, paired, independent: Math.hypot(spread!, otherSpread!) };
  });
}

function runsOf(scenario: string, policy: string, index: number, replications: number): readonly FinishedRun[] {
  const maker = new RunMaker(scenario, NODE_FILES);
  const point = { index, assignments: [{ path: CONFIGURATION, value: policy }], levels: [index] };
  return Array.from({ length: replications }, (_, replication) =>
    finished(maker.make({ point, replication, seed: replicationSeed("1", replication), detail: "none" })),
  );
}

function finished(record: RunRecord): FinishedRun {
  if (record.kind === "failed") throw new Error(record.reason);
  return record;
}

function valuesOf(runs: readonly FinishedRun[], figure: string): readonly number[] {
  return runs.map(({ figures }) => {
    const value = figureOf(figures, figure);
    if (value === undefined) throw new Error(`the runs have no ${figure}`);
    return value;
  });
}
