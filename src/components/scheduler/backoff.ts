// How long a pod that failed is kept from trying again.
// Imitates pkg/scheduler/backend/queue/backoff_queue.go, v1.36. With SchedulerPopFromBackoffQ on (the default) everything is
// cut to whole seconds.

import { moment, US_PER_SECOND, type SimTime } from "../../base/time.ts";

import type { VersionBehaviour } from "../../model/version-behaviour.ts";

/** Initial and longest backoff in seconds; a longest one of 0 means that nobody backs off. */
export interface BackoffLimits {
  readonly initialSeconds: number;
  readonly maxSeconds: number;
}

/** Which failures of a pod lengthen its backoff: those of the kind that it failed with last, or all (v1.33). */
export type BackoffRule = VersionBehaviour["backoffRule"];

/** Whether the ends of backoffs are looked at by the whole second, or as they are. */
export type BackoffClock = "whole-seconds" | "exact";

/** The expiry of a pod that does not back off. */
export const NO_BACKOFF = -1;

/** Backoff after the `failures`-th failure that counts: initial, doubled each time, up to the longest. */
export function backoffSeconds(failures: number, { initialSeconds, maxSeconds }: BackoffLimits): number {
  if (failures === 0) return 0;
  let backoff = initialSeconds;
  for (let doubling = 1; doubling < failures && backoff < maxSeconds; doubling += 1) backoff *= 2;
  return Math.min(backoff, maxSeconds);
}

/** When a backoff runs out, µs, by the clock; NO_BACKOFF if there is none. */
export function expiryUs(failedAt: SimTime, failures: number, limits: BackoffLimits, clock: BackoffClock): number {
  if (failures === 0 || limits.maxSeconds === 0) return NO_BACKOFF;
  return asRead(failedAt + backoffSeconds(failures, limits) * US_PER_SECOND, clock);
}

/** Still backing off: by whole seconds until the second after the one of expiry. */
export function isBackingOff(expiry: number, now: SimTime, clock: BackoffClock): boolean {
  return expiry >= asRead(now, clock);
}

/** The next whole second after a moment. */
export function nextWholeSecond(now: SimTime): SimTime {
  return moment((Math.floor(now / US_PER_SECOND) + 1) * US_PER_SECOND);
}

function asRead(us: number, clock: BackoffClock): number {
  return clock === "exact" ? us : Math.floor(us / US_PER_SECOND) * US_PER_SECOND;
}
