// Line charts: lines that step from point to point, told apart by colour, and by dashes where they run smoothly.

import { cutSeries } from "../../simulation/cut-series.ts";
import { cutSteps } from "../../simulation/cut-steps.ts";
import type { SeriesPoints } from "../../simulation/cut-series.ts";
import { visibleText } from "../neutral-text.ts";

import type { ChartBody, ChartRow, ChartSize, PositionChannel } from "./chart.ts";
import { legendColumns, MOST_DATA_ROWS } from "./chart.ts";
import { INK, SERIES } from "./palette.ts";

/** One line and how it looks. Those of one name are stretches of one line, with nothing between them. */
export interface Line {
  readonly name: string;
  readonly style: LineStyle;
  readonly points: SeriesPoints;
}

export interface LineStyle {
  readonly colour: string;
  readonly dash: readonly number[];
  readonly width: number;
}

/** A quantitative axis. */
export interface LineAxis {
  readonly title: string;
  readonly scale: "linear" | "log";
  readonly domain: readonly [from: number, to: number];
  /** Where marks stand; without it, where Vega finds round numbers. */
  readonly marks?: readonly number[];
  /** A Vega expression over `datum.value`. */
  readonly label: string;
  /** How far marks stand apart at least; without it, as near as Vega likes. */
  readonly leastStep?: number;
}

const SOLID: readonly number[] = [1, 0];
const DASHES: readonly (readonly number[])[] = [SOLID, [7, 3], [2, 2], [9, 3, 2, 3], [4, 2], [1, 3]];

/** As many lines as have a look of their own. */
export const MOST_LINES = SERIES.length;

/** The look of the `index`-th of several equal lines that may jump up and down, where dashes would hide the jumps. */
export function solidStyle(index: number): LineStyle {
  return { colour: SERIES[index % SERIES.length]!.light, dash: SOLID, width: 2 };
}

/** The look of the `index`-th of several equal lines that run smoothly. */
export function dashedStyle(index: number): LineStyle {
  return { ...solidStyle(index), dash: DASHES[index % DASHES.length]! };
}

/** The look of the line that matters most. */
export const LEADING_STYLE: LineStyle = { colour: INK.light, dash: SOLID, width: 4 };

/**
 * A chart of `lines`, each cut so that all fit into one set of inline data; null without any point. Broader lines
 * lie below, so that they hide none.
 */
export function lineChart(lines: readonly Line[], x: LineAxis, y: LineAxis, size: ChartSize): ChartBody | null {
  const drawn = lines.filter((line) => line.points.at.length > 0);
  if (drawn.length === 0) return null;
  // Along a logarithm, time for which a value holds is no measure of what is seen.
  const cut = x.scale === "log" ? cutSeries : cutSteps;
  const styles = new Map(drawn.map((line) => [visibleText(line.name), line.style] as const));
  const names = [...styles.keys()];
  const isBroken = names.length < drawn.length;
  const limitOf = isBroken ? stretchLimit(drawn, size) : () => lineLimit(drawn.length, size);
  const looks = <T>(of: (style: LineStyle) => T): { domain: string[]; range: T[] } => ({
    domain: names,
    range: names.map((name) => of(styles.get(name)!)),
  });
  const encoding = {
    x: linePosition("x", x, size.marksAcross),
    y: linePosition("y", y, MARKS_UP),
    color: {
      field: "line",
      type: "nominal",
      scale: looks((style) => style.colour),
      legend: { columns: legendColumns(names, size) },
    },
    strokeDash: { field: "line", type: "nominal", scale: looks((style) => [...style.dash]) },
    ...(isBroken ? { detail: { field: "stretch", type: "nominal" } as const } : {}),
  } as const;
  const widths = [...new Set(drawn.map((line) => line.style.width))].toSorted((left, right) => right - left);
  return {
    height: 280,
    rows: drawn.flatMap((line, stretch) => {
      const rows = lineRows(visibleText(line.name), cut(line.points, limitOf(line)));
      return isBroken ? rows.map((row) => ({ ...row, stretch })) : rows;
    }),
    layer: widths.map((width) => ({
      transform: [{ filter: { field: "line", oneOf: names.filter((name) => styles.get(name)!.width === width) } }],
      mark: { type: "line", interpolate: "step-after", strokeJoin: "round", strokeWidth: width },
      encoding,
    })),
  };
}

const MARKS_UP = 6;
/** What cutting leaves of a line in any case. */
const LEAST_POINTS = 4;

function lineLimit(lines: number, { linePoints }: ChartSize): number {
  return Math.min(linePoints, Math.floor(MOST_DATA_ROWS / lines));
}

/** Stretches share the room by what they have. */
function stretchLimit(stretches: readonly Line[], { linePoints }: ChartSize): (line: Line) => number {
  const all = stretches.reduce((sum, { points }) => sum + points.at.length, 0);
  const room = Math.max(0, MOST_DATA_ROWS - LEAST_POINTS * stretches.length);
  return ({ points }) => Math.min(linePoints, LEAST_POINTS + Math.floor((room * points.at.length) / all));
}

function lineRows(line: string, points: SeriesPoints): ChartRow[] {
  return points.at.map((x, index) => ({ line, x, y: points.value[index]! }));
}

/** A channel from left to right or upwards, with about so many marks, for layers that share a line chart's ground. */
export function linePosition(field: string, axis: LineAxis, marks: number): PositionChannel {
  return {
    field,
    type: "quantitative",
    scale: { type: axis.scale, domain: [...axis.domain], nice: false, clamp: true },
    axis: {
      title: axis.title,
      labelExpr: axis.label,
      labelOverlap: "parity",
      ...(axis.marks === undefined ? { tickCount: marks } : { values: [...axis.marks] }),
      ...(axis.leastStep === undefined ? {} : { tickMinStep: axis.leastStep }),
    },
  };
}
