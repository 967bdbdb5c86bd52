// Parts of which the options of load profiles are made, and how they are read.

import { z } from "zod";

import { span, US_PER_SECOND, type Duration } from "../../base/time.ts";

import { durationOption } from "../option-types.ts";
import type { OptionPath, OptionReader } from "../option-reader.ts";

/** What the values of a profile are, and how large they may be. */
export interface ValueRange {
  readonly most: number;
  readonly unit: string;
}

/** More than any service of this world has. */
export const REQUEST_RATES: ValueRange = Object.freeze({ most: 1_000_000_000, unit: "requests a second" });
/** In thousandths, as autoscalers count, they are whole numbers of 64 bits. */
export const METRIC_VALUES: ValueRange = Object.freeze({
  most: 1_000_000_000_000_000,
  unit: "in the metric's own unit",
});

/** As long as metrics-server and the HPA look away: finer steps would be seen by nobody. */
const DEFAULT_RESOLUTION_US = span(15 * US_PER_SECOND);
/** A day of shorter steps would be a million changes, each of which a run must look at. */
const SHORTEST_STEP_US = 100_000;

export function rateOption(description: string, { most, unit }: ValueRange) {
  return z
    .number()
    .min(0)
    .max(most)
    .meta({ description: `${description}: ${unit}, 0 to ${most}` });
}

export const RESOLUTION_OPTION = durationOption(
  "How long the steps are into which it is cut, each with its mean, at least 100ms; absent: 15s",
).optional();

/** Length of the steps. */
export function readResolution(written: string | undefined, reader: OptionReader): Duration {
  return written === undefined ? DEFAULT_RESOLUTION_US : readStep(written, ["resolution"], reader);
}

/** A span that is no shorter than the shortest step; one that is is told. */
export function readStep(written: string, path: OptionPath, reader: OptionReader): Duration {
  const us = reader.spanOf(written, path);
  if (us >= SHORTEST_STEP_US) return us;
  const message = `${String(path.at(-1))}: ${written} is out of range`;
  reader.report(path, { code: "out-of-range", message, expected: "at least 100ms" });
  return DEFAULT_RESOLUTION_US;
}

/** A moment or span that may be absent. */
export function readSpan(written: string | undefined, path: OptionPath, reader: OptionReader): number {
  return written === undefined ? 0 : reader.spanOf(written, path);
}
