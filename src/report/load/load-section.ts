// Load and autoscaling on the page: what became of requests, what autoscalers did and why, and both over time.

import type {
  AutoscalerOutcome,
  LoadFindings,
  RequestFindings,
  SimulationResult,
  SourceFindings,
} from "../../simulation/result.ts";

import { chartFigure } from "../html/chart-figure.ts";
import { firstRows, htmlTable, type HtmlColumn } from "../html/html-table.ts";
import { markup, type Insert, type Markup } from "../html/markup.ts";
import type { PageSection } from "../html/page-section.ts";
import { formatExactCount, formatMoment, formatPercent, formatSeconds, NO_FIGURE } from "../human-numbers.ts";
import type { ReportMaterial } from "../report-material.ts";

import { autoscalerFigures, rescalesOf } from "./autoscaler-readings.ts";
import { loadCharts } from "./load-chart.ts";
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

export const LOAD_SECTION: PageSection = {
  id: "load",
  title: "Load and autoscaling",
  body: ({ result, charts }: ReportMaterial) => {
    const load = loadIn(result);
    const drawn = loadCharts(result)
      .map(({ name }) => chartFigure(charts, name))
      .filter((figure) => figure !== null);
    const isAlone = drawn.length === 1;
    const changes = rescales(autoscalersIn(result), isAlone ? RESCALES_BESIDE : MOST_RESCALES);
    return markup`<p class="lede">${lede(load)}</p>
      ${autoscalers(autoscalersIn(result))}
      ${
        isAlone
          ? markup`<div class="pair">${drawn}<div>${changes}</div></div>`
          : markup`<div class="pair">${drawn}</div> ${changes}`
      }
      ${load === undefined ? null : requestTables(load)}`;
  },
};

const MOST_ROWS = 100;
const MOST_RESCALES = 100;
/** Rows that stand beside one picture. */
const RESCALES_BESIDE = 20;

/** Whether there is anything to show. */
export function hasLoad(result: SimulationResult): boolean {
  return loadIn(result) !== undefined || autoscalersIn(result).length > 0;
}

function lede(load: LoadFindings | undefined): string {
  if (load === undefined) return "What horizontal pod autoscalers did. No requests came in this run.";
  return `What became of requests, and what was done to serve them. The load was worked out ${wayText(load)}.`;
}

function autoscalers(all: readonly AutoscalerOutcome[]): Insert {
  if (all.length === 0) return null;
  const { shown, ...rest } = firstRows(all, MOST_ROWS, "autoscalers.csv");
  const complaining = all.filter(({ complaints }) => complaints.length > 0).slice(0, MOST_ROWS);
  const table = htmlTable({
    caption: "Horizontal pod autoscalers",
    columns: [
      { title: "Autoscaler", kind: "name" },
      { title: "Min–max", kind: "number" },
      { title: "At the end", kind: "number" },
      { title: "Needed at most", kind: "number" },
      { title: "Changes", kind: "number" },
      { title: "Taken back", kind: "number" },
      { title: "At maximum", kind: "number" },
      { title: "Above target", kind: "number" },
      { title: "Too few", kind: "number" },
      { title: "Replica-hours", kind: "number" },
    ],
    rows: shown.map((autoscaler) => {
      const { range, last, needed, changes, flaps, atMaximum, aboveTarget, tooFew, replicaHours } =
        autoscalerFigures(autoscaler);
      return [
        autoscalerName(autoscaler, all),
        range,
        last,
        needed,
        changes,
        flaps,
        atMaximum,
        aboveTarget,
        tooFew,
        replicaHours,
      ];
    }),
    ...rest,
  });
  const words = complaining.map(
    (autoscaler) =>
      markup`<p class="callout"><span class="mark failed">✗</span> ${autoscalerName(autoscaler, all)} at the end: ${autoscaler.complaints.join("; ")}</p>`,
  );
  return markup`${table} ${words}
    <p class="left-out">Taken back: changes that undid the one before within ten minutes. Above target: time for which a metric
      that the autoscaler saw lay above its target. Too few: time for which there were fewer replicas than the load needed.</p>`;
}

function rescales(all: readonly AutoscalerOutcome[], most: number): Insert {
  const found = rescalesOf(all);
  if (found.length === 0) return null;
  const { shown, ...rest } = firstRows(found, most, "rescales.csv");
  const table = htmlTable({
    caption: "Changes of size, and why",
    columns: [
      { title: "At", kind: "number" },
      ...(all.length > 1 ? [{ title: "Autoscaler", kind: "name" } as const] : []),
      { title: "Replicas", kind: "number" },
      { title: "Why", kind: "text" },
    ],
    rows: shown.map(({ autoscaler, rescale: { atSeconds, from, to, reason } }) => [
      formatMoment(atSeconds),
      ...(all.length > 1 ? [autoscalerName(autoscaler, all)] : []),
      `${formatExactCount(from)} → ${formatExactCount(to)}`,
      reason,
    ]),
    ...rest,
  });
  return markup`<h3>Changes of size, and why</h3>
    ${table}`;
}

const FIGURES: readonly HtmlColumn[] = ["Requests", "Per second", "Failed", "p50", "p90", "p95", "p99", "Max"].map(
  (title) => ({ title, kind: "number" }),
);
const MISSED: HtmlColumn = { title: "Over the promise", kind: "number" };
const REASONS: HtmlColumn = { title: "Why they failed", kind: "text" };
const CLASS: HtmlColumn = { title: "Class", kind: "name" };

/** Columns that say nothing are left out, so that the others have room. */
function isTold(all: readonly (SourceFindings | LoadFindings["services"][number])[]): {
  readonly reasons: boolean;
  readonly classes: boolean;
} {
  return {
    reasons: all.some(({ errorRatio }) => errorRatio > 0),
    classes: new Set(all.map(({ requestClass }) => requestClass)).size > 1,
  };
}

function requestTables(load: LoadFindings): Markup {
  const targets = targetsOf(load);
  const hasPromises = load.sources.some(({ slo }) => slo !== undefined);
  const hasTargets = load.sources.some(({ source, target }) => !target.endsWith(`/${source}`));
  const [ofUsers, ofAttempts] = [isTold(load.sources), isTold(load.services)];
  const sources = firstRows(worstFirst(load.sources), MOST_ROWS, "requests.csv");
  const services = firstRows(worstFirst(load.services), MOST_ROWS, "requests.csv");
  const ofSources = htmlTable({
    ...sources,
    caption: "Requests from outside",
    columns: [
      { title: "Source", kind: "name" },
      ...(hasTargets ? [{ title: "To", kind: "name" } as const] : []),
      ...(ofUsers.classes ? [CLASS] : []),
      ...FIGURES,
      ...(hasPromises ? [MISSED] : []),
      ...(ofUsers.reasons ? [REASONS] : []),
    ],
    rows: sources.shown.map((source) => [
      source.source,
      ...(hasTargets ? [targetName(source.target, targets)] : []),
      ...(ofUsers.classes ? [source.requestClass] : []),
      ...figures(source),
      ...(hasPromises ? [missedText(source)] : []),
      ...(ofUsers.reasons ? [failureText(source)] : []),
    ]),
  });
  const ofServices = htmlTable({
    ...services,
    caption: "Requests as services see them",
    columns: [
      { title: "Service", kind: "name" },
      ...(ofAttempts.classes ? [CLASS] : []),
      ...FIGURES,
      ...(ofAttempts.reasons ? [REASONS] : []),
    ],
    rows: services.shown.map((service) => [
      targetName(service.target, targets),
      ...(ofAttempts.classes ? [service.requestClass] : []),
      ...figures(service),
      ...(ofAttempts.reasons ? [failureText(service)] : []),
    ]),
  });
  return markup`<h3>Requests from outside</h3>
    <p class="lede">Each request once, whatever its caller tried. Latency is that of requests that were answered, retries and calls included, and of those that waited at the end for longer than any of these did.</p>
    ${ofSources}
    <h3>Requests as services see them</h3>
    <p class="lede">Each attempt, those of other services and those that were given up included.</p>
    ${ofServices}`;
}

function figures(found: RequestFindings): readonly Insert[] {
  const { requests, requestsPerSecond, errorRatio, latencySeconds } = found;
  const latency = (["p50", "p90", "p95", "p99", "max"] as const).map((name) =>
    latencySeconds === null ? NO_FIGURE : formatSeconds(latencySeconds[name]),
  );
  const failed = formatPercent(errorRatio);
  return [
    requestCount(requests),
    rateText(requestsPerSecond),
    errorRatio > 0 ? markup`<span class="mark failed">${failed}</span>` : failed,
    ...latency,
  ];
}
