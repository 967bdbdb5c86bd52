// How one candidate stands after its runs: whether all thresholds hold there, one is broken, or more runs are needed.

import { present } from "../../base/invariant.ts";

import { metricNamed } from "../../metrics/metric-names.ts";
import type { Threshold } from "../../metrics/threshold.ts";

import type { RunRecord } from "../execution/run-record.ts";
import { judgeReplications } from "../figures/judge-replications.ts";
import type { ThresholdEstimate } from "../sweep-result.ts";

import type { Stand } from "./candidate-search.ts";

/** What all candidates are held to, and how strictly. */
export interface Demands {
  readonly thresholds: readonly Threshold[];
  /** Of the interval of one judgement. */
  readonly confidenceOfEach: number;
  /** Runs of one candidate at most. */
  readonly mostReplications: number;
}

export interface Judged {
  readonly stand: Stand;
  /** Why it is open; null if it is not. */
  readonly reason: string | null;
  readonly thresholds: readonly ThresholdEstimate[];
}

/**
 * Judges the runs of one candidate. A threshold that is broken is enough. Nothing holds where a run failed, or ended before all
 * pods had been tried: what was not tried was not measured either.
 */
export function judgeCandidate(records: readonly RunRecord[], demands: Demands): Judged {
  if (records.length === 0) return { stand: "untried", reason: null, thresholds: [] };
  const finished = records.filter((record) => record.kind === "finished");
  const thresholds = demands.thresholds.map((threshold, index) => {
    const { unit } = present(metricNamed(threshold.metric), `a metric ${threshold.metric}`);
    const observed = finished.map((run) => run.observed[index]!);
    return judgeReplications(threshold, unit, observed, demands.confidenceOfEach);
  });
  const failed = records.find((record) => record.kind === "failed");
  if (failed !== undefined) return { stand: "open", reason: `a run failed: ${failed.reason}`, thresholds };
  if (thresholds.some(({ outcome }) => outcome === "failed")) return { stand: "breaks", reason: null, thresholds };
  if (finished.some(({ outcome }) => outcome === "incomplete")) {
    return { stand: "open", reason: "a run ended before all pods had been tried", thresholds };
  }
  if (thresholds.every(({ outcome }) => outcome === "passed")) return { stand: "holds", reason: null, thresholds };
  const isLast = records.length >= demands.mostReplications;
  const reason = isLast ? `${records.length} runs are too few to tell` : null;
  return { stand: isLast ? "open" : "undecided", reason, thresholds };
}
