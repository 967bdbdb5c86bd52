// All kinds of charts of a sweep, in the order in which its report shows them.

import type { SweepResult } from "../../../experiment/sweep-result.ts";

import { BACKTEST_CHARTS } from "../../backtest/backtest-charts.ts";
import { comparesScaling, SCALING_CHARTS } from "../../comparison/scaling-chart.ts";
import { LINE_CHARTS } from "../../line/line-chart.ts";

import { CURVES } from "./curves.ts";
import { HEAT_MAP } from "./heat-map.ts";
import { INTERACTIONS } from "./interactions.ts";
import { MAIN_EFFECTS } from "./main-effects.ts";
import { PARETO_FRONT } from "./pareto-front.ts";
import type { SweepChartKind } from "./sweep-chart.ts";

export const SWEEP_CHARTS: readonly SweepChartKind[] = Object.freeze([
  PARETO_FRONT,
  CURVES,
  MAIN_EFFECTS,
  INTERACTIONS,
  HEAT_MAP,
]);

/** What a search, a backtest or a comparison of autoscalers was made for comes first. */
export function chartKindsOf(result: SweepResult): readonly SweepChartKind[] {
  const { line, backtest } = result;
  const own = [
    ...(backtest === undefined ? [] : [BACKTEST_CHARTS]),
    ...(comparesScaling(result) ? [SCALING_CHARTS] : []),
  ];
  // A backtest has a front of its own.
  const others = backtest === undefined ? SWEEP_CHARTS : SWEEP_CHARTS.filter((kind) => kind !== PARETO_FRONT);
  return line === null ? [...own, ...others] : [LINE_CHARTS, ...SWEEP_CHARTS];
}
