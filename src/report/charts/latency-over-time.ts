// Chart: percentiles of the scheduling latency, window by window.

import type { SimulationResult, TimeSeries } from "../../simulation/result.ts";

import { durationAxis, timeScale } from "./axes.ts";
import type { ChartBody, ChartDefinition, ChartSize } from "./chart.ts";
import { lineChart, solidStyle, MOST_LINES } from "./lines.ts";
import { pointsOf } from "./series-lines.ts";

export const LATENCY_OVER_TIME: ChartDefinition = {
  name: "latency-over-time",
  title: "Scheduling latency over time",
  explanation: "Percentiles of the scheduling latency of the pods of each span of time (logarithmic).",
  body: latencyOverTime,
};

const PERCENTILE_SERIES = /^scheduling_latency_(p\d+)_seconds$/;

function latencyOverTime(result: SimulationResult, size: ChartSize): ChartBody | null {
  const found = result.series.filter((series) => PERCENTILE_SERIES.test(series.name)).slice(0, MOST_LINES);
  const time = timeScale(
    result.run.endSeconds,
    found.flatMap((series) => [...series.atSeconds]),
  );
  const lines = found.map((series, index) => ({
    name: lineName(series),
    style: solidStyle(index),
    points: pointsOf(series, time.secondsPerUnit),
  }));
  const y = durationAxis(
    "latency",
    lines.flatMap((line) => [...line.points.value]),
  );
  return lineChart(lines, time.axis, y, size);
}

/** `p99`, with the values of its labels if it has any. */
function lineName(series: TimeSeries): string {
  return [PERCENTILE_SERIES.exec(series.name)?.[1] ?? series.name, ...Object.values(series.labels)].join(" ");
}
