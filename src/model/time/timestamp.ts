// Points in time as the API writes them: metav1.Time (`2026-01-01T00:00:00Z`) and metav1.MicroTime (six decimals).
// Imitates MarshalJSON and UnmarshalJSON of staging apimachinery pkg/apis/meta/v1/{time,micro_time}.go, v1.36,
// and package time's Parse for their two layouts, with its leniency and its error texts.

import { civilTimeOfSecond, daysInMonth, secondOfCivilTime, ZERO_TIME_SECOND } from "./civil-date.ts";
import { byteText, quotedBytes } from "./quoted-bytes.ts";

/** A point in time: whole seconds since 1970-01-01T00:00:00Z, and nanoseconds within the second. */
export interface Timestamp {
  readonly epochSecond: number;
  readonly nanosecond: number;
}

export type ParsedTimestamp =
  | { readonly kind: "parsed"; readonly timestamp: Timestamp }
  /** `message` is Go's error text. */
  | { readonly kind: "refused"; readonly message: string };

/** What Go's zero time.Time is, which the API writes as null. */
export const ZERO_TIMESTAMP: Timestamp = Object.freeze({ epochSecond: ZERO_TIME_SECOND, nanosecond: 0 });

/** The parts of both layouts up to the seconds: what stands before each, its layout, and what is wrong beyond `max`. */
const PARTS = Object.freeze([
  { before: "", layout: "2006", digits: /^\d{4}/, min: 0, max: 9_999, name: "year" },
  { before: "-", layout: "01", digits: /^\d\d/, min: 1, max: 12, name: "month" },
  // A day beyond its month is told at the end.
  { before: "-", layout: "02", digits: /^\d\d/, min: 0, max: 99, name: "day" },
  // The one part that may have a single digit.
  { before: "T", layout: "15", digits: /^\d\d?/, min: 0, max: 23, name: "hour" },
  { before: ":", layout: "04", digits: /^\d\d/, min: 0, max: 59, name: "minute" },
  { before: ":", layout: "05", digits: /^\d\d/, min: 0, max: 59, name: "second" },
] as const);

const ZONE_LAYOUT = "Z07:00";
const MICROSECONDS_LAYOUT = ".000000";
const START_LAYOUT = "2006-01-02T15:04:05";
const SECOND_LAYOUT = `${START_LAYOUT}${ZONE_LAYOUT}`;
const MICROSECOND_LAYOUT = `${START_LAYOUT}${MICROSECONDS_LAYOUT}${ZONE_LAYOUT}`;

/** A metav1.Time. A fraction of a second is read, of any length, though it is never written. */
export function parseTime(text: string): ParsedTimestamp {
  return parsed(new Reading(SECOND_LAYOUT, text), anyFraction);
}

/** A metav1.MicroTime: exactly six decimals. */
export function parseMicroTime(text: string): ParsedTimestamp {
  return parsed(new Reading(MICROSECOND_LAYOUT, text), sixDecimals);
}

/** The text of a metav1.Time: whole seconds, UTC. */
export function timeText({ epochSecond }: Timestamp): string {
  return `${civilText(epochSecond)}Z`;
}

/** The text of a metav1.MicroTime: six decimals, UTC. */
export function microTimeText({ epochSecond, nanosecond }: Timestamp): string {
  return `${civilText(epochSecond)}.${padded(Math.trunc(nanosecond / 1_000), 6)}Z`;
}

/** Whether it is Go's zero time, which the API writes as null. */
export function isZeroTimestamp({ epochSecond, nanosecond }: Timestamp): boolean {
  return epochSecond === ZERO_TIME_SECOND && nanosecond === 0;
}

/** How a metav1.Time stands in JSON: null if it is the zero time. */
export function timeToJson(timestamp: Timestamp): string | null {
  return isZeroTimestamp(timestamp) ? null : timeText(timestamp);
}

/** How a metav1.MicroTime stands in JSON: null if it is the zero time. */
export function microTimeToJson(timestamp: Timestamp): string | null {
  return isZeroTimestamp(timestamp) ? null : microTimeText(timestamp);
}

/** `2026-01-01T00:00:00` without a zone. Years have four digits or more; before the year 0 they have a sign. */
export function civilText(localSecond: number): string {
  const { year, month, day, hour, minute, second } = civilTimeOfSecond(localSecond);
  const sign = year < 0 ? "-" : "";
  const date = `${sign}${padded(Math.abs(year), 4)}-${padded(month)}-${padded(day)}`;
  return `${date}T${padded(hour)}:${padded(minute)}:${padded(second)}`;
}

function padded(value: number, digits = 2): string {
  return value.toString().padStart(digits, "0");
}

function parsed(reading: Reading, readFraction: (reading: Reading) => number): ParsedTimestamp {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = PARTS.map((part) => reading.part(part));
  const nanosecond = readFraction(reading);
  const offsetSeconds = reading.zone();
  reading.finish(year, month, day);
  if (reading.problem !== undefined) return { kind: "refused", message: reading.problem };
  const epochSecond = secondOfCivilTime({ year, month, day, hour, minute, second }) - offsetSeconds;
  return { kind: "parsed", timestamp: { epochSecond, nanosecond } };
}

function anyFraction(reading: Reading): number {
  const digits = reading.take(/^[.,]\d+/).slice(1, 10);
  return Number(digits.padEnd(9, "0"));
}

/** Go reads the decimals as a number that may have a sign. */
function sixDecimals(reading: Reading): number {
  const start = reading.rest;
  const found = reading.take(/^[.,](?:\d{6}|[-+]\d{5})/).slice(1);
  if (found === "") reading.fail(MICROSECONDS_LAYOUT, start);
  const micros = Number(found);
  if (micros < 0) reading.failAtRange("fractional second");
  return Math.abs(micros) * 1_000;
}

/** Reads a text from left to right; after the first problem every further step is passed over. */
class Reading {
  readonly #layout: string;
  readonly #text: string;
  rest: string;
  problem: string | undefined;

  constructor(layout: string, text: string) {
    this.#layout = layout;
    this.#text = byteText(text);
    this.rest = this.#text;
  }

  part({ before, layout, digits, min, max, name }: (typeof PARTS)[number]): number {
    if (!this.rest.startsWith(before)) this.fail(before, this.rest);
    else if (this.problem === undefined) this.rest = this.rest.slice(before.length);
    const start = this.rest;
    const found = this.take(digits);
    if (found === "") this.fail(layout, start);
    const value = Number(found);
    if (value < min || value > max) this.failAtRange(name);
    return value;
  }

  /** The seconds that the clock of the zone is ahead of UTC. */
  zone(): number {
    const start = this.rest;
    if (this.take(/^Z/) !== "") return 0;
    const form = /^(.)(..):(..)/s.exec(start);
    if (form === null) return this.fail(ZONE_LAYOUT, start);
    const [whole, sign = "", hours = "", minutes = ""] = form;
    // Offsets of 24 hours and of 60 minutes are let through.
    const inRange = { hour: isBetween(hours, 24), minute: !/^\d\d$/.test(hours) || isBetween(minutes, 60) };
    if (!inRange.minute) this.failAtRange("time zone offset minute");
    if (!inRange.hour) this.failAtRange("time zone offset hour");
    if (!/^[-+]\d\d:\d\d$/.test(whole)) return this.fail(ZONE_LAYOUT, start);
    if (this.problem === undefined) this.rest = start.slice(whole.length);
    const size = Number(hours) * 3_600 + Number(minutes) * 60;
    return sign === "-" ? -size : size;
  }

  finish(year: number, month: number, day: number): void {
    if (this.rest !== "") this.#failWith(`: extra text: ${quotedBytes(this.rest)}`);
    if (day < 1 || day > daysInMonth(year, month)) this.failAtRange("day");
  }

  /** What stands next if it matches, else nothing. */
  take(pattern: RegExp): string {
    if (this.problem !== undefined) return "";
    const found = pattern.exec(this.rest)?.[0] ?? "";
    this.rest = this.rest.slice(found.length);
    return found;
  }

  fail(layoutPart: string, textPart: string): number {
    this.#failWith(
      ` as ${quotedBytes(this.#layout)}: cannot parse ${quotedBytes(textPart)} as ${quotedBytes(layoutPart)}`,
    );
    return 0;
  }

  failAtRange(name: string): void {
    this.#failWith(`: ${name} out of range`);
  }

  #failWith(what: string): void {
    this.problem ??= `parsing time ${quotedBytes(this.#text)}${what}`;
  }
}

/** Anything but two digits is not out of range: it is no number. */
function isBetween(digits: string, max: number): boolean {
  return !/^\d\d$/.test(digits) || Number(digits) <= max;
}
