// A second with the date and time that clocks of a time zone show then, and the way back from date and time to second.
// Imitates Time.In, Date and AddDate of package time, Go 1.26: dates that a zone skips or repeats come out as there.

import {
  dateOfDays,
  daysOfDate,
  SECONDS_PER_DAY,
  SECONDS_PER_HOUR,
  SECONDS_PER_MINUTE,
  weekdayOfDays,
} from "../time/civil-date.ts";
import type { TimeZone } from "./time-zone.ts";

/** A second since 1970-01-01T00:00:00Z, and what clocks of `zone` show. */
export interface LocalMoment {
  readonly epochSecond: number;
  readonly zone: TimeZone;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly dayOfWeek: number;
}

/** What clocks of the zone show at a whole second. */
export function localMoment(epochSecond: number, zone: TimeZone): LocalMoment {
  const local = epochSecond + zone.offsetSecondsAt(epochSecond);
  const days = Math.floor(local / SECONDS_PER_DAY);
  const inDay = local - days * SECONDS_PER_DAY;
  const { year, month, day } = dateOfDays(days);
  return {
    epochSecond,
    zone,
    year,
    month,
    day,
    hour: Math.floor(inDay / SECONDS_PER_HOUR),
    minute: Math.floor(inDay / SECONDS_PER_MINUTE) % 60,
    second: inDay % SECONDS_PER_MINUTE,
    dayOfWeek: weekdayOfDays(days),
  };
}

/** So many seconds later, by no clock. */
export function secondsLater(from: LocalMoment, seconds: number): LocalMoment {
  return localMoment(from.epochSecond + seconds, from.zone);
}

/** The same day at the start of the hour `hour`. */
export function atHour(from: LocalMoment, hour: number): LocalMoment {
  return atCivil(from.zone, daysOfDate(from.year, from.month, from.day), hour * SECONDS_PER_HOUR);
}

/** The first of the month at midnight. */
export function atMonthStart(from: LocalMoment): LocalMoment {
  return atCivil(from.zone, daysOfDate(from.year, from.month, 1), 0);
}

/** The same time of day so many days later. */
export function daysLater(from: LocalMoment, days: number): LocalMoment {
  return atCivil(from.zone, daysOfDate(from.year, from.month, from.day + days), secondsOfDay(from));
}

/** The same day and time of day in a later month; a day that it lacks is carried over into the next. */
export function monthsLater(from: LocalMoment, months: number): LocalMoment {
  return atCivil(from.zone, daysOfDate(from.year, from.month + months, from.day), secondsOfDay(from));
}

function secondsOfDay({ hour, minute, second }: LocalMoment): number {
  return hour * SECONDS_PER_HOUR + minute * SECONDS_PER_MINUTE + second;
}

/**
 * The moment at which clocks show so many days and seconds. Go first takes the offset that would hold if the clocks
 * showed UTC, then the one at the second that this gives: of two such moments or of none, that decides which it is.
 */
function atCivil(zone: TimeZone, days: number, inDaySeconds: number): LocalMoment {
  const local = days * SECONDS_PER_DAY + inDaySeconds;
  const guess = zone.offsetSecondsAt(local);
  const offset = guess === 0 ? 0 : zone.offsetSecondsAt(local - guess);
  return localMoment(local - offset, zone);
}
