// How long a pod that failed is kept from trying again.
// Imitates pkg/scheduler/backend/queue/backoff_queue.go, v1.36, with SchedulerPopFromBackoffQ on (default): everything is cut
// to whole seconds.

import { moment, US_PER_SECOND, type SimTime } from "../../base/time.ts";

import type { VersionBehaviour } from "../../model/version-behaviour.ts";

/** Initial and longest backoff in seconds. */
export interface BackoffLimits {
  readonly initialSeconds: number;
  readonly maxSeconds: number;
}

/** Which failures of a pod lengthen its backoff: those of the kind that it failed with last, or all (v1.33). */
export type BackoffRule = VersionBehaviour["backoffRule"];

/** Backoff after the `failures`-th failure that counts: initial, doubled each time, up to the longest. */
export function backoffSeconds(failures: number, { initialSeconds, maxSeconds }: BackoffLimits): number {
  if (failures === 0) return 0;
  let backoff = initialSeconds;
  for (let doubling = 1; doubling < failures && backoff < maxSeconds; doubling += 1) backoff *= 2;
  return Math.min(backoff, maxSeconds);
}

/** The whole second in which a backoff runs out. */
export function expirySecond(failedAt: SimTime, failures: number, limits: BackoffLimits): number {
  return Math.floor((failedAt + backoffSeconds(failures, limits) * US_PER_SECOND) / US_PER_SECOND);
}

/** Still backing off: until the second after the one of expiry. */
export function isBackingOff(expiry: number, now: SimTime): boolean {
  return expiry >= Math.floor(now / US_PER_SECOND);
}

/** The next whole second after a moment. */
export function nextWholeSecond(now: SimTime): SimTime {
  return moment((Math.floor(now / US_PER_SECOND) + 1) * US_PER_SECOND);
}
