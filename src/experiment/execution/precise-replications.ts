// Runs each point until the means of the headline figures are precise. Which figures those are, the first round tells.

import { figureColumns, MIRRORS } from "../figures/figure-columns.ts";
import {
  missedPrecision,
  precisionRule,
  type PrecisionGoal,
  type PrecisionMissed,
} from "../statistics/precision-rule.ts";
import type { ReplicationRule, RunTable } from "./run-experiment.ts";

/** Replications of a point at most, however imprecise its means are then. */
export const MOST_FOR_PRECISION = 1_000;

/** What is asked of the headline figures of every point. */
export interface HeadlinePrecision {
  /** Half-width over mean: 0.05. */
  readonly ratio: number;
  readonly confidence: number;
  /** Replications that every point has in any case. */
  readonly atLeast: number;
  /** See PrecisionGoal. */
  readonly of: PrecisionGoal["of"];
}

export function preciseReplications(precision: HeadlinePrecision): ReplicationRule {
  return {
    wanted: (runs) => {
      if (runs.every((ofPoint) => ofPoint.length === 0)) return runs.map(() => precision.atLeast);
      const wanted = precisionRule(goalOf(precision, runs)).wanted(runs);
      return wanted.map((count) => Math.max(count, precision.atLeast));
    },
  };
}

/** The figures that are still not precise; empty if all are. */
export function missedHeadlines(precision: HeadlinePrecision, runs: RunTable): readonly PrecisionMissed[] {
  return missedPrecision(runs, goalOf(precision, runs));
}

function goalOf({ ratio, confidence, atLeast, of }: HeadlinePrecision, runs: RunTable): PrecisionGoal {
  const figures = figureColumns(runs).filter(({ isHeadline, metric }) => isHeadline && !MIRRORS.has(metric));
  return { figures, ratio, confidence, atMost: Math.max(MOST_FOR_PRECISION, atLeast), of };
}
