// All charts of one result, drawn: as a file with a title of its own, and for the page in two widths.

import type { TopLevelSpec } from "vega-lite";

import type { SimulationResult } from "../../simulation/result.ts";

import { motionCharts } from "../motion/motion-charts.ts";

import type { ChartBody, ChartDefinition } from "./chart.ts";
import { chartSpec, NARROW_CHART, titledSpec, WIDE_CHART } from "./chart.ts";
import { CHARTS } from "./chart-list.ts";
import type { SvgRenderer } from "./render-svg.ts";
import { loadSvgRenderer } from "./render-svg.ts";

/** A chart that had something to draw. */
export interface DrawnChart {
  readonly chart: ChartDefinition;
  /** With title and paper: what the `.vl.json` file holds. */
  readonly spec: TopLevelSpec;
  /** The same, drawn: what the `.svg` file holds. */
  readonly file: string;
  /** Without title, on a transparent ground, for the page. */
  readonly wide: string;
  readonly narrow: string;
}

/** Loads Vega and draws every chart for which the result has data, in the order of the list; those of motion come last. */
export async function drawCharts(result: SimulationResult): Promise<readonly DrawnChart[]> {
  const render = await loadSvgRenderer();
  const drawn: DrawnChart[] = [];
  for (const chart of [...CHARTS, ...motionCharts(result)]) {
    const wide = chart.body(result, WIDE_CHART);
    const narrow = chart.body(result, NARROW_CHART);
    // One after the other: Vega counts identifiers in one place.
    if (wide !== null && narrow !== null) drawn.push(await drawChart(chart, wide, narrow, render));
  }
  return drawn;
}

async function drawChart(
  chart: ChartDefinition,
  wide: ChartBody,
  narrow: ChartBody,
  render: SvgRenderer,
): Promise<DrawnChart> {
  const spec = titledSpec(chart, wide, WIDE_CHART);
  return {
    chart,
    spec,
    file: await render(spec),
    wide: await render(chartSpec(chart, wide, WIDE_CHART)),
    narrow: await render(chartSpec(chart, narrow, NARROW_CHART)),
  };
}
