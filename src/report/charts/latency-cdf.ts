// Chart: what share of the pods had finished a stage within a given time.

import type { SimulationResult, StageLatency } from "../../simulation/result.ts";

import type { SeriesPoints } from "../../simulation/cut-series.ts";

import { durationAxis, shareAxis } from "./axes.ts";
import type { ChartBody, ChartDefinition, ChartSize } from "./chart.ts";
import { LEADING_STYLE, lineChart, dashedStyle } from "./lines.ts";

export const LATENCY_CDF: ChartDefinition = {
  name: "latency-cdf",
  title: "Scheduling latency by stage",
  explanation:
    "Share of pods whose stage took at most so long. A line further left is faster; no time at all is drawn at the " +
    "left edge.",
  body: latencyCdf,
};

const TOTAL = "total";

function latencyCdf(result: SimulationResult, size: ChartSize): ChartBody | null {
  const stages = result.latency.filter((stage) => stage.cdf.seconds.length > 0);
  const parts = stages.filter((stage) => stage.stage !== TOTAL);
  const x = durationAxis(
    "time in stage",
    stages.flatMap((stage) => [...stage.cdf.seconds]),
  );
  const lines = stages.map((stage) => ({
    name: stage.stage,
    style: stage.stage === TOTAL ? LEADING_STYLE : dashedStyle(parts.indexOf(stage)),
    points: stagePoints(stage, x.domain),
  }));
  return lineChart(lines, x, shareAxis("share of pods", []), size);
}

/** The stage's distribution from 0 at its smallest value to 1 at the right edge; of equal times only the last. */
function stagePoints({ cdf }: StageLatency, [from, to]: readonly [number, number]): SeriesPoints {
  const seconds = cdf.seconds.map((value) => Math.max(from, value));
  const kept = seconds.map((_, index) => index).filter((index) => seconds[index] !== seconds[index + 1]);
  return {
    at: [seconds[0]!, ...kept.map((index) => seconds[index]!), to],
    value: [0, ...kept.map((index) => cdf.fraction[index]!), 1],
  };
}
