// Chart: pods that wait for a node, by the queue that holds them.

import type { SimulationResult } from "../../simulation/result.ts";

import { countAxis, timeScale } from "./axes.ts";
import type { ChartBody, ChartDefinition, ChartSize } from "./chart.ts";
import { lineChart, solidStyle, MOST_LINES } from "./lines.ts";
import { pointsOf, seriesNamed } from "./series-lines.ts";

export const PENDING_OVER_TIME: ChartDefinition = {
  name: "pending-over-time",
  title: "Pending pods over time",
  explanation: "Pods without a node, by the scheduler's queue that holds them.",
  body: pendingOverTime,
};

function pendingOverTime(result: SimulationResult, size: ChartSize): ChartBody | null {
  const found = seriesNamed(result, "pending_pods", "queue").slice(0, MOST_LINES);
  const time = timeScale(
    result.run.endSeconds,
    found.flatMap((series) => [...series.atSeconds]),
  );
  const lines = found.map((series, index) => ({
    name: series.labels["queue"] ?? "pending",
    style: solidStyle(index),
    points: pointsOf(series, time.secondsPerUnit),
  }));
  const y = countAxis(
    "pods",
    lines.flatMap((line) => [...line.points.value]),
  );
  return lineChart(lines, time.axis, y, size);
}
