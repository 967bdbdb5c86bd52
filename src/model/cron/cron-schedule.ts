// The schedule of a CronJob: five fields, a descriptor (`@daily`) or a fixed delay (`@every 90m`), perhaps behind
// `TZ=zone `. Imitates parser.go and constantdelay.go of robfig/cron v3.0.1, which Kubernetes uses, with its error texts.

import { parseDurationText } from "../time/duration-text.ts";
import { everyValue, fieldOf, parseField, type FieldBounds, type FieldValues } from "./cron-field.ts";
import { findTimeZone, UTC, type TimeZone } from "./time-zone.ts";

/** Starts whenever all fields match the clock of the zone. */
export interface FieldSchedule {
  readonly kind: "fields";
  readonly minute: FieldValues;
  readonly hour: FieldValues;
  readonly dayOfMonth: FieldValues;
  readonly month: FieldValues;
  /** 0 is Sunday. */
  readonly dayOfWeek: FieldValues;
  readonly zone: TimeZone;
}

/** Starts again and again after a fixed delay, counted from the time before. */
export interface DelaySchedule {
  readonly kind: "delay";
  readonly delaySeconds: number;
}

export type CronSchedule = FieldSchedule | DelaySchedule;

export type ParsedSchedule =
  | { readonly kind: "parsed"; readonly schedule: CronSchedule }
  /** `message` is the parser's error text. */
  | { readonly kind: "refused"; readonly message: string }
  /** The real parser panics with this text. */
  | { readonly kind: "crashed"; readonly message: string };

const MINUTE: FieldBounds = { min: 0, max: 59 };
const HOUR: FieldBounds = { min: 0, max: 23 };
const DAY_OF_MONTH: FieldBounds = { min: 1, max: 31 };
const MONTH: FieldBounds = { min: 1, max: 12, names: numbered("jan feb mar apr may jun jul aug sep oct nov dec", 1) };
const DAY_OF_WEEK: FieldBounds = { min: 0, max: 6, names: numbered("sun mon tue wed thu fri sat", 0) };

const FIELD_COUNT = 5;
const EVERY = "@every ";
/** What Go counts as a space; JavaScript's `\s` has the byte order mark too, and lacks the next line. */
const SPACES = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const SPACES_AROUND = new RegExp(`^${SPACES.source}|${SPACES.source}$`, "g");
const NS_PER_SECOND = 1_000_000_000n;

/** The descriptors without `@every`: which fields are not `*`, from the minute to the day of the week. */
const DESCRIPTORS: ReadonlyMap<string, readonly (number | "*")[]> = new Map([
  ["@yearly", [0, 0, 1, 1, "*"]],
  ["@annually", [0, 0, 1, 1, "*"]],
  ["@monthly", [0, 0, 1, "*", "*"]],
  ["@weekly", [0, 0, "*", "*", 0]],
  ["@daily", [0, 0, "*", "*", "*"]],
  ["@midnight", [0, 0, "*", "*", "*"]],
  ["@hourly", [0, "*", "*", "*", "*"]],
]);

/** The schedule of a text, as cron.ParseStandard reads it. Without a zone it goes by UTC. */
export function parseCronSchedule(text: string): ParsedSchedule {
  if (text === "") return refused("empty spec string");
  if (!text.startsWith("TZ=") && !text.startsWith("CRON_TZ=")) return parseInZone(text, UTC);
  const nameStart = text.indexOf("=") + 1;
  const nameEnd = text.indexOf(" ");
  if (nameEnd === -1) return { kind: "crashed", message: "runtime error: slice bounds out of range [:-1]" };
  const name = text.slice(nameStart, nameEnd);
  const found = findTimeZone(name);
  if (found.kind === "unknown") return refused(`provided bad location ${name}: ${found.message}`);
  return parseInZone(text.slice(nameEnd).replaceAll(SPACES_AROUND, ""), found.zone);
}

/**
 * What the CronJob controller makes of a CronJob's `schedule` and `timeZone` before it parses it: a zone in the schedule
 * comes before the field, and a zone that is not known is passed over.
 */
export function scheduleTextInZone(schedule: string, timeZone: string | undefined): string {
  if (timeZone === undefined || schedule.includes("TZ") || findTimeZone(timeZone).kind === "unknown") return schedule;
  return `TZ=${timeZone} ${schedule}`;
}

function parseInZone(text: string, zone: TimeZone): ParsedSchedule {
  if (text.startsWith("@")) return parseDescriptor(text, zone);
  const fields = text.split(SPACES).filter((field) => field !== "");
  if (fields.length !== FIELD_COUNT)
    return refused(`expected exactly ${FIELD_COUNT} fields, found ${fields.length}: [${fields.join(" ")}]`);
  const bounds = [MINUTE, HOUR, DAY_OF_MONTH, MONTH, DAY_OF_WEEK];
  const values: FieldValues[] = [];
  for (const [index, field] of fields.entries()) {
    const parsed = parseField(field, bounds[index]!);
    if (parsed.kind === "refused") return parsed;
    values.push(parsed.values);
  }
  return { kind: "parsed", schedule: fieldSchedule(values, zone) };
}

function parseDescriptor(text: string, zone: TimeZone): ParsedSchedule {
  const descriptor = DESCRIPTORS.get(text);
  if (descriptor !== undefined) {
    const bounds = [MINUTE, HOUR, DAY_OF_MONTH, MONTH, DAY_OF_WEEK];
    const values = descriptor.map((value, index) =>
      value === "*" ? everyValue(bounds[index]!) : fieldOf(value, bounds[index]!),
    );
    return { kind: "parsed", schedule: fieldSchedule(values, zone) };
  }
  if (!text.startsWith(EVERY)) return refused(`unrecognized descriptor: ${text}`);
  const delay = parseDurationText(text.slice(EVERY.length));
  if (delay.kind === "refused") return refused(`failed to parse duration ${text}: ${delay.message}`);
  // Whole seconds, and at least one.
  const delaySeconds = Math.max(1, Number(delay.durationNs / NS_PER_SECOND));
  return { kind: "parsed", schedule: { kind: "delay", delaySeconds } };
}

function fieldSchedule(values: readonly FieldValues[], zone: TimeZone): FieldSchedule {
  const [minute, hour, dayOfMonth, month, dayOfWeek] = values;
  return {
    kind: "fields",
    minute: minute!,
    hour: hour!,
    dayOfMonth: dayOfMonth!,
    month: month!,
    dayOfWeek: dayOfWeek!,
    zone,
  };
}

function numbered(names: string, first: number): ReadonlyMap<string, number> {
  return new Map(names.split(" ").map((name, index) => [name, first + index]));
}

function refused(message: string): { readonly kind: "refused"; readonly message: string } {
  return { kind: "refused", message };
}
