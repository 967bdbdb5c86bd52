// Percentiles of few pods.

import { describe, expect, it } from "vitest";

import { fewValuesNotes } from "../../../src/experiment/figures/few-values.ts";
import { figureColumn } from "../../../src/experiment/figures/figure-columns.ts";
import type { SweepRun } from "../../../src/experiment/sweep-result.ts";

const SLI = "scheduler_pod_scheduling_sli_duration_seconds";
const FIGURES = [`${SLI} p(50)`, `${SLI} p(99)`, `${SLI} count`, "plimsoll_pods_placed value"].map(figureColumn);

function notesOf(...counts: readonly (number | null)[]): readonly string[] {
  const runs = counts.map((count, replication): SweepRun => ({
    point: 0,
    replication,
    seed: "s",
    status: "finished",
    reason: null,
    fingerprint: "",
    outcome: "passed",
    values: [1, 1, count, 1],
  }));
  return fewValuesNotes(FIGURES, runs).map(({ message, expected }) => `${message}: ${expected}`);
}

describe("notes on few values", () => {
  it("name each percentile that the smallest run has too few values for, and how many are missing", () => {
    expect(notesOf(5_000, 34)).toEqual([
      `${SLI} p(99) rests on 34 values in a run, and is near the largest of them: 966 more pods in a run before such a percentile can be told`,
    ]);
    expect(notesOf(12).length).toBe(2);
  });

  it("are not there where there are enough, or no runs", () => {
    expect(notesOf(1_000, 5_000)).toEqual([]);
    expect(notesOf()).toEqual([]);
    expect(notesOf(null)).toEqual([]);
  });
});
