// Charts: what each factor does to each figure, all else averaged over the design. One chart a factor and figure.

import type { Factor, SweepResult } from "../../../experiment/sweep-result.ts";

import type { ChartBody, ChartSize, PositionChannel } from "../../charts/chart.ts";
import { SERIES } from "../../charts/palette.ts";

import { factorTitle, figureTitle } from "../figure-titles.ts";
import { estimateAt, factorEffects, varyingFigures, type PlacedFigure } from "../sweep-readings.ts";
import { levelTexts, meanRow, meansOfFactor, meanTable, type LevelMean } from "./level-means.ts";
import { hasCurve } from "./curves.ts";
import { fileName, pointMark, type SweepChart, type SweepChartKind } from "./sweep-chart.ts";
import { levelAxis, valueAxis } from "./value-axis.ts";

export const MAIN_EFFECTS: SweepChartKind = {
  name: "main-effects",
  title: "What each factor does to each figure",
  charts: mainEffects,
};

const MOST_FACTORS = 8;
const MOST_FIGURES = 6;
/** Categories that stand below one another. */
const MOST_CATEGORIES = 30;
const ROW_HEIGHT = 24;
const FRAME_HEIGHT = 48;
const COLOUR = SERIES[0]!.light;

function mainEffects(result: SweepResult): readonly SweepChart[] | string {
  const { factors } = result.design;
  if (factors.length === 0) return "the design has no factor";
  if (factors.length === 1 && hasCurve(factors[0]!)) return "the curves show the effect of the one factor";
  const figures = varyingFigures(result).slice(0, MOST_FIGURES);
  if (figures.length === 0) return "no headline figure differs between points";
  const charts = figures.flatMap((figure) =>
    byStrength(result, figure)
      .slice(0, MOST_FACTORS)
      .flatMap((factor) => mainEffect(result, factor, figure) ?? []),
  );
  return charts.length === 0 ? "no factor has levels that can be drawn" : charts;
}

/** Factors, those with the strongest effect on the figure first; without those that have none. */
function byStrength(result: SweepResult, { column }: PlacedFigure): readonly number[] {
  const effects = factorEffects(result).filter(({ figure }) => figure.column === column);
  const without = new Set(effects.filter(({ distance }) => distance === 0).map(({ factor }) => factor));
  const strong = effects.map(({ factor }) => factor);
  return [...new Set([...strong, ...result.design.factors.keys()])].filter((factor) => !without.has(factor));
}

function mainEffect(result: SweepResult, factor: number, placed: PlacedFigure): SweepChart | undefined {
  const { factors } = result.design;
  const own = factors[factor]!;
  const title = factorTitle(
    own.name,
    factors.map(({ name }) => name),
  );
  const frame = {
    name: fileName("main-effect", title, figureTitle(placed.figure)),
    title: `${figureTitle(placed.figure)} by ${title}`,
  };
  const means = isDrawnOnce(result, factor) ? [] : meansOfFactor(result, factor, placed);
  if (means.length > 1 && (own.isNumeric || means.length <= MOST_CATEGORIES)) {
    const averaged = factors.length > 1 ? ", over all points that have it" : "";
    return {
      ...frame,
      explanation: `The mean at each level${averaged}, with its confidence interval.${isUneven(result, factor) ? UNEVEN : ""}`,
      data: meanTable(result, means, placed),
      body: (size) =>
        own.isNumeric ? numericBody(own, title, means, placed, size) : categoryBody(own, means, placed, size),
    };
  }
  return own.isNumeric && means.length === 0 ? scatter(result, factor, title, placed, frame) : undefined;
}

const UNEVEN =
  " Not all levels stand with the same levels of the others: what differs between them may be the others' effect.";

/** Whether levels stand with different levels of the other factors. */
function isUneven({ design: { factors, points } }: SweepResult, factor: number): boolean {
  const [first, ...rest] = factors[factor]!.levels.map((_, level) => {
    const own = points.filter(({ levels }) => levels[factor] === level);
    const others = own.map(({ levels }) => levels.filter((__, other) => other !== factor).join(" "));
    return [...new Set(others)].toSorted().join(",");
  });
  return rest.some((others) => others !== first);
}

/** Whether each level stands for one point, beside other factors that differ too. */
function isDrawnOnce({ design: { factors, points } }: SweepResult, factor: number): boolean {
  const othersDiffer = factors.some(({ levels }, other) => other !== factor && levels.length > 1);
  return othersDiffer && factors[factor]!.levels.length >= points.length;
}

/** Dots with intervals and a thin line between them. */
function numericBody(
  own: Factor,
  title: string,
  means: readonly LevelMean[],
  { figure }: PlacedFigure,
  size: ChartSize,
): ChartBody {
  const levels = means.map(({ levels: [first] }) => Number(own.levels[first![1]]));
  const x = levelAxis("level", title, levels, size.marksAcross);
  const estimates = means.map(({ estimate }) => estimate);
  const y = valueAxis("mean", figure, estimates, 5);
  return {
    height: 230,
    rows: means.map((mean, index) => meanRow(mean, { level: levels[index]! })),
    layer: [
      { mark: { type: "line", color: COLOUR, strokeWidth: 1.5 }, encoding: { x, y } },
      {
        mark: { type: "rule", color: COLOUR, strokeWidth: 2 },
        encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
      },
      {
        mark: { type: "point", filled: true, opacity: 1, size: 70, color: COLOUR, aria: true },
        encoding: { x, y, description: { field: "mark", type: "nominal" } },
      },
    ],
  };
}

/** Categories below one another, so that their names can be read. */
function categoryBody(own: Factor, means: readonly LevelMean[], { figure }: PlacedFigure, size: ChartSize): ChartBody {
  const texts = levelTexts(own);
  const estimates = means.map(({ estimate }) => estimate);
  const x = valueAxis("mean", figure, estimates, 5);
  const shown = means.map(({ levels: [first] }) => texts[first![1]]!);
  const y: PositionChannel = {
    field: "level",
    type: "ordinal",
    scale: { domain: shown },
    axis: { title: null, labelLimit: Math.round(size.width * 0.46), grid: false },
  };
  return {
    height: FRAME_HEIGHT + ROW_HEIGHT * means.length,
    rows: means.map((mean, index) => meanRow(mean, { level: shown[index]! })),
    layer: [
      {
        mark: { type: "rule", color: COLOUR, strokeWidth: 2 },
        encoding: { y, x: { ...x, field: "low" }, x2: { field: "high" } },
      },
      {
        mark: { type: "point", filled: true, opacity: 1, size: 70, color: COLOUR, aria: true },
        encoding: { x, y, description: { field: "mark", type: "nominal" } },
      },
    ],
  };
}

/** Points that one chart can tell apart. */
const MOST_DOTS = 400;

/** Every point by itself, for factors of which each level was drawn once. */
function scatter(
  result: SweepResult,
  factor: number,
  title: string,
  { column, figure }: PlacedFigure,
  frame: Pick<SweepChart, "name" | "title">,
): SweepChart | undefined {
  const own = result.design.factors[factor]!;
  const found = result.points.flatMap((point) => {
    const estimate = estimateAt(point, column);
    const level = result.design.points[point.index]!.levels[factor]!;
    return estimate === null ? [] : [{ point: point.index, level: Number(own.levels[level]), estimate }];
  });
  if (found.length < 2) return undefined;
  const dots = found.slice(0, MOST_DOTS);
  const rest = found.length > dots.length ? ` The first ${dots.length} points are drawn.` : "";
  return {
    ...frame,
    explanation: `Every point by itself: other factors differ too.${rest}`,
    data: {
      header: ["point", own.name, `${figure.key} (${figure.unit})`],
      rows: found.map(({ point, level, estimate }) => [point, level, estimate.estimate]),
    },
    body: (size) => {
      const x = levelAxis(
        "level",
        title,
        dots.map(({ level }) => level),
        size.marksAcross,
      );
      const y = valueAxis(
        "mean",
        figure,
        dots.map(({ estimate }) => ({ ...estimate, low: Number.NaN, high: Number.NaN })),
        5,
      );
      return {
        height: 230,
        rows: dots.map(({ point, level, estimate }) => ({ level, mean: estimate.estimate, mark: pointMark(point) })),
        layer: [
          {
            mark: { type: "point", filled: true, opacity: 0.75, size: 34, color: COLOUR, aria: true },
            encoding: { x, y, description: { field: "mark", type: "nominal" } },
          },
        ],
      };
    },
  };
}
