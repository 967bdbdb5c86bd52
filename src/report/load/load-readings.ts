// What several outputs read out of a run's load and autoscalers in the same way: names, what belongs together, limits on latency.

import type {
  AutoscalerOutcome,
  LoadFindings,
  RequestFindings,
  SimulationResult,
  SourceFindings,
  SourceSeries,
} from "../../simulation/result.ts";

import { formatExactCount, formatPercent, formatSeconds } from "../human-numbers.ts";

/** Undefined where nobody asked anything of the pods. */
export function loadIn({ motion }: Pick<SimulationResult, "motion">): LoadFindings | undefined {
  return motion?.load;
}

export function autoscalersIn({ motion }: Pick<SimulationResult, "motion">): readonly AutoscalerOutcome[] {
  return motion?.autoscalers ?? [];
}

/** `hpa/web`, and with its namespace before it where `all` lie in several ones. */
export function autoscalerName({ namespace, name }: AutoscalerOutcome, all: readonly AutoscalerOutcome[]): string {
  return all.every((other) => other.namespace === namespace) ? `hpa/${name}` : `${namespace}/hpa/${name}`;
}

/** `service/web` of `service/shop/web`, and with the namespace before it where `all` lie in several ones. */
export function targetName(target: string, all: readonly string[]): string {
  const [kind = "", namespace = "", name = ""] = target.split("/");
  const isAlone = all.every((other) => other.split("/")[1] === namespace);
  return isAlone ? `${kind}/${name}` : `${namespace}/${kind}/${name}`;
}

/** All targets of a load, sources' and services'. */
export function targetsOf({ sources, services }: LoadFindings): readonly string[] {
  return [...new Set([...sources, ...services].map(({ target }) => target))];
}

/** Those first of which most failed, then those with the longest 99th percentile. */
export function worstFirst<Found extends RequestFindings>(all: readonly Found[]): readonly Found[] {
  return all.toSorted(
    (left, right) =>
      right.errorRatio - left.errorRatio || (right.latencySeconds?.p99 ?? 0) - (left.latencySeconds?.p99 ?? 0),
  );
}

/** Each reason for which requests failed, in words, in the order in which a request may meet them. */
export const FAILURE_WORDS: Readonly<Record<string, string>> = Object.freeze({
  "no-station": "no pod",
  refused: "refused",
  "queue-full": "queue full",
  timeout: "timeout",
  "cut-off": "cut off",
  "call-failed": "call failed",
});

/** `timeout 12.0%, queue full 0.3%`, each of all that ended; those first that occurred most. */
export function failureText({ failed, errorRatio }: RequestFindings): string {
  const all = Object.values(failed).reduce((sum, count) => sum + count, 0);
  return Object.entries(failed)
    .toSorted(([, left], [, right]) => right - left)
    .map(([why, count]) => `${wordsFor(why)} ${formatPercent((errorRatio * count) / all)}`)
    .join(", ");
}

function wordsFor(why: string): string {
  return Object.hasOwn(FAILURE_WORDS, why) ? FAILURE_WORDS[why]! : why;
}

/** Requests that failed, by why: 0 where none did. */
export function failedFor({ failed }: RequestFindings, why: string): number {
  return Object.hasOwn(failed, why) ? failed[why]! : 0;
}

/** A count that may be an expectation. */
export function requestCount(count: number): string {
  return formatExactCount(Math.round(count));
}

/** About three digits: 0.25, 31.4, 1,204. */
export function rateText(perSecond: number): string {
  return perSecond >= 100 ? formatExactCount(Math.round(perSecond)) : String(Number(perSecond.toPrecision(3)));
}

/** How the figures of requests came about. */
export function wayText({ way }: LoadFindings): string {
  return way === "exact"
    ? "request by request"
    : "by intervals: requests are expectations, and latencies follow from queueing theory";
}

/** The series of the source that sends the most to one of the targets, or else the most of all. */
export function leadingSource(load: LoadFindings, targets: readonly string[]): SourceSeries | undefined {
  const requestsOf = (sources: readonly SourceFindings[]): readonly (readonly [string, number])[] => {
    const sums = new Map<string, number>();
    for (const { source, requests } of sources) sums.set(source, (sums.get(source) ?? 0) + requests);
    return [...sums].toSorted(([, left], [, right]) => right - left);
  };
  const [own] = requestsOf(load.sources.filter(({ target }) => targets.includes(target)));
  const [any] = requestsOf(load.sources);
  return load.series.find(({ source }) => source === (own ?? any)?.[0]);
}

/** `0.3% (100ms)`: which part took longer than is promised, or failed; empty where nothing is promised. */
export function missedText({ slo }: SourceFindings): string {
  return slo === undefined ? "" : `${formatPercent(slo.missedRatio)} (${formatSeconds(slo.seconds)})`;
}

/** A limit to the latency of requests: what a threshold sets to a percentile, or what is promised of each. */
export interface LatencyLimit {
  /** `limit of p(95)`, `promised`. */
  readonly name: string;
  readonly seconds: number;
}

const LATENCY_THRESHOLD = /^\s*http_request_duration_seconds(?:\{([^}]*)\})?\s*([a-z][a-z0-9.]*(?:\([^()]*\))?)\s*<=?/i;

/** What thresholds say of the source or of all, and what is promised of its requests. */
export function latencyLimits(
  { thresholds }: Pick<SimulationResult, "thresholds">,
  load: LoadFindings,
  source: string,
): readonly LatencyLimit[] {
  const own = load.sources.filter((each) => each.source === source);
  const targets = own.map(({ target }) => target.split("/")[2]!);
  const promised = [...new Set(own.flatMap(({ slo }) => (slo === undefined ? [] : [slo.seconds])))];
  const limits = thresholds.flatMap(({ threshold, limit }) => {
    const [, labels, figure] = LATENCY_THRESHOLD.exec(threshold) ?? [];
    if (figure === undefined) return [];
    const isMeant = (labels ?? "").split(",").every((label) => {
      const [name = "", value = ""] = label.split("=").map((part) => part.trim().replace(/^"(.*)"$/, "$1"));
      if (name === "source") return value === source;
      return name !== "target" || targets.includes(value);
    });
    return isMeant ? [{ name: `limit of ${figure}`, seconds: limit }] : [];
  });
  return [...limits, ...promised.map((seconds) => ({ name: "promised", seconds }))];
}
