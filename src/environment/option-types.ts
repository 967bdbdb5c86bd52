// Parts of which the options of faults and actions are made, each with the words that a user is told.
// Knows the forms of values, not what they are for.

import { z } from "zod";

import { DURATION_EXAMPLES, DURATION_PATTERN } from "./duration-text.ts";

/** A text that is not empty. */
export function textOption(description: string) {
  return z.string().min(1).meta({ description });
}

/** A span of time as people write it. */
export function durationOption(description: string) {
  return z
    .string()
    .regex(DURATION_PATTERN)
    .meta({ description: `${description}: ${DURATION_EXAMPLES}` });
}

/** Labels, names to texts. */
export function labelsOption(description: string) {
  return z.record(z.string(), z.string().meta({ description: "A text" })).meta({ description });
}

/** true or false. */
export function switchOption(description: string) {
  return z.boolean().meta({ description });
}
