// All kinds of charts of a sweep, in the order in which its report shows them.

import type { SweepResult } from "../../../experiment/sweep-result.ts";

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

/** Of a search what it was made for comes first. */
export function chartKindsOf({ line }: SweepResult): readonly SweepChartKind[] {
  return line === null ? SWEEP_CHARTS : [LINE_CHARTS, ...SWEEP_CHARTS];
}
