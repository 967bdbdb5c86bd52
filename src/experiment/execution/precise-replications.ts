// Runs each point until the means of the headline figures are precise. Which figures those are, the first round tells.

import { figureColumns, MIRRORS } from "../figures/figure-columns.ts";
import { figureOf } from "../figures/run-figures.ts";
import { halfWidth } from "../statistics/interval.ts";
import { meanInterval } from "../statistics/mean-interval.ts";
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
  const figures = figureColumns(runs)
    .filter(({ isHeadline, metric }) => isHeadline && !MIRRORS.has(metric))
    .filter(({ key, negligible }) => !isKnownToNegligible(key, negligible, confidence, runs))
    .map(({ key }) => key);
  return { figures, ratio, confidence, atMost: Math.max(MOST_FOR_PRECISION, atLeast), of };
}

/** Runs that a spread is believed from. */
const RUNS_BELIEVED = 5;

/** Whether the figure's mean is known at every point to less than anybody notices: however large a part of it that is. */
function isKnownToNegligible(key: string, negligible: number, confidence: number, runs: RunTable): boolean {
  if (negligible === 0) return false;
  return runs.every((ofPoint) => {
    const values = ofPoint.flatMap((record) => {
      const value = record.kind === "finished" ? figureOf(record.figures, key) : undefined;
      return value === undefined ? [] : [value];
    });
    return values.length >= RUNS_BELIEVED && halfWidth(meanInterval(values, confidence)) <= negligible;
  });
}
