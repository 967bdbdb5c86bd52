// Material of a sweep's page without Vega: each chart with a drawing that says its name and holds one mark.

import { titledSpec, WIDE_CHART } from "../../../src/report/charts/chart.ts";
import type { DrawnKind } from "../../../src/report/sweep/charts/draw-sweep-charts.ts";
import { withUniqueNames } from "../../../src/report/sweep/charts/sweep-chart.ts";
import { SWEEP_CHARTS } from "../../../src/report/sweep/charts/sweep-chart-list.ts";
import { keptSweep } from "../../../src/report/sweep/kept-sweep.ts";
import type { SweepMaterial } from "../../../src/report/sweep/sweep-material.ts";

import type { SweepResult } from "../../../src/experiment/sweep-result.ts";

export function madeMaterial(result: SweepResult): SweepMaterial {
  const kept = keptSweep(result);
  const kinds = SWEEP_CHARTS.map((kind): DrawnKind => {
    const found = kind.charts(kept);
    const charts = typeof found === "string" ? [] : withUniqueNames(found);
    const { name, title } = kind;
    return {
      name,
      title,
      reason: typeof found === "string" ? found : null,
      charts: charts.map((chart) => ({
        chart,
        spec: titledSpec(chart, chart.body(WIDE_CHART), WIDE_CHART),
        file: `<svg viewBox="0 0 9 9"><text>${chart.name}</text></svg>`,
        page: `<svg viewBox="0 0 9 9"><text>${chart.name}</text><circle data-point="0" cx="1" cy="1" r="1"/></svg>`,
      })),
    };
  });
  const text = { text: "body{margin:0}", source: "sha256-of-the-text" };
  return { result: kept, kinds, style: text, script: text };
}
