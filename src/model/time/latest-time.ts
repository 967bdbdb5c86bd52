// The latest of times as the API writes them, whose texts are in the order of time. Pure functions of texts.
// Source: k8s.io/apimachinery pkg/apis/meta/v1/time.go, v1.36.

import { parseTime, timeText } from "./timestamp.ts";

/** Whole seconds of UTC. */
const WRITTEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Undefined: there is none. */
export function latestTime(times: readonly (string | null | undefined)[]): string | undefined {
  let latest: string | undefined;
  for (const time of times) {
    if (typeof time === "string" && (latest === undefined || time > latest) && WRITTEN.test(time)) latest = time;
  }
  return latest;
}

/** The time one second later; undefined for none. */
export function secondAfter(time: string | undefined): string | undefined {
  const parsed = time === undefined ? undefined : parseTime(time);
  if (parsed?.kind !== "parsed") return undefined;
  return timeText({ epochSecond: parsed.timestamp.epochSecond + 1, nanosecond: 0 });
}
