// Charts: whether what one factor does depends on another. Categories below one another, a line of dots for each level of the other.

import type { Factor, SweepResult } from "../../../experiment/sweep-result.ts";

import type { ChartBody, ChartSize, ColourChannel, PositionChannel } from "../../charts/chart.ts";
import { legendColumns } from "../../charts/chart.ts";
import { SERIES } from "../../charts/palette.ts";

import { figureTitle } from "../figure-titles.ts";
import type { PlacedFigure } from "../sweep-readings.ts";
import { titleOf, type FactorPair } from "./factor-pairs.ts";
import { levelTexts, meanRow, meansOfPair, meanTable, type LevelMean } from "./level-means.ts";
import { pairCharts, type PairDrawing } from "./pair-charts.ts";
import { fileName, type SweepChart, type SweepChartKind } from "./sweep-chart.ts";
import { valueAxis } from "./value-axis.ts";

export const INTERACTIONS: SweepChartKind = {
  name: "interactions",
  title: "Whether the effect of one factor depends on another",
  charts: (result) => pairCharts(result, DRAWING),
};

const MOST_CATEGORIES = 30;
const MOST_LINES = SERIES.length;
const ROW_HEIGHT = 30;
const FRAME_HEIGHT = 84;

const DRAWING: PairDrawing = Object.freeze({
  mostPairs: 4,
  suits,
  noPairs: "no two factors have levels that can be drawn side by side",
  draw: interaction,
});

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
