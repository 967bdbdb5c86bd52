// The clock of a run as cron schedules need it: schedules are about the calendar, not about when the run began.
// Knows the controllers' clock only.

import { parseTime } from "../../../model/time/timestamp.ts";

import type { ControllerClock } from "../controller.ts";

const US_PER_SECOND = 1_000_000;

/** Now, in µs since 1970-01-01T00:00:00Z. */
export function epochNowUs(clock: ControllerClock): number {
  const text = clock.timestampAt(clock.nowUs);
  return epochUsOf(text)! + (clock.nowUs - clock.momentOf(text)!);
}

/** The moment that an object names, in µs since 1970; undefined for none. */
export function epochUsOf(timestamp: string | undefined): number | undefined {
  if (timestamp === undefined) return undefined;
  const parsed = parseTime(timestamp);
  return parsed.kind === "parsed" ? parsed.timestamp.epochSecond * US_PER_SECOND : undefined;
}
