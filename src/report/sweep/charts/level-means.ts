// What charts of levels draw: the mean of a figure at each level of a factor, with its interval, as rows of inline data.

import type { Factor, Interval, SweepResult } from "../../../experiment/sweep-result.ts";

import type { ChartRow } from "../../charts/chart.ts";
import type { CsvTable } from "../../csv/csv-text.ts";
import { cutMiddle, visibleText } from "../../neutral-text.ts";

import { groupAt, type PlacedFigure } from "../sweep-readings.ts";
import { levelMark } from "./sweep-chart.ts";

/** The mean of a figure over all points that have these levels. */
export interface LevelMean {
  readonly levels: readonly (readonly [factor: number, level: number])[];
  readonly estimate: Interval;
}

/** Means at every level of a factor, in the factor's order. */
export function meansOfFactor(result: SweepResult, factor: number, { column }: PlacedFigure): readonly LevelMean[] {
  return result.design.factors[factor]!.levels.flatMap((_, level) => meanAt(result, [[factor, level]], column));
}

/** Means at every pair of levels of two factors; factors in any order. */
export function meansOfPair(
  result: SweepResult,
  [first, second]: readonly [number, number],
  { column }: PlacedFigure,
): readonly LevelMean[] {
  const { factors } = result.design;
  return factors[first]!.levels.flatMap((_, one) =>
    factors[second]!.levels.flatMap((__, other) =>
      meanAt(
        result,
        [
          [first, one],
          [second, other],
        ],
        column,
      ),
    ),
  );
}

function meanAt(result: SweepResult, levels: LevelMean["levels"], column: number): readonly LevelMean[] {
  const group = groupAt(
    result,
    levels.toSorted(([one], [other]) => one - other),
  );
  const estimate = group?.estimates[column] ?? null;
  return estimate === null ? [] : [{ levels, estimate }];
}

/** Letters of a level that an axis or a legend has room for. */
const MOST_LETTERS = 24;

/** A level as charts show it. */
function levelText({ levels }: Factor, level: number): string {
  return cutMiddle(visibleText(levels[level] ?? ""), MOST_LETTERS);
}

/** All levels as charts show them; two that would look alike have their place behind them. */
export function levelTexts(factor: Factor): readonly string[] {
  const texts = factor.levels.map((_, level) => levelText(factor, level));
  return texts.map((text, level) => (texts.indexOf(text) === level ? text : `${text} (${level + 1})`));
}

/** One row: where the level stands, its mean, and the ends of the interval, or the mean in their place if it has none. */
export function meanRow({ levels, estimate }: LevelMean, fields: ChartRow): ChartRow {
  const { estimate: mean, low, high } = estimate;
  const hasEnds = Number.isFinite(low) && Number.isFinite(high);
  return { ...fields, mean, low: hasEnds ? low : mean, high: hasEnds ? high : mean, mark: levelMark(levels) };
}

/** The same for people and programs: levels, mean, interval. */
export function meanTable(result: SweepResult, means: readonly LevelMean[], { figure }: PlacedFigure): CsvTable {
  const { factors } = result.design;
  const names = means[0]?.levels.map(([factor]) => factors[factor]!.name) ?? [];
  return {
    header: [...names, `${figure.key} (${figure.unit})`, "low", "high"],
    rows: means.map(({ levels, estimate }) => [
      ...levels.map(([factor, level]) => factors[factor]!.levels[level] ?? null),
      estimate.estimate,
      estimate.low,
      estimate.high,
    ]),
  };
}
