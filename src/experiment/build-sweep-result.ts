// From the runs of an experiment to what it found: one table of figures, an interval for each figure of each point, and the
// verdicts on the scenario's thresholds.

import { present } from "../base/invariant.ts";
import { PLIMSOLL_VERSION } from "../base/version.ts";

import { metricNamed, unitOfFigure } from "../metrics/metric-names.ts";
import type { Threshold } from "../metrics/threshold.ts";

import type { Plan } from "../scenario/plan.ts";

import type { BacktestTerms } from "./backtest/backtest-result.ts";
import { judgeBacktest } from "./backtest/judge-backtest.ts";
import { comparePoints, type ComparedTable } from "./comparison/compare-points.ts";
import { pointLabel, type Design, type Point } from "./design/point.ts";
import type { ExperimentRuns } from "./execution/run-experiment.ts";
import type { FinishedRun, RunRecord } from "./execution/run-record.ts";
import { fewValuesNotes } from "./figures/few-values.ts";
import { figureColumns, valuesIn } from "./figures/figure-columns.ts";
import { judgeReplications } from "./figures/judge-replications.ts";
import { figureKey } from "./figures/run-figures.ts";
import { levelGroups } from "./level-groups.ts";
import { batchMeansInterval } from "./statistics/batch-means.ts";
import { halfWidth, type Interval } from "./statistics/interval.ts";
import { meanInterval } from "./statistics/mean-interval.ts";
import {
  SWEEP_API_VERSION,
  type Comparison,
  type FigureColumn,
  type Line,
  type SweepPoint,
  type SweepResult,
  type SweepRun,
  type ThresholdEstimate,
} from "./sweep-result.ts";

/** What was asked for. */
export interface AskedSweep {
  /** The scenario as it is: what its points have in common. */
  readonly plan: Plan;
  readonly design: Design;
  readonly seed: string;
  /** 0.95 for intervals that hold the truth in 19 of 20 experiments. */
  readonly confidence: number;
  /** How often points were to be run, in words. */
  readonly replications: string;
  /** The command that asks for the same again. */
  readonly command: string;
  /** What the points are held to, if they are of several scenarios. */
  readonly thresholdsOf?: (point: Point) => readonly Threshold[];
  /** If it is asked which point is the better: the share of the first one's means that does not matter. */
  readonly indifference?: number;
  /** What a search found, if the points are those of one. */
  readonly line?: Line;
  /** What settings of an autoscaler are tried for, if the points are such. */
  readonly backtest?: BacktestTerms;
}

export function buildSweepResult(asked: AskedSweep, { runs, complete }: ExperimentRuns): SweepResult {
  const { plan, design, seed, confidence, replications } = asked;
  const figures = figureColumns(runs);
  const table = runs.map((records) => records.map((record) => sweepRun(record, figures)));
  const flat = table.flat();
  const points = design.points.map((point) =>
    sweepPoint(point, runs[point.index]!, { figures, runs: table[point.index]! }, asked),
  );
  return {
    apiVersion: SWEEP_API_VERSION,
    kind: "SweepResult",
    plimsoll: PLIMSOLL_VERSION,
    scenario: { name: plan.name, description: plan.description, inputs: plan.inputs },
    kubernetes: plan.kubernetes,
    seed,
    complete,
    design,
    confidence,
    replications,
    command: asked.command,
    figures,
    runs: flat,
    points,
    levelGroups: levelGroups(design, flat, figures, confidence),
    comparison: comparisonOf({ points, figures, runs: flat }, asked),
    line: asked.line ?? null,
    ...(asked.backtest === undefined
      ? {}
      : { backtest: judgeBacktest(asked.backtest, { figures, runs: flat, confidence }) }),
    coefficients: plan.coefficients,
    notes: [...plan.notes, ...fewValuesNotes(figures, flat)],
  };
}

function sweepRun(record: RunRecord, figures: readonly FigureColumn[]): SweepRun {
  const { point, replication, seed } = record;
  if (record.kind === "failed") {
    const { reason } = record;
    return { point, replication, seed, status: "failed", reason, fingerprint: null, outcome: null, values: [] };
  }
  const { fingerprint, outcome } = record;
  const values = valuesIn(record.figures, figures);
  return { point, replication, seed, status: "finished", reason: null, fingerprint, outcome, values };
}

function thresholdsAt(point: Point, { plan, thresholdsOf }: AskedSweep): readonly Threshold[] {
  return thresholdsOf === undefined ? plan.thresholds : thresholdsOf(point);
}

function comparisonOf(table: ComparedTable, asked: AskedSweep): Comparison | null {
  const { indifference, confidence } = asked;
  if (indifference === undefined || table.points.length < 2) return null;
  return comparePoints(table, { confidence, indifference, alsoJudged: judgedBy(asked) });
}

/** Keys of the figures that any threshold is about. */
function judgedBy(asked: AskedSweep): ReadonlySet<string> {
  const thresholds = asked.design.points.flatMap((point) => thresholdsAt(point, asked));
  return new Set(
    thresholds.map(({ metric, labels, aggregation }) => {
      const { name } = present(metricNamed(metric), `a metric ${metric}`);
      const figure = aggregation.kind === "percentile" ? `p(${aggregation.percent})` : aggregation.kind;
      return figureKey(name, labels, figure);
    }),
  );
}

/** Over replications; of a single run, the means of latencies by what it says itself. */
function estimateOf(
  key: string,
  values: readonly number[],
  finished: readonly FinishedRun[],
  confidence: number,
): Interval {
  const interval = meanInterval(values, confidence);
  const batches = finished[0]?.detail?.longRun.find((one) => one.key === key)?.batches;
  if (finished.length > 1 || batches?.kind !== "batches") return interval;
  const reach = halfWidth(batchMeansInterval(batches, confidence));
  const { estimate } = interval;
  const { length: count } = batches.means;
  return { estimate, low: estimate - reach, high: estimate + reach, confidence, count, method: "batch-means" };
}

function sweepPoint(
  point: Point,
  records: readonly RunRecord[],
  { figures, runs }: { readonly figures: readonly FigureColumn[]; readonly runs: readonly SweepRun[] },
  asked: AskedSweep,
): SweepPoint {
  const { design, confidence } = asked;
  const finished = records.filter((record) => record.kind === "finished");
  const thresholds = thresholdsAt(point, asked).map((threshold, index) => {
    const metric = present(metricNamed(threshold.metric), `a metric ${threshold.metric}`);
    const unit = unitOfFigure(metric, threshold.labels, threshold.aggregation.kind);
    const observed = finished.map((run) => run.observed[index]!);
    return judgeReplications(threshold, unit, observed, confidence);
  });
  return {
    index: point.index,
    label: pointLabel(design, point),
    finished: finished.length,
    failed: records.length - finished.length,
    estimates: figures.map(({ key }, column) => {
      const values = runs.map((run) => run.values[column] ?? null).filter((value) => value !== null);
      return values.length === 0 ? null : estimateOf(key, values, finished, confidence);
    }),
    thresholds,
    outcome: outcomeOf(thresholds, records),
    detail: finished.find(({ detail }) => detail !== undefined)?.detail ?? null,
  };
}

/** A broken promise is broken, however the runs ended; no runs leave everything open. */
function outcomeOf(thresholds: readonly ThresholdEstimate[], records: readonly RunRecord[]): SweepPoint["outcome"] {
  if (records.length === 0) return "incomplete";
  if (thresholds.some(({ outcome }) => outcome === "failed")) return "failed";
  const isWhole = records.every((record) => record.kind === "finished" && record.outcome !== "incomplete");
  if (!isWhole) return "incomplete";
  return thresholds.some(({ outcome }) => outcome === "inconclusive") ? "inconclusive" : "passed";
}
