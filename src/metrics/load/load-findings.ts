// What became of a run's requests, as plain data for results. Times in seconds; counts of load that was worked out by intervals are
// expectations, and need not be whole.

import type { CrowdedNode } from "../../cluster/crowded-node.ts";

/**
 * Latencies of requests that were answered; and, seen from their source, how long those waited that had no answer at the end and had
 * waited longer than any that was answered. Within a 128th.
 */
export interface LatencySummary {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface RequestFindings {
  readonly requests: number;
  readonly answered: number;
  /** By why they failed, as src/queueing/traffic-model.ts names it; only what occurred. */
  readonly failed: Readonly<Record<string, number>>;
  /** Failed ones among those that were answered or failed; 0 where there were none. */
  readonly errorRatio: number;
  /** Over the time that was measured. */
  readonly requestsPerSecond: number;
  /** Null where none was answered. */
  readonly latencySeconds: LatencySummary | null;
}

/** Requests from outside, retries included. */
export interface SourceFindings extends RequestFindings {
  readonly source: string;
  /** Where they go: `service/NAMESPACE/NAME`. */
  readonly target: string;
  readonly requestClass: string;
  /** Without an answer at the end, after a longer time than any other waited; absent: none. */
  readonly overdue?: { readonly requests: number; readonly longestSeconds: number };
  /** Absent where nothing is promised. */
  readonly slo?: {
    readonly seconds: number;
    /** Requests that took longer, or failed. */
    readonly missed: number;
    /** Among those that were answered, failed, or are overdue. */
    readonly missedRatio: number;
  };
}

/** Each attempt at a service, as it sees it. */
export interface ServiceFindings extends RequestFindings {
  readonly service: string;
  readonly target: string;
  readonly requestClass: string;
}

/** A source over time; figures of a span from each moment on. Latencies are null where nothing was answered. */
export interface SourceSeries {
  readonly source: string;
  readonly atSeconds: readonly number[];
  readonly requestsPerSecond: readonly number[];
  readonly errorsPerSecond: readonly number[];
  readonly p50Seconds: readonly (number | null)[];
  readonly p95Seconds: readonly (number | null)[];
  readonly p99Seconds: readonly (number | null)[];
}

/** What a service was asked for over time; rates of a span from each moment on. */
export interface DemandSeries {
  readonly atSeconds: readonly number[];
  /** Attempts at it, retries included. */
  readonly requestsPerSecond: readonly number[];
  readonly errorsPerSecond: readonly number[];
  /** Cores that would be busy at any moment if all that came were served: requests times what one takes of a processor on average. */
  readonly demandCores: readonly number[];
}

export interface ServiceSeries extends DemandSeries {
  readonly service: string;
  /** `service/NAMESPACE/NAME`. */
  readonly target: string;
}

/** Without how they came about. */
export interface ServedFindings {
  readonly sources: readonly SourceFindings[];
  readonly services: readonly ServiceFindings[];
  readonly series: readonly SourceSeries[];
  readonly demand: readonly ServiceSeries[];
}

export interface LoadFindings extends ServedFindings {
  /** The longest first. */
  readonly crowdedNodes: readonly CrowdedNode[];
  /** Request by request, or by intervals. */
  readonly way: "exact" | "intervals";
}
