// All charts of a report, in the order in which it shows them.

import type { ChartDefinition } from "./chart.ts";
import { LATENCY_CDF } from "./latency-cdf.ts";
import { LATENCY_OVER_TIME } from "./latency-over-time.ts";
import { NODE_UTILISATION } from "./node-utilisation.ts";
import { PENDING_OVER_TIME } from "./pending-over-time.ts";
import { STRANDED_CAPACITY } from "./stranded-capacity.ts";
import { UTILISATION_OVER_TIME } from "./utilisation-over-time.ts";

export const CHARTS: readonly ChartDefinition[] = Object.freeze([
  LATENCY_CDF,
  LATENCY_OVER_TIME,
  PENDING_OVER_TIME,
  UTILISATION_OVER_TIME,
  NODE_UTILISATION,
  STRANDED_CAPACITY,
]);
