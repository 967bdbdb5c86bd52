// Chart: requests as a share of what the cluster has, by resource, over time.

import type { SimulationResult } from "../../simulation/result.ts";

import { resourceNames, resourcesByInterest, shortResourceName } from "../readings.ts";

import { shareAxis, timeScale } from "./axes.ts";
import type { ChartBody, ChartDefinition, ChartSize } from "./chart.ts";
import { lineChart, solidStyle, MOST_LINES } from "./lines.ts";
import { pointsOf, seriesNamed } from "./series-lines.ts";

export const UTILISATION_OVER_TIME: ChartDefinition = {
  name: "utilisation-over-time",
  title: "Utilisation over time",
  explanation: "Requests of all pods on nodes as a share of what the nodes have to allocate, by resource.",
  body: utilisationOverTime,
};

function utilisationOverTime(result: SimulationResult, size: ChartSize): ChartBody | null {
  const shown = resourcesByInterest(result).slice(0, MOST_LINES);
  const found = seriesNamed(result, "requested_ratio", "resource")
    .filter((series) => shown.includes(series.labels["resource"] ?? ""))
    .slice(0, MOST_LINES);
  const names = resourceNames(result);
  const time = timeScale(
    result.run.endSeconds,
    found.flatMap((series) => [...series.atSeconds]),
  );
  const lines = found.map((series, index) => ({
    name: shortResourceName(series.labels["resource"] ?? series.name, names),
    style: solidStyle(index),
    points: pointsOf(series, time.secondsPerUnit),
  }));
  const y = shareAxis(
    "requested",
    lines.flatMap((line) => [...line.points.value]),
  );
  return lineChart(lines, time.axis, y, size);
}
