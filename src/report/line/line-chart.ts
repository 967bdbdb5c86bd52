// Charts of a search: what a threshold measured along what was searched, with its limit; of mixes of two pools which of them hold.

import type { FigureColumn, Interval, Line, SweepResult } from "../../experiment/sweep-result.ts";

import type { ChartBody, ChartRow, ChartSize, ColourChannel, PositionChannel } from "../charts/chart.ts";
import { INK, SERIES } from "../charts/palette.ts";
import { fileName, pointMark, type SweepChart, type SweepChartKind } from "../sweep/charts/sweep-chart.ts";
import { levelAxis, valueAxis } from "../sweep/charts/value-axis.ts";
import { factorTitle } from "../sweep/figure-titles.ts";

import { poolName, thresholdTitle } from "./line-readings.ts";
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

/** Values so many times as far as the line stand in the table only, if enough are left. */
const TIMES_LINE = 3;
const LEAST_ROWS = 4;
/** From this ratio of the largest to the smallest on, the axis is logarithmic. */
const LOG_FROM = 4;
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
      title: `${title} along ${alongOf(result)}`,
      explanation:
        "What was measured at the values near the line, with bands as wide as the judgement is strict; the line across is the limit. What lies far beyond it stands at the edge.",
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
  const rows = rowsOf(line, index);
  const x = amountAxis(result, line, rows, size);
  const y = valueAxis("mean", figureOf(result, line, index), framed(rows, limit), MARKS_UP);
  const colour = SERIES[0]!.light;
  const near = [{ filter: "datum.isNear" }];
  return {
    height: 280,
    rows: rows.map((row) => ({ ...row, limit })),
    layer: [
      {
        transform: near,
        mark: { type: "area", opacity: 0.18, color: colour },
        encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
      },
      { transform: near, mark: { type: "line", strokeWidth: 1.5, color: colour }, encoding: { x, y } },
      {
        mark: { type: "line", strokeWidth: 1.5, strokeDash: [6, 4], color: INK.light },
        encoding: { x, y: { ...y, field: "limit" } },
      },
      {
        mark: { type: "point", filled: true, opacity: 1, size: 70, aria: true },
        encoding: { x, y, color: outcomeColours(), shape: SHAPES, description: { field: "mark", type: "nominal" } },
      },
    ],
  };
}

/** A row for each value near the line at which something was measured; `isNear`: 1 if it lies inside the frame. */
function rowsOf(line: Line, index: number): readonly MeasuredRow[] {
  const { limit } = line.points[0]!.thresholds[index]!;
  const rows = line.points.flatMap(({ amount, outcome, thresholds }, at): readonly MeasuredRow[] => {
    const observed = thresholds[index]?.observed;
    if (observed === null || observed === undefined) return [];
    const { estimate, low, high } = observed;
    const ends = Number.isFinite(low) && Number.isFinite(high) ? { low, high } : { low: estimate, high: estimate };
    const isNear = Math.abs(estimate) <= TIMES_LIMIT * Math.abs(limit) || limit === 0 ? 1 : 0;
    return [{ amount, outcome, mean: estimate, ...ends, isNear, mark: pointMark(at) }];
  });
  const { holds, breaks } = line.answer;
  const ends = [holds, breaks].flatMap((point) => (point === null ? [] : [line.points[point]!.amount]));
  const [from, to] = [Math.min(...ends) / TIMES_LINE, Math.max(...ends) * TIMES_LINE];
  const close = rows.filter(({ amount }) => amount >= from && amount <= to);
  return close.length >= LEAST_ROWS ? close : rows;
}

interface MeasuredRow extends ChartRow {
  readonly amount: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Equal ratios have equal lengths where the values lie far apart. */
function amountAxis(result: SweepResult, line: Line, rows: readonly MeasuredRow[], size: ChartSize): PositionChannel {
  const amounts = [...new Set(rows.map(({ amount }) => amount))];
  const title = `${alongOf(result)}${line.unit === "" ? "" : ` (${line.unit})`}`;
  const axis = levelAxis("amount", title, amounts, size.marksAcross);
  const [from, to] = [Math.min(...amounts), Math.max(...amounts)];
  if (!(from > 0) || to / from < LOG_FROM) return axis;
  return { ...axis, scale: { type: "log", domain: [from / 1.1, to * 1.1], nice: false } };
}

function alongOf({ design }: SweepResult): string {
  return design.factors.map(({ name }) => factorTitle(name, [])).join(", ");
}

/** What the axis upwards has to show: the limit, and what lies near enough to it. */
function framed(rows: readonly MeasuredRow[], limit: number): readonly Interval[] {
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
    ...rows.map(({ mean, low, high }) => interval(within(mean), within(low), within(high))),
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
