// Charts: a figure along a factor with a scale, a curve for each level of another factor, with bands of confidence.

import type { Factor, SweepResult } from "../../../experiment/sweep-result.ts";

import type { ChartBody, ChartSize, ColourChannel } from "../../charts/chart.ts";
import { legendColumns } from "../../charts/chart.ts";
import { SERIES } from "../../charts/palette.ts";

import { figureTitle } from "../figure-titles.ts";
import { factorEffects, isMovedBy, varyingFigures, type PlacedFigure } from "../sweep-readings.ts";
import { factorPairs, titleOf, type FactorPair } from "./factor-pairs.ts";
import { levelTexts, meanRow, meansOfFactor, meansOfPair, meanTable, type LevelMean } from "./level-means.ts";
import { fileName, type SweepChart, type SweepChartKind } from "./sweep-chart.ts";
import { levelAxis, valueAxis } from "./value-axis.ts";

export const CURVES: SweepChartKind = {
  name: "curves",
  title: "Figures along a factor with a scale, with bands",
  charts: curves,
};

const MOST_FIGURES = 4;
const MOST_PAIRS = 4;
/** A curve has at least so many places. */
const LEAST_LEVELS = 3;
const MOST_CURVES = SERIES.length;

function curves(result: SweepResult): readonly SweepChart[] | string {
  const { factors } = result.design;
  if (!factors.some(hasCurve)) return "no factor has three levels on a scale";
  const effects = factorEffects(result);
  const pairs = factorPairs(result, (along, by) => hasCurve(along) && by.levels.length <= MOST_CURVES);
  const alone = factors.length === 1 ? [{ along: 0, by: null }] : [];
  const charts = varyingFigures(result)
    .slice(0, MOST_FIGURES)
    .flatMap((figure) => {
      const moving = pairs.filter(({ along, by }) => isMovedBy(effects, figure, along, by));
      return [...alone, ...moving].slice(0, MOST_PAIRS).flatMap((pair) => curveChart(result, pair, figure) ?? []);
    });
  return charts.length === 0
    ? "no headline figure is moved by a factor on a scale and by another factor with few levels"
    : charts;
}

/** Whether a factor has a scale, and enough places on it. */
export function hasCurve({ isNumeric, levels }: Factor): boolean {
  return isNumeric && levels.length >= LEAST_LEVELS;
}

function curveChart(
  result: SweepResult,
  pair: { readonly along: number; readonly by: number | null },
  placed: PlacedFigure,
): SweepChart | undefined {
  const { along, by } = pair;
  const means = by === null ? meansOfFactor(result, along, placed) : meansOfPair(result, [along, by], placed);
  if (means.length < LEAST_LEVELS) return undefined;
  const figure = figureTitle(placed.figure);
  const title = titleOf(result, along);
  const others = by === null ? "" : `, by ${titleOf(result, by)}`;
  return {
    name: fileName("curve", figure, "by", title, by === null ? "" : titleOf(result, by)),
    title: `${figure} along ${title}${others}`,
    explanation: "Means with bands of confidence. Between the levels that were run, the lines only guide the eye.",
    data: meanTable(result, means, placed),
    body: (size) => curveBody(result, pair, means, placed, size),
  };
}

function curveBody(
  result: SweepResult,
  { along, by }: Omit<FactorPair, "by"> & { readonly by: number | null },
  means: readonly LevelMean[],
  { figure }: PlacedFigure,
  size: ChartSize,
): ChartBody {
  const { factors } = result.design;
  const names = by === null ? [figureTitle(figure)] : levelTexts(factors[by]!);
  const levelOf = ({ levels: [first] }: LevelMean): number => Number(factors[along]!.levels[first![1]]);
  const nameOf = ({ levels: [, second] }: LevelMean): string => names[second === undefined ? 0 : second[1]]!;
  const x = levelAxis("level", titleOf(result, along), [...new Set(means.map(levelOf))], size.marksAcross);
  const y = valueAxis(
    "mean",
    figure,
    means.map(({ estimate }) => estimate),
    6,
  );
  const color: ColourChannel = {
    field: "line",
    type: "nominal",
    scale: { domain: [...names], range: names.map((_, index) => SERIES[index]!.light) },
    legend: by === null ? null : { columns: legendColumns(names, size), symbolOpacity: 1 },
  };
  return {
    height: 280,
    rows: means.map((mean) => meanRow(mean, { level: levelOf(mean), line: nameOf(mean) })),
    layer: [
      {
        mark: { type: "area", opacity: 0.18, interpolate: "linear" },
        encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" }, color },
      },
      { mark: { type: "line", strokeWidth: 2 }, encoding: { x, y, color } },
      {
        mark: { type: "point", filled: true, opacity: 1, size: 60, aria: true },
        encoding: { x, y, color, description: { field: "mark", type: "nominal" } },
      },
    ],
  };
}
