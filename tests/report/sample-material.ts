// Material for the page without Vega: each chart of the list with a drawing that says its name.

import type { SimulationResult } from "../../src/simulation/result.ts";

import { WIDE_CHART, titledSpec } from "../../src/report/charts/chart.ts";
import { CHARTS } from "../../src/report/charts/chart-list.ts";
import { motionCharts } from "../../src/report/motion/motion-charts.ts";
import type { ReportMaterial } from "../../src/report/report-material.ts";

export function sampleMaterial(result: SimulationResult): ReportMaterial {
  const charts = [...CHARTS, ...motionCharts(result)].flatMap((chart) => {
    const body = chart.body(result, WIDE_CHART);
    if (body === null) return [];
    const drawing = (kind: string): string => `<svg viewBox="0 0 9 9"><text>${chart.name} ${kind}</text></svg>`;
    const spec = titledSpec(chart, body, WIDE_CHART);
    return [{ chart, spec, file: drawing("file"), wide: drawing("wide"), narrow: drawing("narrow") }];
  });
  return { result, charts, style: { text: "body{margin:0}", source: "sha256-of-the-style" } };
}
