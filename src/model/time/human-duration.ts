// Ages for people, as kubectl shows them: `5d2h`, `3m20s`, `27h`.
// Imitates staging apimachinery pkg/util/duration/duration.go, v1.36.

import { durationSeconds } from "./duration-text.ts";

const NS_PER_SECOND = 1_000_000_000n;
const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;
const DAYS_PER_YEAR = 365;
const HOURS_PER_YEAR = HOURS_PER_DAY * DAYS_PER_YEAR;

/** Two to three significant figures of a duration of 64-bit nanoseconds: the AGE column of `kubectl get`. */
export function humanDuration(durationNs: bigint): string {
  const short = secondsText(durationNs, 2 * SECONDS_PER_MINUTE);
  if (short !== undefined) return short;
  const seconds = Number(durationNs / NS_PER_SECOND);
  const minutes = Math.trunc(seconds / SECONDS_PER_MINUTE);
  const hours = Math.trunc(minutes / MINUTES_PER_HOUR);
  const days = Math.trunc(hours / HOURS_PER_DAY);
  if (minutes < 10) return pair(minutes, "m", seconds % SECONDS_PER_MINUTE, "s");
  if (minutes < 3 * MINUTES_PER_HOUR) return `${minutes}m`;
  if (hours < 8) return pair(hours, "h", minutes % MINUTES_PER_HOUR, "m");
  if (hours < 2 * HOURS_PER_DAY) return `${hours}h`;
  if (days < 8) return pair(days, "d", hours % HOURS_PER_DAY, "h");
  if (days < 2 * DAYS_PER_YEAR) return `${days}d`;
  const years = Math.trunc(days / DAYS_PER_YEAR);
  return years < 8 ? pair(years, "y", days % DAYS_PER_YEAR, "d") : `${years}y`;
}

/** One unit only, cut: the form of `kubectl top` and of short listings. */
export function shortHumanDuration(durationNs: bigint): string {
  const short = secondsText(durationNs, SECONDS_PER_MINUTE);
  if (short !== undefined) return short;
  const minutes = Math.trunc(inUnits(durationNs, 60n * NS_PER_SECOND));
  if (minutes < MINUTES_PER_HOUR) return `${minutes}m`;
  const hours = inUnits(durationNs, 3_600n * NS_PER_SECOND);
  const wholeHours = Math.trunc(hours);
  if (wholeHours < HOURS_PER_DAY) return `${wholeHours}h`;
  if (wholeHours < HOURS_PER_YEAR) return `${Math.trunc(wholeHours / HOURS_PER_DAY)}d`;
  return `${Math.trunc(hours / HOURS_PER_DAY / DAYS_PER_YEAR)}y`;
}

/** The text of a duration below `limitSeconds`. Clocks may differ by less than two seconds: that is no age at all. */
function secondsText(durationNs: bigint, limitSeconds: number): string | undefined {
  const seconds = Math.trunc(durationSeconds(durationNs));
  if (seconds < -1) return "<invalid>";
  if (seconds < 0) return "0s";
  return seconds < limitSeconds ? `${seconds}s` : undefined;
}

/** The double that Go's Duration.Minutes and Duration.Hours give. */
function inUnits(durationNs: bigint, unitNs: bigint): number {
  return Number(durationNs / unitNs) + Number(durationNs % unitNs) / Number(unitNs);
}

/** The smaller part is left out if it is nothing. */
function pair(count: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${count}${unit}` : `${count}${unit}${rest}${restUnit}`;
}
