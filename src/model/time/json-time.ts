// Durations and times in JSON values: metav1.Duration, metav1.Time and metav1.MicroTime.
// Imitates their UnmarshalJSON and MarshalJSON, staging apimachinery pkg/apis/meta/v1, v1.36.

import { parseDurationText, type ParsedDuration } from "./duration-text.ts";
import {
  isZeroTimestamp,
  microTimeText,
  parseMicroTime,
  parseTime,
  timeText,
  ZERO_TIMESTAMP,
  type ParsedTimestamp,
  type Timestamp,
} from "./timestamp.ts";

/** A metav1.Duration: a text only, and null counts as an empty one. */
export function durationOfJson(value: unknown): ParsedDuration {
  const text = value === null ? "" : value;
  return typeof text === "string" ? parseDurationText(text) : { kind: "refused", message: notText(value) };
}

/** A metav1.Time; null is the zero time. */
export function timeOfJson(value: unknown): ParsedTimestamp {
  return timestampOfJson(value, parseTime);
}

/** A metav1.MicroTime; null is the zero time. */
export function microTimeOfJson(value: unknown): ParsedTimestamp {
  return timestampOfJson(value, parseMicroTime);
}

/** How a metav1.Time is written: null if it is the zero time. */
export function timeToJson(timestamp: Timestamp): string | null {
  return isZeroTimestamp(timestamp) ? null : timeText(timestamp);
}

/** How a metav1.MicroTime is written: null if it is the zero time. */
export function microTimeToJson(timestamp: Timestamp): string | null {
  return isZeroTimestamp(timestamp) ? null : microTimeText(timestamp);
}

function timestampOfJson(value: unknown, parse: (text: string) => ParsedTimestamp): ParsedTimestamp {
  if (value === null) return { kind: "parsed", timestamp: ZERO_TIMESTAMP };
  return typeof value === "string" ? parse(value) : { kind: "refused", message: notText(value) };
}

function notText(value: unknown): string {
  return `json: cannot unmarshal ${jsonKind(value)} into Go value of type string`;
}

/** What Go's decoder calls the value. */
function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
}
