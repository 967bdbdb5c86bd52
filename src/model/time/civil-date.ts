// Dates of the calendar as numbers of days, and seconds since 1970 as date and time of day. UTC only.
// The Gregorian calendar, extended to all years as Go's time package does it. Knows nothing of time zones.

import { merged } from "../../base/merged.ts";

export const SECONDS_PER_MINUTE = 60;
export const SECONDS_PER_HOUR = 3_600;
export const SECONDS_PER_DAY = 86_400;

/** The second at which Go's zero time lies: 0001-01-01T00:00:00Z. */
export const ZERO_TIME_SECOND = -62_135_596_800;

/** A date: month 1 to 12, day 1 to 31. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A date and a time of day. */
export interface CivilTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const MONTHS_PER_YEAR = 12;
const DAYS_PER_ERA = 146_097;
const YEARS_PER_ERA = 400;
/** Days from the first of March of the year 0 to 1970-01-01. */
const EPOCH_DAYS = 719_468;

/** Days since 1970-01-01. A month or day beyond its range is carried over: month 13 is January of the next year. */
export function daysOfDate(year: number, month: number, day: number): number {
  // Years are counted from March, so that the leap day is the last of its year.
  const months = year * MONTHS_PER_YEAR + month - 3;
  const marchYear = Math.floor(months / MONTHS_PER_YEAR);
  const marchMonth = months - marchYear * MONTHS_PER_YEAR;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((153 * marchMonth + 2) / 5) + day - 1 - EPOCH_DAYS;
}

/** The date that lies so many days after 1970-01-01. */
export function dateOfDays(days: number): CivilDate {
  const shifted = days + EPOCH_DAYS;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = era * YEARS_PER_ERA + yearOfEra + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 };
}

/** How many days the month has. */
export function daysInMonth(year: number, month: number): number {
  return daysOfDate(year, month + 1, 1) - daysOfDate(year, month, 1);
}

/** 0 is Sunday. */
export function weekdayOfDays(days: number): number {
  // 1970-01-01 was a Thursday.
  return (((days + 4) % 7) + 7) % 7;
}

/** Seconds since 1970-01-01T00:00:00Z of a UTC date and time of day; parts beyond their range are carried over. */
export function secondOfCivilTime({ year, month, day, hour, minute, second }: CivilTime): number {
  const inDay = hour * SECONDS_PER_HOUR + minute * SECONDS_PER_MINUTE + second;
  return daysOfDate(year, month, day) * SECONDS_PER_DAY + inDay;
}

/** The UTC date and time of day of a whole second since 1970. */
export function civilTimeOfSecond(epochSecond: number): CivilTime {
  const days = Math.floor(epochSecond / SECONDS_PER_DAY);
  const inDay = epochSecond - days * SECONDS_PER_DAY;
  const hour = Math.floor(inDay / SECONDS_PER_HOUR);
  const minute = Math.floor((inDay - hour * SECONDS_PER_HOUR) / SECONDS_PER_MINUTE);
  return merged(dateOfDays(days), { hour, minute, second: inDay % SECONDS_PER_MINUTE });
}
