// Records of runs that nobody made, for tests.

import type { FinishedRun } from "../../src/experiment/execution/run-record.ts";

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
