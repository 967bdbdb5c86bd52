// Charts: whether what one factor does depends on another. Categories below one another, a line of dots for each level of the other.

import type { Factor, SweepResult } from "../../../experiment/sweep-result.ts";

import type { ChartBody, ChartSize, ColourChannel, PositionChannel } from "../../charts/chart.ts";
import { legendColumns } from "../../charts/chart.ts";
import { SERIES } from "../../charts/palette.ts";

import { figureTitle } from "../figure-titles.ts";
import { factorEffects, isMovedBy, varyingFigures, type PlacedFigure } from "../sweep-readings.ts";
import { factorPairs, titleOf, type FactorPair } from "./factor-pairs.ts";
import { levelTexts, meanRow, meansOfPair, meanTable, type LevelMean } from "./level-means.ts";
import { fileName, type SweepChart, type SweepChartKind } from "./sweep-chart.ts";
import { valueAxis } from "./value-axis.ts";

export const INTERACTIONS: SweepChartKind = {
  name: "interactions",
  title: "Whether the effect of one factor depends on another",
  charts: interactions,
};

const MOST_FIGURES = 3;
const MOST_PAIRS = 4;
const MOST_CATEGORIES = 30;
const MOST_LINES = SERIES.length;
const ROW_HEIGHT = 30;
const FRAME_HEIGHT = 84;

function interactions(result: SweepResult): readonly SweepChart[] | string {
  if (result.design.factors.length < 2) return "there are no two factors";
  const pairs = factorPairs(result, suits).slice(0, MOST_PAIRS);
  if (pairs.length === 0) return "no two factors have levels that can be drawn side by side";
  const effects = factorEffects(result);
  const isMoved = (figure: PlacedFigure): boolean =>
    pairs.some(({ along, by }) => isMovedBy(effects, figure, along, by));
  const figures = varyingFigures(result).filter(isMoved).slice(0, MOST_FIGURES);
  const charts = figures.flatMap((figure) =>
    pairs
      .filter(({ along, by }) => isMovedBy(effects, figure, along, by))
      .flatMap((pair) => interaction(result, pair, figure) ?? []),
  );
  return charts.length === 0 ? "no headline figure is moved by two factors" : charts;
}

function suits(along: Factor, by: Factor): boolean {
  return !along.isNumeric && along.levels.length <= MOST_CATEGORIES && by.levels.length <= MOST_LINES;
}

function interaction(result: SweepResult, pair: FactorPair, placed: PlacedFigure): SweepChart | undefined {
  const means = meansOfPair(result, [pair.along, pair.by], placed);
  if (means.length < 2) return undefined;
  const figure = figureTitle(placed.figure);
  const [along, by] = [titleOf(result, pair.along), titleOf(result, pair.by)];
  return {
    name: fileName("interaction", figure, "by", along, by),
    title: `${figure} by ${along} and ${by}`,
    explanation:
      `One line of dots for each ${by}. Lines with the same shape: the two act independently. ` +
      "Lines that differ or cross: what one does depends on the other.",
    data: meanTable(result, means, placed),
    body: (size) => interactionBody(result, pair, means, placed, size),
  };
}

function interactionBody(
  result: SweepResult,
  { along, by }: FactorPair,
  means: readonly LevelMean[],
  { figure }: PlacedFigure,
  size: ChartSize,
): ChartBody {
  const { factors } = result.design;
  const [rows, lines] = [levelTexts(factors[along]!), levelTexts(factors[by]!)];
  const x = valueAxis(
    "mean",
    figure,
    means.map(({ estimate }) => estimate),
    5,
  );
  const y: PositionChannel = {
    field: "level",
    type: "ordinal",
    scale: { domain: [...rows] },
    axis: { title: null, labelLimit: Math.round(size.width * 0.46), grid: false },
  };
  const color: ColourChannel = {
    field: "line",
    type: "nominal",
    scale: { domain: [...lines], range: lines.map((_, index) => SERIES[index]!.light) },
    legend: { columns: legendColumns(lines, size), symbolOpacity: 1 },
  };
  return {
    height: FRAME_HEIGHT + ROW_HEIGHT * rows.length,
    rows: means.map((mean) => {
      const [[, row], [, line]] = mean.levels as readonly [LevelMean["levels"][0], LevelMean["levels"][0]];
      return meanRow(mean, { level: rows[row]!, line: lines[line]!, place: row });
    }),
    layer: [
      {
        mark: { type: "line", strokeWidth: 1.5, opacity: 0.7 },
        encoding: { x, y, color, order: { field: "place", type: "quantitative" } },
      },
      {
        mark: { type: "rule", strokeWidth: 2, opacity: 0.6 },
        encoding: { y, color, x: { ...x, field: "low" }, x2: { field: "high" } },
      },
      {
        mark: { type: "point", filled: true, opacity: 1, size: 70, aria: true },
        encoding: { x, y, color, description: { field: "mark", type: "nominal" } },
      },
    ],
  };
}
