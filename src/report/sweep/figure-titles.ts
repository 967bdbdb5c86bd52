// What figures, factors and estimates are called where people read them, without any control character. Knows no layout.

import type { FigureColumn, Interval } from "../../experiment/sweep-result.ts";

import { formatAmount, NO_FIGURE, priceDecimals } from "../human-numbers.ts";
import { visibleText } from "../neutral-text.ts";

/** Names of metrics that users meet most, in fewer words than the metric has. */
const SHORT_NAMES: Readonly<Record<string, string>> = Object.freeze({
  scheduler_pod_scheduling_sli_duration_seconds: "scheduling latency",
  plimsoll_cost_per_hour: "cost an hour",
  plimsoll_used_nodes_cost_per_hour: "cost of used nodes an hour",
  plimsoll_cost_total: "cost",
  plimsoll_requested_ratio: "requested",
  plimsoll_mean_requested_ratio: "requested on average",
  plimsoll_device_requested_ratio: "devices requested",
  plimsoll_unusable_free_ratio: "unusable free",
  plimsoll_slo_missed_ratio: "SLO misses",
  plimsoll_autoscaler_replica_seconds: "replica time",
  http_request_duration_seconds: "latency of answered requests",
});

/** Where nobody has chosen a value of these labels, it tells nothing. */
const UNCHOSEN: Readonly<Record<string, string>> = Object.freeze({ class: "default", namespace: "default" });

/** `scheduling latency p99`, `requested cpu`, `pods waiting`; for other metrics their name without its prefix and unit. */
export function figureTitle({ metric, labels, figure }: FigureColumn): string {
  const name = Object.hasOwn(SHORT_NAMES, metric) ? SHORT_NAMES[metric]! : plainName(metric);
  const values = new Set(
    Object.entries(labels)
      .filter(([label, value]) => label !== "unit" && !(Object.hasOwn(UNCHOSEN, label) && UNCHOSEN[label] === value))
      .map(([, value]) => value.slice(value.lastIndexOf("/") + 1)),
  );
  const which = figure === "value" ? [] : [figure.replace(/^p\((\d+(?:\.\d+)?)\)$/, "p$1")];
  return visibleText([name, ...values, ...which].join(" "));
}

function plainName(metric: string): string {
  return metric
    .replace(/^(?:plimsoll|scheduler|kube)_/, "")
    .replace(/_(?:seconds|bytes|ratio|total)$/, "")
    .replaceAll("_", " ");
}

/** A figure's amount in its unit. Prices have two decimals, or more where they are small, and no currency. */
export function figureAmount(amount: number, unit: string): string {
  if (!unit.startsWith("currency") || !Number.isFinite(amount)) return formatAmount(amount, unit);
  return Math.abs(amount) >= 1_000 ? formatAmount(Math.round(amount), "count") : amount.toFixed(priceDecimals(amount));
}

/** `3.6s ±0.2s`; without the second part if the interval has no end. */
export function estimateText(estimate: Interval | null, unit: string): string {
  if (estimate === null) return NO_FIGURE;
  const reach = reachText(estimate, unit);
  return reach === NO_FIGURE
    ? figureAmount(estimate.estimate, unit)
    : `${figureAmount(estimate.estimate, unit)} ±${reach}`;
}

/** Half of the interval's width in the figure's unit; `–` if it has no end. */
export function reachText({ low, high }: Interval, unit: string): string {
  const reach = (high - low) / 2;
  return reach === 0 ? "0" : figureAmount(reach, unit);
}

/** The last step of a factor's path if no other factor ends in it: `count` for `nodePools[general].count`. */
export function factorTitle(name: string, all: readonly string[]): string {
  const short = lastStep(name);
  return visibleText(all.some((other) => other !== name && lastStep(other) === short) ? name : short);
}

function lastStep(path: string): string {
  const found = /\["([^"]+)"\]$|([^.[\]"]+)\]?$/.exec(path);
  return found?.[1] ?? found?.[2] ?? path;
}
