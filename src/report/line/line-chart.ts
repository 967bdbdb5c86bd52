// Charts of a search: what a threshold measured along what was searched, with its limit; of mixes of two pools which of them hold.

import type { FigureColumn, Interval, Line, SweepResult } from "../../experiment/sweep-result.ts";

import type { ChartBody, ChartRow, ChartSize, ColourChannel } from "../charts/chart.ts";
import { INK, SERIES } from "../charts/palette.ts";
import { fileName, pointMark, type SweepChart, type SweepChartKind } from "../sweep/charts/sweep-chart.ts";
import { levelAxis, valueAxis } from "../sweep/charts/value-axis.ts";

import { pathOf, poolName, thresholdTitle } from "./line-readings.ts";
import { lineCsv } from "./line-table.ts";

export const LINE_CHARTS: SweepChartKind = {
  name: "line",
  title: "The line: what holds, and what breaks",
  charts: (result) => {
    const { line } = result;
    if (line === null) return "nothing was searched";
    if (line.points.length < 2) return "one value was run";
    return line.kind === "cheapest" ? mixCharts(result, line) : thresholdCharts(result, line);
  },
};

/** Values far beyond the limit would press all others to the ground: the picture ends at so many times the limit. */
const TIMES_LIMIT = 3;
const MARKS_UP = 6;

const OUTCOMES = ["holds", "open", "breaks"] as const;

/** What holds, what is open and what breaks, in colours that a colour-blind reader can tell apart; also told by shape. */
function outcomeColours(): ColourChannel {
  const range = [SERIES[0]!, SERIES[5]!, SERIES[1]!].map(({ light }) => light);
  return {
    field: "outcome",
    type: "nominal",
    scale: { domain: [...OUTCOMES], range },
    legend: { columns: OUTCOMES.length, symbolOpacity: 1 },
  };
}

const SHAPES = {
  field: "outcome",
  type: "nominal",
  scale: { domain: [...OUTCOMES], range: ["circle", "diamond", "triangle-up"] },
  legend: null,
} as const;

function thresholdCharts(result: SweepResult, line: Line): readonly SweepChart[] {
  const thresholds = line.points[0]!.thresholds;
  return thresholds.map((threshold, index) => {
    const title = thresholdTitle(result, threshold);
    return {
      name: fileName("line", title),
      title: `${title} along ${pathOf(result)}`,
      explanation:
        "What was measured at each value that was run, with bands as wide as the judgement is strict; the line across is the limit. What lies far beyond it stands at the edge.",
      data: dataOf(result, line, threshold.threshold),
      body: (size) => thresholdBody(result, line, index, size),
    };
  });
}

function dataOf(result: SweepResult, line: Line, threshold: string): SweepChart["data"] {
  const { header, rows } = lineCsv(result, line);
  const column = header.indexOf("threshold");
  return { header, rows: rows.filter((row) => row[column] === threshold) };
}

function thresholdBody(result: SweepResult, line: Line, index: number, size: ChartSize): ChartBody {
  const { limit } = line.points[0]!.thresholds[index]!;
  const rows = line.points.flatMap(({ amount, outcome, thresholds }, at): readonly ChartRow[] => {
    const observed = thresholds[index]?.observed;
    if (observed === null || observed === undefined) return [];
    const { estimate, low, high } = observed;
    const ends = Number.isFinite(low) && Number.isFinite(high) ? { low, high } : { low: estimate, high: estimate };
    return [{ amount, outcome, mean: estimate, ...ends, limit, mark: pointMark(at) }];
  });
  const amounts = [...new Set(line.points.map(({ amount }) => amount))];
  const x = levelAxis(
    "amount",
    `${pathOf(result)}${line.unit === "" ? "" : ` (${line.unit})`}`,
    amounts,
    size.marksAcross,
  );
  const y = valueAxis("mean", figureOf(result, line, index), framed(rows, limit), MARKS_UP);
  const colour = SERIES[0]!.light;
  return {
    height: 280,
    rows,
    layer: [
      {
        mark: { type: "area", opacity: 0.18, color: colour, clip: true },
        encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
      },
      { mark: { type: "line", strokeWidth: 1.5, color: colour, clip: true }, encoding: { x, y } },
      {
        mark: { type: "line", strokeWidth: 1.5, strokeDash: [6, 4], color: INK.light },
        encoding: { x, y: { ...y, field: "limit" } },
      },
      {
        mark: { type: "point", filled: true, opacity: 1, size: 70, aria: true },
        encoding: {
          x,
          y,
          color: outcomeColours(),
          shape: SHAPES,
          description: { field: "mark", type: "nominal" },
        },
      },
    ],
  };
}

/** What the axis upwards has to show: the limit, and what lies near enough to it. */
function framed(rows: readonly ChartRow[], limit: number): readonly Interval[] {
  const interval = (estimate: number, low: number, high: number): Interval => ({
    estimate,
    low,
    high,
    confidence: 0,
    count: 0,
    method: "none",
  });
  const most = limit > 0 ? TIMES_LIMIT * limit : Infinity;
  const least = limit < 0 ? TIMES_LIMIT * limit : -Infinity;
  const within = (value: number): number => Math.min(most, Math.max(least, value));
  return [
    interval(limit, limit, limit),
    ...rows.map(({ mean, low, high }) => interval(within(Number(mean)), within(Number(low)), within(Number(high)))),
  ];
}

/** The figure that the threshold is about, or one that is called like it. */
function figureOf(result: SweepResult, line: Line, index: number): FigureColumn {
  const { threshold, unit } = line.points[0]!.thresholds[index]!;
  const left = threshold
    .replace(/\s*(?:[<>]=?|[=!]=).*$/, "")
    .replace(/\s+/g, " ")
    .trim();
  const known = result.figures.find(({ key }) => key === left || key === `scheduler_${left}`);
  const named = { metric: left, labels: {}, figure: "value", better: null, negligible: 0, isHeadline: false } as const;
  return known ?? { key: left, unit, ...named };
}

/** Two pools have a plane; of more none is drawn. */
function mixCharts(result: SweepResult, line: Line): readonly SweepChart[] | string {
  const { factors } = result.design;
  if (factors.length !== 2) return "mixes of two pools are drawn, and no others";
  const names = factors.map(({ name }) => poolName(name, factors));
  return [
    {
      name: "line-mixes",
      title: `Which mixes of ${names.join(" and ")} hold`,
      explanation: "Each mix that was run. What lies below and to the left of one that breaks is taken to break too.",
      data: lineCsv(result, line),
      body: (size) => mixBody(result, line, names, size),
    },
  ];
}

function mixBody({ design }: SweepResult, line: Line, names: readonly string[], size: ChartSize): ChartBody {
  const count = (at: number, factor: number): number =>
    Number(design.factors[factor]!.levels[design.points[at]!.levels[factor]!]);
  const rows = line.points.map(({ outcome, amount }, at) => ({
    first: count(at, 0),
    second: count(at, 1),
    outcome,
    price: amount,
    mark: pointMark(at),
  }));
  const axisOf = (field: "first" | "second", factor: number) =>
    levelAxis(
      field,
      names[factor]!,
      [...new Set(rows.map((row) => row[field]))].sort((a, b) => a - b),
      size.marksAcross,
    );
  return {
    height: 280,
    rows,
    layer: [
      {
        mark: { type: "point", filled: true, opacity: 1, size: 110, aria: true },
        encoding: {
          x: axisOf("first", 0),
          y: axisOf("second", 1),
          color: outcomeColours(),
          shape: SHAPES,
          description: { field: "mark", type: "nominal" },
        },
      },
    ],
  };
}
