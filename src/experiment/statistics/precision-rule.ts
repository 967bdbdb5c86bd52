// `--precision 5%`: each point is run until the figures that matter are known well enough, or a stated limit is reached. The
// answer depends on the runs alone, never on how many of them go on at once.

import type { ReplicationRule, RunTable } from "../execution/run-experiment.ts";
import type { RunRecord } from "../execution/run-record.ts";
import { figureOf } from "../figures/run-figures.ts";

import { relativeHalfWidth, valuesWanted, type Precision, type ScaledValue } from "./settled-mean.ts";

/** A figure that has to be known well, by its key; see Precision for what is negligible. */
export interface PreciseFigure {
  readonly key: string;
  readonly negligible: number;
}

export interface PrecisionGoal extends Omit<Precision, "negligible"> {
  /** The figures that have to be known so well; one that no run has is left out. */
  readonly figures: readonly PreciseFigure[];
  /** Replications of a point at most. */
  readonly atMost: number;
  /**
   * `each-mean`: every point's own mean, in parts of itself. `differences`: what each point differs from the first one in the same
   * replication, in parts of the first one's mean; all points are then run equally often.
   */
  readonly of: "each-mean" | "differences";
}

/** A figure that is not known well enough when the limit is reached. */
export interface PrecisionMissed {
  readonly point: number;
  readonly figure: string;
  /** Half-width over scale; infinite where the scale is 0. */
  readonly ratio: number;
  /** Runs that the figure is known from. */
  readonly count: number;
}

/** Runs each point until its figures are precise. A point of which no run ever finishes is left alone. */
export function precisionRule(goal: PrecisionGoal): ReplicationRule {
  return {
    wanted(runs) {
      const wanted = runs.map((_, point) => wantedOf(runs, point, goal));
      return goal.of === "each-mean" ? wanted : wanted.map(() => Math.max(...wanted));
    },
  };
}

/** What is left after the rule has had its way: nothing if all figures are precise. */
export function missedPrecision(runs: RunTable, goal: PrecisionGoal): readonly PrecisionMissed[] {
  return runs.flatMap((_, point) =>
    goal.figures.flatMap(({ key: figure, negligible }): readonly PrecisionMissed[] => {
      const values = valuesOf(runs, point, figure, goal);
      if (values.length === 0 || valuesWanted(values, { ...goal, negligible }) <= values.length) return [];
      return [{ point, figure, ratio: relativeHalfWidth(values, goal.confidence), count: values.length }];
    }),
  );
}

function wantedOf(runs: RunTable, point: number, goal: PrecisionGoal): number {
  const made = runs[point]!.length;
  const missing = goal.figures.map(({ key, negligible }) => {
    const values = valuesOf(runs, point, key, goal);
    const isThere = values.length > 0 || made === 0;
    return isThere ? valuesWanted(values, { ...goal, negligible }) - values.length : 0;
  });
  return Math.min(Math.max(made, ...missing.map((count) => made + count)), Math.max(made, goal.atMost));
}

/** The figure by replication, without those that have none; with its scale. */
function valuesOf(runs: RunTable, point: number, figure: string, { of }: PrecisionGoal): readonly ScaledValue[] {
  if (of === "differences" && point === 0) return [];
  return runs[point]!.flatMap((record, replication): readonly ScaledValue[] => {
    const value = finiteFigure(record, figure);
    if (of === "each-mean") return value === undefined ? [] : [{ value, scale: value }];
    const base = finiteFigure(runs[0]![replication], figure);
    return value === undefined || base === undefined ? [] : [{ value: value - base, scale: base }];
  });
}

function finiteFigure(record: RunRecord | undefined, figure: string): number | undefined {
  if (record?.kind !== "finished") return undefined;
  const value = figureOf(record.figures, figure);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
