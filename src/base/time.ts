// Simulated time: moments and spans, both whole microseconds held in a double.
// Knows nothing of what happens in time. A moment is exact up to 2^53 µs, that is 285 years.
// The two are different types on purpose: adding two moments must not compile.

import { invariant } from "./invariant.ts";

declare const momentBrand: unique symbol;
declare const spanBrand: unique symbol;

/** A moment of simulated time: whole microseconds since the run began. */
export type SimTime = number & { readonly [momentBrand]: true };

/** A span of simulated time in whole microseconds; never negative. */
export type Duration = number & { readonly [spanBrand]: true };

/** Microseconds in one second. */
export const US_PER_SECOND = 1_000_000;

/** The first moment of every run. */
export const SIMULATION_START = 0 as SimTime;

/** A moment from whole microseconds; fractions and negatives are our mistake. */
export function moment(us: number): SimTime {
  invariant(Number.isSafeInteger(us) && us >= 0, "a moment is a whole number of microseconds", { us });
  return us as SimTime;
}

/** A span from whole microseconds; fractions and negatives are our mistake. */
export function span(us: number): Duration {
  invariant(Number.isSafeInteger(us) && us >= 0, "a span is a whole number of microseconds", { us });
  return us as Duration;
}

/** A span from seconds, rounded to the nearest microsecond. */
export function seconds(count: number): Duration {
  return span(Math.round(count * US_PER_SECOND));
}

/** The moment that lies `length` after `start`. */
export function after(start: SimTime, length: Duration): SimTime {
  return (start + length) as SimTime;
}

/** The span from one moment to a later or equal one. */
export function between(earlier: SimTime, later: SimTime): Duration {
  invariant(later >= earlier, "a span runs forward", { earlier, later });
  return (later - earlier) as Duration;
}

/** Seconds of a moment or span, for reports. */
export function inSeconds(us: SimTime | Duration): number {
  return us / US_PER_SECOND;
}
