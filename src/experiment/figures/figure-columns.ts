// The figures of many runs as columns of one table: each with its unit, which direction is better, and whether it is one of the
// few that are shown first.

import { metricNamed, unitOfFigure } from "../../metrics/metric-names.ts";

import type { RunTable } from "../execution/run-experiment.ts";
import type { FigureColumn } from "../sweep-result.ts";
import { parseFigureKey, type RunFigures } from "./run-figures.ts";

/** Shown first, in this order: are requests answered in time, and by how many pods; is everything placed, how quickly, how full, at what price. */
export const HEADLINE_FIGURES: readonly { readonly metric: string; readonly figure: string }[] = Object.freeze([
  { metric: "plimsoll_slo_missed_ratio", figure: "value" },
  { metric: "plimsoll_autoscaler_replica_seconds", figure: "value" },
  { metric: "http_request_duration_seconds", figure: "p(99)" },
  { metric: "plimsoll_pods_placed", figure: "value" },
  { metric: "plimsoll_pods_waiting", figure: "value" },
  { metric: "plimsoll_placed_request_ratio", figure: "value" },
  { metric: "scheduler_pod_scheduling_sli_duration_seconds", figure: "p(50)" },
  { metric: "scheduler_pod_scheduling_sli_duration_seconds", figure: "p(99)" },
  { metric: "plimsoll_requested_ratio", figure: "value" },
  { metric: "plimsoll_nodes_used", figure: "value" },
  { metric: "plimsoll_cost_per_hour", figure: "value" },
]);

/** Metrics that mirror another one: what is not placed waits. Judged twice, the same difference would count twice. */
export const MIRRORS: ReadonlySet<string> = new Set(["plimsoll_pods_waiting"]);

/** Every figure that any finished run has: the headline ones first, then by key. */
export function figureColumns(runs: RunTable): readonly FigureColumn[] {
  const keys = new Set<string>();
  for (const record of runs.flat())
    if (record.kind === "finished") for (const key of record.figures.keys) keys.add(key);
  return [...keys]
    .map((key) => ({ column: figureColumn(key), rank: headlineRank(key) }))
    .sort((a, b) => a.rank - b.rank || (a.column.key < b.column.key ? -1 : 1))
    .map(({ column }) => column);
}

/** The column of one figure. A figure of a metric that says which is better is so itself, but for its count. */
export function figureColumn(key: string): FigureColumn {
  const { metric, labels, figure } = parseFigureKey(key);
  const named = metricNamed(metric);
  return {
    key,
    metric,
    labels,
    figure,
    unit: unitOfFigure(named ?? { unit: "" }, labels, figure),
    better: figure === "count" ? null : (named?.better ?? null),
    negligible: figure === "count" ? 0 : (named?.negligible ?? 0),
    isHeadline: headlineRank(key) < HEADLINE_FIGURES.length,
  };
}

/** Place among the headline figures; their number for all others. The number of pods that nodes may hold is seldom what limits. */
function headlineRank(key: string): number {
  const { metric, labels, figure } = parseFigureKey(key);
  const rank = HEADLINE_FIGURES.findIndex((headline) => headline.metric === metric && headline.figure === figure);
  return rank < 0 || labels["resource"] === "pods" ? HEADLINE_FIGURES.length : rank;
}

/** What a run has in each column; null where it measured nothing of the kind. Of what is counted, a run without any has 0. */
export function valuesIn({ keys, values }: RunFigures, columns: readonly FigureColumn[]): readonly (number | null)[] {
  const byKey = new Map(keys.map((key, index) => [key, values[index]!]));
  return columns.map((column) => byKey.get(column.key) ?? valueOfNothing(column));
}

function valueOfNothing({ metric, figure }: FigureColumn): 0 | null {
  const isCount = figure === "value" || figure === "count";
  return isCount && metricNamed(metric)?.whenAbsent === "none-counted" ? 0 : null;
}
