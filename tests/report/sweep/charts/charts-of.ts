// For tests of kinds of charts: the charts of a sweep, or why there is none.

import type { SweepChart, SweepChartKind } from "../../../../src/report/sweep/charts/sweep-chart.ts";

import type { SweepResult } from "../../../../src/experiment/sweep-result.ts";

export function chartsOf(kind: SweepChartKind, sweep: SweepResult): readonly SweepChart[] {
  const found = kind.charts(sweep);
  return typeof found === "string" ? [] : found;
}

export function reasonOf(kind: SweepChartKind, sweep: SweepResult): string | undefined {
  const found = kind.charts(sweep);
  return typeof found === "string" ? found : undefined;
}
