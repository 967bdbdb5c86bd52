// Times as recorded series write them: dates with or without a zone, seconds (or their thousandths and so on) since 1970 or since a
// beginning, and spans such as `90s`. Knows one text at a time.

import {
  daysInMonth,
  daysOfDate,
  SECONDS_PER_DAY,
  SECONDS_PER_HOUR,
  SECONDS_PER_MINUTE,
} from "../../../model/time/civil-date.ts";

import { parseDuration } from "../../duration-text.ts";

/** All times of a file are written in one way. */
export type TimeForm = "a date without a zone" | "a date with a zone" | NumberForm | "a span";

type NumberForm = "seconds" | "milliseconds" | "microseconds" | "nanoseconds";

export interface SeriesTime {
  readonly form: TimeForm;
  readonly us: number;
}

export const TIME_EXAMPLES =
  "a time such as 2026-01-31 23:59:00, 2026-01-31T23:59:00Z, 1769903940 (seconds since 1970) or 90s";

const US_PER_SECOND = 1_000_000;
const NUMBER = /^\d+(?:\.\d+)?$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)? ?(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/**
 * Since 1970 at most a hundred thousand years in the unit, which tells the units apart: of today, seconds have ten digits,
 * milliseconds thirteen.
 */
const LIMITS: readonly (readonly [NumberForm, number, number])[] = [
  ["seconds", 100_000_000_000, US_PER_SECOND],
  ["milliseconds", 100_000_000_000_000, 1_000],
  ["microseconds", 100_000_000_000_000_000, 1],
];

/** The time; undefined if the text is none. */
export function parseSeriesTime(text: string): SeriesTime | undefined {
  if (NUMBER.test(text)) return numberTime(text);
  const date = DATE.exec(text);
  if (date !== null) return dateTime(date);
  const us = parseDuration(text);
  return us === undefined ? undefined : { form: "a span", us };
}

function numberTime(text: string): SeriesTime {
  const number = Number(text);
  for (const [form, limit, unitUs] of LIMITS) {
    if (number < limit) return { form, us: Math.round(number * unitUs) };
  }
  return { form: "nanoseconds", us: Math.round(number / 1_000) };
}

function dateTime(match: RegExpExecArray): SeriesTime | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(numberOf);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  // A leap second is the one after it.
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const [fraction = "", zone] = match.slice(7) as (string | undefined)[];
  const seconds =
    daysOfDate(year, month, day) * SECONDS_PER_DAY + hour * SECONDS_PER_HOUR + minute * SECONDS_PER_MINUTE + second;
  const us = seconds * US_PER_SECOND + Math.round(Number(`0.${fraction}0`) * US_PER_SECOND);
  if (zone === undefined) return { form: "a date without a zone", us };
  return { form: "a date with a zone", us: us - zoneUs(zone) };
}

/** Parts of a date may be left out from the end. */
function numberOf(part: string | undefined): number {
  return Number(part ?? 0);
}

/** How far a zone's clocks are ahead of UTC. */
function zoneUs(zone: string): number {
  const digits = zone.replaceAll(/\D/g, "");
  if (digits === "") return 0;
  const seconds = Number(digits.slice(0, 2)) * SECONDS_PER_HOUR + Number(digits.slice(2)) * SECONDS_PER_MINUTE;
  return (zone.startsWith("-") ? -seconds : seconds) * US_PER_SECOND;
}
