// All charts of a sweep, drawn: as files of their own, and for the page, where marks can be picked.

import type { TopLevelSpec } from "vega-lite";

import type { SweepResult } from "../../../experiment/sweep-result.ts";

import { chartSpec, NARROW_CHART, titledSpec, WIDE_CHART, type ChartSize } from "../../charts/chart.ts";
import { loadSvgRenderer, type SvgRenderer } from "../../charts/render-svg.ts";

import { chartKindsOf } from "./sweep-chart-list.ts";
import { pickableDrawing, plainDrawing, withUniqueNames, type SweepChart } from "./sweep-chart.ts";

export interface DrawnSweepChart {
  readonly chart: SweepChart;
  /** With title and paper: what the `.vl.json` file holds. */
  readonly spec: TopLevelSpec;
  /** The same, drawn: what the `.svg` file holds. */
  readonly file: string;
  /** Without title, on a transparent ground, for the page. Narrow enough for phones; two stand side by side on desktops. */
  readonly page: string;
}

/** The charts of one kind, or why there is none. */
export interface DrawnKind {
  readonly name: string;
  readonly title: string;
  readonly charts: readonly DrawnSweepChart[];
  /** Half a sentence; null if there are charts. */
  readonly reason: string | null;
}

/** Loads Vega and draws the charts of every kind, in the order of the list. */
export async function drawSweepCharts(result: SweepResult): Promise<readonly DrawnKind[]> {
  const render = await loadSvgRenderer();
  const kinds: DrawnKind[] = [];
  for (const kind of chartKindsOf(result)) {
    const found = kind.charts(result);
    const charts: DrawnSweepChart[] = [];
    // One after the other: Vega counts identifiers in one place.
    if (typeof found !== "string") for (const chart of withUniqueNames(found)) charts.push(await drawn(chart, render));
    kinds.push({ name: kind.name, title: kind.title, charts, reason: typeof found === "string" ? found : null });
  }
  return kinds;
}

/** On the page three charts stand side by side, each no wider than a phone. */
const PAGE_CHART: ChartSize = { ...NARROW_CHART, width: 328 };

async function drawn(chart: SweepChart, render: SvgRenderer): Promise<DrawnSweepChart> {
  const spec = titledSpec(chart, chart.body(WIDE_CHART), WIDE_CHART);
  return {
    chart,
    spec,
    file: plainDrawing(await render(spec)),
    page: pickableDrawing(await render(chartSpec(chart, chart.body(PAGE_CHART), PAGE_CHART))),
  };
}
