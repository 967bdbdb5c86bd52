// How long a controller's queue holds back an item that failed. Spans are whole nanoseconds.
// Imitates client-go util/workqueue/default_rate_limiters.go, v1.36.

/** Go's longest duration, as a double. */
const INT64_MAX_NS = 9_223_372_036_854_775_808;

/** Doubles with each failure, up to a longest delay. */
export interface ExponentialRetry {
  readonly baseNs: number;
  readonly maxNs: number;
}

/** A short delay for the first failures, a long one for the others. */
export interface FastSlowRetry {
  readonly fastNs: number;
  readonly slowNs: number;
  readonly fastAttempts: number;
}

/** The queues of most controllers: from 5 ms up to 1000 s. */
export const CONTROLLER_RETRY: ExponentialRetry = Object.freeze({ baseNs: 5_000_000, maxNs: 1_000_000_000_000 });

/** The delay after a failure that `earlierFailures` others came before. */
export function exponentialDelayNs({ baseNs, maxNs }: ExponentialRetry, earlierFailures: number): number {
  let delayNs = baseNs;
  // Doubling is exact, and a delay that is not longer than the longest never comes back down to it.
  for (let failure = 0; failure < earlierFailures && delayNs > 0 && delayNs <= INT64_MAX_NS; failure += 1) delayNs *= 2;
  return Math.min(delayNs, maxNs);
}

/** The delay after a failure that `earlierFailures` others came before. */
export function fastSlowDelayNs({ fastNs, slowNs, fastAttempts }: FastSlowRetry, earlierFailures: number): number {
  return earlierFailures < fastAttempts ? fastNs : slowNs;
}
