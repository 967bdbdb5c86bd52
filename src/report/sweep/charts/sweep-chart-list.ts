// All kinds of charts of a sweep, in the order in which its report shows them.

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
