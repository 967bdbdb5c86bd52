// Which figures a table of a sweep has room for: all of them, or the headline ones alone where there are too many rows.

import type { SweepResult } from "../../../experiment/sweep-result.ts";

import { headlineFigures, type PlacedFigure } from "../sweep-readings.ts";

/** Figures of `subjects` points or runs that together make at most `mostRows` rows, if all make more. */
export function figuresThatFit(result: SweepResult, subjects: number, mostRows: number): readonly PlacedFigure[] {
  const all = result.figures.map((figure, column) => ({ column, figure }));
  return subjects * all.length <= mostRows ? all : headlineFigures(result);
}
