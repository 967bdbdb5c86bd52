// Spans of time as people write them in manifests and scenarios: `90s`, `1h30m`, `250ms`, `1.5h`, `7d`.
// Go's durations (time.ParseDuration) without signs and nanoseconds, with days added.

import { span, type Duration } from "../base/time.ts";

const UNITS_US: Readonly<Record<string, number>> = Object.freeze({
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
});

const PART = /(\d+(?:\.\d+)?)(us|ms|s|m|h|d)/g;

/** The whole text is parts of number and unit. */
export const DURATION_PATTERN = /^(\d+(\.\d+)?(us|ms|s|m|h|d))+$/;

/** A hundred years: a few such spans, one after the other, stay below the 285 years that can be counted exactly. */
const MAX_DURATION_US = 36_525 * UNITS_US["d"]!;

/** For messages. */
export const DURATION_EXAMPLES = "a duration such as 90s, 1h30m, 250ms or 7d";

/** The span, rounded to the microsecond; undefined if the text is none or lies beyond a hundred years. */
export function parseDuration(text: string): Duration | undefined {
  if (!DURATION_PATTERN.test(text)) return undefined;
  let total = 0;
  for (const [, count = "", unit = ""] of text.matchAll(PART)) total += Number(count) * UNITS_US[unit]!;
  const us = Math.round(total);
  return us <= MAX_DURATION_US ? span(us) : undefined;
}

/** The nearest valid text to one that is none: a missing or misspelt unit. */
export function nearestDuration(text: string): string | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text);
  if (match === null) return undefined;
  const [, count = "", unit = ""] = match;
  const words: Readonly<Record<string, string>> = { "": "s", min: "m", hr: "h", week: "" };
  const lower = unit.toLowerCase();
  const short = Object.hasOwn(words, lower) ? words[lower]! : lower.replace(/(?<=^[smhd])[a-z]+$/, "");
  return Object.hasOwn(UNITS_US, short) ? count + short : undefined;
}
