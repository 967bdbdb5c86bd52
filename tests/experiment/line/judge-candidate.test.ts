// How one candidate stands after its runs.

import { describe, expect, it } from "vitest";

import { judgeCandidate } from "../../../src/experiment/line/judge-candidate.ts";
import type { Threshold } from "../../../src/metrics/threshold.ts";

import { finishedRun } from "../made-runs.ts";
import { BELOW_FIVE } from "./made-search.ts";

const NONE_WAITS: Threshold = {
  text: "scheduler_pending_pods value == 0",
  metric: "scheduler_pending_pods",
  labels: {},
  aggregation: { kind: "value" },
  operator: "==",
  limit: 0,
};

function demands(thresholds: readonly Threshold[] = [BELOW_FIVE], mostReplications = 100) {
  return { thresholds, confidenceOfEach: 0.99, mostReplications };
}

function runs(...values: readonly (readonly number[])[]) {
  return values.map((observed, replication) => finishedRun(0, replication, {}, observed));
}

describe("a candidate", () => {
  it.each([
    [[], "untried"],
    [[[1], [1.1], [0.9]], "holds"],
    [[[9], [9.1], [8.9]], "breaks"],
    [[[4], [6], [4.9]], "undecided"],
    [[[4]], "holds"],
    [[[Number.NaN], [Number.NaN]], "breaks"],
    [[[1], [Number.NaN]], "undecided"],
  ] as const)("with %j %s", (values, stand) => {
    expect(judgeCandidate(runs(...values), demands()).stand).toBe(stand);
  });

  it("stays open when it may have no more runs, and says why", () => {
    expect(judgeCandidate(runs([4], [6], [4.9]), demands([BELOW_FIVE], 3))).toMatchObject({
      stand: "open",
      reason: "3 runs are too few to tell",
    });
  });

  it("breaks if one of its thresholds does, and holds only if all do", () => {
    const both = demands([BELOW_FIVE, NONE_WAITS]);
    expect(judgeCandidate(runs([1, 0], [1, 0]), both).stand).toBe("holds");
    expect(judgeCandidate(runs([1, 2], [1, 2]), both).stand).toBe("breaks");
    expect(judgeCandidate(runs([4, 0], [6, 0]), both).stand).toBe("undecided");
  });

  it("breaks a promise of an exact value with one run that has another", () => {
    expect(judgeCandidate(runs([0], [0], [1]), demands([NONE_WAITS])).stand).toBe("breaks");
  });

  it("never holds where a run failed, or ended before all was tried; but it may break", () => {
    const [first, second] = runs([1], [1.1]);
    const failed = { kind: "failed", point: 0, replication: 1, seed: "s/1", reason: "out of memory" } as const;
    expect(judgeCandidate([first!, failed], demands())).toMatchObject({
      stand: "open",
      reason: "a run failed: out of memory",
    });
    const cut = { ...second!, outcome: "incomplete" as const };
    expect(judgeCandidate([first!, cut], demands())).toMatchObject({
      stand: "open",
      reason: "a run ended before all pods had been tried",
    });
    const over = runs([9], [9.1]).map((run) => ({ ...run, outcome: "incomplete" as const }));
    expect(judgeCandidate(over, demands()).stand).toBe("breaks");
  });
});
