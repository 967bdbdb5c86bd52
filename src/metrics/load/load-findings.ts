// What became of a run's requests, as plain data for results. Times in seconds; counts of load that was worked out by intervals are
// expectations, and need not be whole.

/** Latencies of requests that were answered. Within a 128th. */
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

export interface LoadFindings {
  readonly sources: readonly SourceFindings[];
  readonly services: readonly ServiceFindings[];
  readonly series: readonly SourceSeries[];
}
