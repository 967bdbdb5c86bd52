// What several outputs read out of a sweep in the same way. Reads only; computes no statistics.

import type { FigureColumn, Interval, LevelGroup, SweepPoint, SweepResult } from "../../experiment/sweep-result.ts";

import { isOfBacktest } from "../backtest/backtest-readings.ts";
import { formatExactCount } from "../human-numbers.ts";

/** A figure and its place among the columns of values. */
export interface PlacedFigure {
  readonly column: number;
  readonly figure: FigureColumn;
}

/** The figures that tables and charts show first; of a backtest those of its own load and autoscaler. */
export function headlineFigures({ figures, backtest }: SweepResult): readonly PlacedFigure[] {
  const headlines = figures.map((figure, column) => ({ column, figure })).filter(({ figure }) => figure.isHeadline);
  return backtest === undefined ? headlines : headlines.filter(({ figure }) => isOfBacktest(figure, backtest));
}

/** Those of them that are not the same at all points: the others tell nothing about the factors. */
export function varyingFigures(result: SweepResult): readonly PlacedFigure[] {
  return headlineFigures(result).filter(({ column }) => {
    const values = new Set(result.points.map(({ estimates }) => estimates[column]?.estimate));
    values.delete(undefined);
    return values.size > 1;
  });
}

/** Whether a figure is so far better than another of its kind; false where nobody can say which is better. */
export function isBetter({ better }: FigureColumn, one: number, other: number): boolean {
  return better === "lower" ? one < other : better === "higher" && one > other;
}

export type SweepOutcome = SweepPoint["outcome"];

/** The worst of the points: a promise broken anywhere comes first, then what was not finished, then what is open. */
export function sweepOutcome({ points, complete, line, backtest }: SweepResult): SweepOutcome {
  if (backtest !== undefined) return complete ? BACKTEST_OUTCOMES[backtest.answer.kind] : "incomplete";
  if (line !== null) return complete ? LINE_OUTCOMES[line.answer.kind] : "incomplete";
  const found = new Set<SweepOutcome>(points.map(({ outcome }) => outcome));
  if (found.has("failed")) return "failed";
  if (found.has("incomplete") || !complete) return "incomplete";
  return found.has("inconclusive") ? "inconclusive" : "passed";
}

/** What counts is whether any setting keeps what is promised. */
const BACKTEST_OUTCOMES = Object.freeze({
  cheapest: "passed",
  open: "inconclusive",
  none: "failed",
} as const satisfies Readonly<Record<NonNullable<SweepResult["backtest"]>["answer"]["kind"], SweepOutcome>>);

/** A search breaks thresholds on purpose: what counts is whether it found where. */
const LINE_OUTCOMES = Object.freeze({
  found: "passed",
  everywhere: "passed",
  nowhere: "failed",
  wide: "inconclusive",
  contradicted: "inconclusive",
} as const satisfies Readonly<Record<NonNullable<SweepResult["line"]>["answer"]["kind"], SweepOutcome>>);

/** How many points came out how, as a sentence without a full stop. */
export function sweepSentence(result: SweepResult): string {
  const { points, complete } = result;
  if (points.length === 1 && complete)
    return ONE_POINT[points[0]!.thresholds.length === 0 ? "bare" : points[0]!.outcome];
  const hasThresholds = points.some(({ thresholds }) => thresholds.length > 0);
  const of = (outcome: SweepOutcome): number => points.filter((point) => point.outcome === outcome).length;
  const all = `${formatExactCount(points.length)} ${points.length === 1 ? "point" : "points"}`;
  const parts = [
    ...(hasThresholds ? [`${formatExactCount(of("passed"))} of ${all} keep every threshold`] : [`${all} were run`]),
    ...partOf(of("failed"), "break one", "breaks one"),
    ...partOf(of("inconclusive"), "lie too near to a limit to tell", "lies too near to a limit to tell"),
    ...partOf(of("incomplete"), "were not finished", "was not finished"),
  ];
  return `${parts.join(", ")}${complete ? "" : "; the sweep was interrupted"}`;
}

const ONE_POINT: Readonly<Record<SweepOutcome | "bare", string>> = Object.freeze({
  bare: "the one point was run, and the scenario sets no threshold",
  passed: "the one point keeps every threshold",
  failed: "the one point breaks a threshold",
  inconclusive: "the one point lies too near to a limit to tell",
  incomplete: "the one point was not finished",
});

function partOf(count: number, many: string, one: string): readonly string[] {
  return count === 0 ? [] : [`${formatExactCount(count)} ${count === 1 ? one : many}`];
}

/** A point's estimate of a figure, if it has one. */
export function estimateAt(point: SweepPoint, column: number): Interval | null {
  return point.estimates[column] ?? null;
}

/** The group of points that share these levels; factors ascend. */
export function groupAt(
  { levelGroups }: SweepResult,
  levels: readonly (readonly [factor: number, level: number])[],
): LevelGroup | undefined {
  return levelGroups.find(
    (group) =>
      group.levels.length === levels.length &&
      levels.every(([factor, level], place) => {
        const own = group.levels[place]!;
        return own.factor === factor && own.level === level;
      }),
  );
}

/** The best point of a figure among those that keep all thresholds, or among all if none does; the first of equal ones. */
export function bestPoint(result: SweepResult, { column, figure }: PlacedFigure): SweepPoint | undefined {
  if (figure.better === null) return undefined;
  const measured = result.points.filter((point) => estimateAt(point, column) !== null);
  const passing = measured.filter(({ outcome }) => outcome === "passed");
  let best: SweepPoint | undefined;
  for (const point of passing.length > 0 ? passing : measured) {
    const estimate = point.estimates[column]!.estimate;
    if (best === undefined || isBetter(figure, estimate, best.estimates[column]!.estimate)) best = point;
  }
  return best;
}

/** What a factor does to a figure: how far the means of its levels lie apart, beside how well they are known. */
export interface FactorEffect {
  readonly factor: number;
  readonly figure: PlacedFigure;
  readonly lowest: { readonly level: number; readonly estimate: Interval };
  readonly highest: { readonly level: number; readonly estimate: Interval };
  /** Distance of the two means. */
  readonly distance: number;
  /** Whether their intervals lie apart. */
  readonly isClear: boolean;
}

/** The effects of all factors on the figures that vary, by figure; of each figure the strongest factor first. */
export function factorEffects(result: SweepResult): readonly FactorEffect[] {
  return varyingFigures(result).flatMap((figure) =>
    result.design.factors
      .flatMap((_, factor) => factorEffect(result, factor, figure) ?? [])
      .toSorted((left, right) => right.distance - left.distance || left.factor - right.factor),
  );
}

/** Whether the means of a figure differ between levels of each of these factors. */
export function isMovedBy(
  effects: readonly FactorEffect[],
  { column }: PlacedFigure,
  ...factors: readonly number[]
): boolean {
  return factors.every((factor) =>
    effects.some((effect) => effect.factor === factor && effect.figure.column === column && effect.distance > 0),
  );
}

function factorEffect(result: SweepResult, factor: number, figure: PlacedFigure): FactorEffect | undefined {
  const levels = result.levelGroups
    .filter(({ levels: own }) => own.length === 1 && own[0]!.factor === factor)
    .flatMap(({ levels: own, estimates }) => {
      const estimate = estimates[figure.column] ?? null;
      return estimate === null ? [] : [{ level: own[0]!.level, estimate }];
    });
  if (levels.length < 2) return undefined;
  const lowest = levels.reduce((one, other) => (other.estimate.estimate < one.estimate.estimate ? other : one));
  const highest = levels.reduce((one, other) => (other.estimate.estimate > one.estimate.estimate ? other : one));
  const distance = highest.estimate.estimate - lowest.estimate.estimate;
  return { factor, figure, lowest, highest, distance, isClear: lowest.estimate.high < highest.estimate.low };
}

/** The widest interval of a figure over all points, as a share of its estimate. */
export function widestReach(result: SweepResult, column: number): number {
  let widest = 0;
  for (const point of result.points) {
    const interval = estimateAt(point, column);
    if (interval === null) continue;
    const reach = (interval.high - interval.low) / 2;
    if (reach > 0) widest = Math.max(widest, reach / Math.abs(interval.estimate));
  }
  return widest;
}

/** The scenario's file, or its name if it came from no file. */
export function scenarioPath({ scenario }: SweepResult): string {
  return scenario.inputs[0]?.path ?? scenario.name;
}

/** How runs were made to differ, in the words of every output. */
export function trustSentence({ replications, confidence, runs }: SweepResult): string {
  const failed = runs.filter(({ status }) => status === "failed").length;
  const lost =
    failed === 0
      ? ""
      : ` ${formatExactCount(failed)} ${failed === 1 ? "run" : "runs"} failed and ${failed === 1 ? "is" : "are"} missing from the figures.`;
  const hasIntervals = runs.some(({ replication }) => replication > 0);
  const what = hasIntervals
    ? `After ± stands half of the ${Math.round(confidence * 1_000) / 10} % confidence interval. A replication meets the same chance at every point.`
    : "One replication says nothing about the spread: no figure carries an interval.";
  return `${replications[0]?.toUpperCase() ?? ""}${replications.slice(1)}. ${what}${lost}`;
}
