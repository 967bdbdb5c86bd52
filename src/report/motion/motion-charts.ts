// The charts of a run in which controllers moved the cluster, in the order in which the report shows them.

import type { SimulationResult } from "../../simulation/result.ts";

import type { ChartDefinition } from "../charts/chart.ts";

import { loadCharts } from "../load/load-chart.ts";

import { availabilityCharts } from "./availability-chart.ts";
import { MISSING_CHART } from "./missing-chart.ts";

export function motionCharts(result: SimulationResult): readonly ChartDefinition[] {
  return result.motion === undefined ? [] : [...loadCharts(result), MISSING_CHART, ...availabilityCharts(result)];
}
