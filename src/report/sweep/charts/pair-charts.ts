// Charts of a figure over two factors: which pairs and figures are worth one, whatever is drawn of them.

import type { Factor, SweepResult } from "../../../experiment/sweep-result.ts";

import { factorEffects, isMovedBy, varyingFigures, type PlacedFigure } from "../sweep-readings.ts";
import { factorPairs, type FactorPair } from "./factor-pairs.ts";
import type { SweepChart } from "./sweep-chart.ts";

const MOST_FIGURES = 3;

/** A way of drawing a figure over two factors. */
export interface PairDrawing {
  readonly mostPairs: number;
  /** Whether a chart can have the first factor along it, and the second by it. */
  readonly suits: (along: Factor, by: Factor) => boolean;
  /** Why there is no chart, where no two factors suit. */
  readonly noPairs: string;
  /** Undefined: there is too little to draw. */
  readonly draw: (result: SweepResult, pair: FactorPair, figure: PlacedFigure) => SweepChart | undefined;
}

/** The charts of the headline figures that two factors move, or why there are none. */
export function pairCharts(
  result: SweepResult,
  { mostPairs, suits, noPairs, draw }: PairDrawing,
): readonly SweepChart[] | string {
  if (result.design.factors.length < 2) return "there are no two factors";
  const pairs = factorPairs(result, suits).slice(0, mostPairs);
  if (pairs.length === 0) return noPairs;
  const effects = factorEffects(result);
  const movedOver = (figure: PlacedFigure): readonly FactorPair[] =>
    pairs.filter(({ along, by }) => isMovedBy(effects, figure, along, by));
  const charts = varyingFigures(result)
    .filter((figure) => movedOver(figure).length > 0)
    .slice(0, MOST_FIGURES)
    .flatMap((figure) => movedOver(figure).flatMap((pair) => draw(result, pair, figure) ?? []));
  return charts.length === 0 ? "no headline figure is moved by two factors" : charts;
}
