// Charts: a figure over two factors as a map of fields, the stronger the colour the larger the figure.

import type { Factor, SweepResult } from "../../../experiment/sweep-result.ts";

import type { ChartBody, ChartRow, ChartSize, ColourChannel, PositionChannel } from "../../charts/chart.ts";
import { FIRST_STRONG_HEAT, HEAT, TEXT_ON_FAINT_HEAT, TEXT_ON_STRONG_HEAT } from "../../charts/palette.ts";

import { figureAmount, figureTitle } from "../figure-titles.ts";
import type { PlacedFigure } from "../sweep-readings.ts";
import { titleOf, type FactorPair } from "./factor-pairs.ts";
import { levelTexts, meansOfPair, meanTable, type LevelMean } from "./level-means.ts";
import { pairCharts, type PairDrawing } from "./pair-charts.ts";
import { fileName, levelMark, type SweepChart, type SweepChartKind } from "./sweep-chart.ts";

export const HEAT_MAP: SweepChartKind = {
  name: "heat-map",
  title: "A figure over two factors",
  charts: (result) => pairCharts(result, DRAWING),
};

const MOST_ACROSS = 24;
const MOST_DOWN = 30;
const ROW_HEIGHT = 30;
const FRAME_HEIGHT = 62;
/** Width of a letter, as a share of the size of the type. */
const LETTER_WIDTH = 0.62;

const DRAWING: PairDrawing = Object.freeze({
  mostPairs: 3,
  suits,
  noPairs: "no two factors have few enough levels for a map",
  draw: heatMap,
});

/** What has a scale goes across. */
function suits(along: Factor, by: Factor): boolean {
  const fits = along.levels.length <= MOST_ACROSS && by.levels.length <= MOST_DOWN;
  return fits && (along.isNumeric || !by.isNumeric);
}

function heatMap(result: SweepResult, pair: FactorPair, placed: PlacedFigure): SweepChart | undefined {
  const means = meansOfPair(result, [pair.along, pair.by], placed);
  if (means.length < 4) return undefined;
  const figure = figureTitle(placed.figure);
  const [along, by] = [titleOf(result, pair.along), titleOf(result, pair.by)];
  const { unit } = placed.figure;
  const [least, most] = rangeOf(means);
  return {
    name: fileName("heat-map", figure, "by", along, by),
    title: `${figure} over ${along} and ${by}`,
    explanation: `From ${figureAmount(least, unit)} (faintest) to ${figureAmount(most, unit)} (strongest).`,
    data: meanTable(result, means, placed),
    body: (size) => heatBody(result, pair, means, placed, size),
  };
}

function rangeOf(means: readonly LevelMean[]): readonly [least: number, most: number] {
  const values = means.map(({ estimate }) => estimate.estimate);
  return [
    values.reduce((least, value) => Math.min(least, value)),
    values.reduce((most, value) => Math.max(most, value)),
  ];
}

function heatBody(
  result: SweepResult,
  { along, by }: FactorPair,
  means: readonly LevelMean[],
  { figure }: PlacedFigure,
  size: ChartSize,
): ChartBody {
  const { factors } = result.design;
  const [across, down] = [levelTexts(factors[along]!), levelTexts(factors[by]!)];
  const [least, most] = rangeOf(means);
  const rows = means.map((mean): ChartRow => {
    const [[, column], [, row]] = mean.levels as readonly [LevelMean["levels"][0], LevelMean["levels"][0]];
    const { estimate } = mean.estimate;
    const heat =
      most > least ? Math.min(HEAT.length - 1, Math.floor(((estimate - least) / (most - least)) * HEAT.length)) : 0;
    const text = figureAmount(estimate, figure.unit);
    return { across: across[column]!, down: down[row]!, heat, text, mean: estimate, mark: levelMark(mean.levels) };
  });
  const x: PositionChannel = {
    field: "across",
    type: "ordinal",
    scale: { domain: [...across], paddingInner: 0.05 },
    axis: {
      title: titleOf(result, along),
      labelAngle: across.some((text) => text.length > 8) ? -35 : 0,
      labelOverlap: "parity",
      domain: false,
      ticks: false,
    },
  };
  const y: PositionChannel = {
    field: "down",
    type: "ordinal",
    scale: { domain: [...down], paddingInner: 0.08 },
    axis: { title: null, labelLimit: Math.round(size.width * 0.42) },
  };
  const color: ColourChannel = {
    field: "heat",
    type: "ordinal",
    legend: null,
    scale: { domain: [...HEAT.keys()], range: HEAT.map((colour) => colour.light) },
  };
  const textLayer = (colour: string, filter: string) => ({
    transform: [{ filter }],
    mark: { type: "text", fontSize: size.fontSize - 1, color: colour } as const,
    encoding: { x, y, text: { field: "text", type: "nominal" } as const },
  });
  const field = {
    mark: { type: "rect", cornerRadius: 2, aria: true } as const,
    encoding: { x, y, color, description: { field: "mark", type: "nominal" } as const },
  };
  const texts = [
    textLayer(TEXT_ON_FAINT_HEAT.light, `datum.heat < ${FIRST_STRONG_HEAT}`),
    textLayer(TEXT_ON_STRONG_HEAT.light, `datum.heat >= ${FIRST_STRONG_HEAT}`),
  ];
  return {
    height: FRAME_HEIGHT + ROW_HEIGHT * down.length,
    rows,
    layer: hasRoomForTexts(rows, across.length, size) ? [field, ...texts] : [field],
  };
}

/** Whether the longest text fits into a field. */
function hasRoomForTexts(rows: readonly ChartRow[], columns: number, { width, fontSize }: ChartSize): boolean {
  const longest = rows.reduce((most, { text }) => Math.max(most, String(text).length), 0);
  return longest * (fontSize - 1) * LETTER_WIDTH < (width * 0.72) / columns;
}
