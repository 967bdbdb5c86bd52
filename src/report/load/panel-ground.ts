// What the panels of one chart of load share: the axis of time, their size, and how rates become lines.

import type { SeriesPoints } from "../../simulation/cut-series.ts";

import type { TimeScale } from "../charts/axes.ts";
import type { ChartPanel, ChartSize } from "../charts/chart.ts";
import { lineChart, type Line, type LineAxis } from "../charts/lines.ts";

export interface PanelGround {
  readonly x: LineAxis;
  readonly time: TimeScale;
  readonly size: ChartSize;
}

/** Null without any point. */
export function panelOf(
  lines: readonly Line[],
  y: LineAxis,
  height: number,
  { x, size }: PanelGround,
): ChartPanel | null {
  const body = lineChart(lines, x, y, size);
  return body === null ? null : { ...body, height };
}

/** The last value of rates holds to the end of the run. */
export function heldToTheEnd({ at, value }: SeriesPoints, { time }: PanelGround): SeriesPoints {
  const end = time.axis.domain[1];
  const last = value.at(-1);
  return last === undefined || at.at(-1)! >= end ? { at, value } : { at: [...at, end], value: [...value, last] };
}

export function valuesOf(lines: readonly Line[]): readonly number[] {
  return lines.flatMap(({ points }) => [...points.value]);
}
