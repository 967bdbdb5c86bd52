// Sections of a printed result on load and autoscaling: requests by source, services that others call, autoscalers.

import type { LoadFindings, RequestFindings, SimulationResult } from "../../simulation/result.ts";

import { formatExactCount, formatPercent, formatSeconds, NO_FIGURE } from "../human-numbers.ts";
import { layOut, naturalWidth, wrap, type Column } from "../text/column-table.ts";
import type { TextExtent } from "../text/text-extent.ts";

import { autoscalerFigures } from "./autoscaler-readings.ts";
import {
  autoscalerName,
  autoscalersIn,
  failureText,
  loadIn,
  missedText,
  rateText,
  requestCount,
  targetName,
  targetsOf,
  wayText,
  worstFirst,
} from "./load-readings.ts";

const REQUEST_FIGURES: readonly Column[] = ["REQUESTS", "PER SECOND", "FAILED", "ANSWERED P50", "P95", "P99"].map(
  (title) => ({
    title,
    align: "right",
  }),
);

/** Requests from outside and, where services call one another, as services see them. */
export function loadLines(result: SimulationResult, extent: TextExtent): string[] {
  const load = loadIn(result);
  if (load === undefined) return [];
  const targets = targetsOf(load);
  const named = worstFirst(load.sources).map((found) => ({ name: sourceName(load, found), found }));
  const missed = named
    .filter(({ found: { slo } }) => (slo?.missed ?? 0) > 0)
    .slice(0, extent.workloads)
    .flatMap(({ name, found }) => wrap(`${name} over its promise: ${missedText(found)}`, extent.width));
  const called = worstFirst(load.services).map((found) => ({
    name: `${targetName(found.target, targets)}${classText(ofSameService(load, found), found)}`,
    found,
  }));
  return [
    `REQUESTS FROM OUTSIDE (${load.way === "exact" ? wayText(load) : "by intervals"})${shownOf(named.length, extent)}`,
    ...requestTable("SOURCE", named, extent),
    ...missed,
    ...(load.services.length === load.sources.length
      ? []
      : [
          "",
          `REQUESTS AS SERVICES SEE THEM${shownOf(called.length, extent)}`,
          ...requestTable("SERVICE", called, extent),
        ]),
  ];
}

function ofSameService(
  { services }: LoadFindings,
  { service }: LoadFindings["services"][number],
): LoadFindings["services"] {
  return services.filter((each) => each.service === service);
}

function sourceName({ sources }: LoadFindings, found: LoadFindings["sources"][number]): string {
  return `${found.source}${classText(
    sources.filter(({ source }) => source === found.source),
    found,
  )}`;
}

/** ` (page)` where there is more than one class. */
function classText(
  all: readonly { readonly requestClass: string }[],
  { requestClass }: { readonly requestClass: string },
): string {
  return new Set(all.map((each) => each.requestClass)).size > 1 ? ` (${requestClass})` : "";
}

interface NamedRequests {
  readonly name: string;
  readonly found: RequestFindings;
}

/** Letters between columns. */
const GAP = 2;

function requestTable(title: string, all: readonly NamedRequests[], extent: TextExtent): string[] {
  const shown = all.slice(0, extent.workloads);
  const figures = { columns: REQUEST_FIGURES, rows: shown.map(({ found }) => requestFigures(found)) };
  // Names take the room that figures leave.
  const most = Math.max(extent.nameLetters, extent.width - naturalWidth(figures) - GAP);
  const columns: readonly Column[] = [{ title, align: "left", most }, ...REQUEST_FIGURES];
  const rows = shown.map(({ name }, row) => [name, ...figures.rows[row]!]);
  const words = shown
    .filter(({ found }) => found.errorRatio > 0)
    .flatMap(({ name, found }) => wrap(`${name} failed: ${failureText(found)}`, extent.width));
  return [...layOut({ columns, rows }, extent.width), ...words];
}

/** Requests, per second, failed, p50, p95, p99. */
export function requestFigures({ requests, requestsPerSecond, errorRatio, latencySeconds }: RequestFindings): string[] {
  return [
    requestCount(requests),
    rateText(requestsPerSecond),
    formatPercent(errorRatio),
    ...(["p50", "p95", "p99"] as const).map((name) =>
      latencySeconds === null ? NO_FIGURE : formatSeconds(latencySeconds[name]),
    ),
  ];
}

const AUTOSCALER_COLUMNS: readonly Column[] = [
  "MIN–MAX",
  "NEEDED",
  "CHANGES",
  "FLAPS",
  "AT MAX",
  "TOO FEW",
  "HOURS",
].map((title) => ({ title, align: "right" }));

/** A row for each autoscaler, and what keeps them from their work at the end. */
export function autoscalerLines(result: SimulationResult, extent: TextExtent): string[] {
  const all = autoscalersIn(result);
  if (all.length === 0) return [];
  const shown = all.slice(0, extent.workloads);
  const rows = shown.map((autoscaler) => {
    const { range, needed, changes, flaps, atMaximum, tooFew, replicaHours } = autoscalerFigures(autoscaler);
    return [autoscalerName(autoscaler, all), range, needed, changes, flaps, atMaximum, tooFew, replicaHours];
  });
  const name: Column = { title: "AUTOSCALER", align: "left", most: extent.nameLetters };
  const words = shown
    .filter(({ complaints }) => complaints.length > 0)
    .flatMap((autoscaler) =>
      wrap(`${autoscalerName(autoscaler, all)} at the end: ${autoscaler.complaints.join("; ")}`, extent.width),
    );
  return [
    `AUTOSCALING (hours: replicas times time)${shownOf(all.length, extent)}`,
    ...layOut({ columns: [name, ...AUTOSCALER_COLUMNS], rows }, extent.width),
    ...words,
  ];
}

function shownOf(all: number, { workloads }: TextExtent): string {
  return workloads < all ? ` (${formatExactCount(workloads)} of ${formatExactCount(all)})` : "";
}
