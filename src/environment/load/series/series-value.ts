// Values as recorded series write them, and what is wrong with those that are none. Knows one text at a time.

import { show } from "../../manifests/show-value.ts";
import type { OptionProblem } from "../../option-reader.ts";
import type { ValueRange } from "../profile-options.ts";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const NOT_A_NUMBER = /^[+-]?(?:nan|na|n\/a|null|none|inf|infinity|-)$/i;
const NO_MEASUREMENT = "a number of 0 or more; leave out times without a measurement, and say gaps in the scenario";

/** The number, or what is wrong with it. */
export function parseSeriesValue(name: string, text: string, { most }: ValueRange): number | OptionProblem {
  const shown = `${name}: ${text === "" ? "there is nothing" : `${show(text)} is no number`}`;
  if (text === "" || NOT_A_NUMBER.test(text)) {
    return { code: "not-a-number", message: shown, expected: NO_MEASUREMENT };
  }
  if (!NUMBER.test(text)) {
    return { code: "wrong-type", message: shown, expected: "a number without unit or separators, such as 1234.5" };
  }
  const value = Number(text);
  if (value >= 0 && value <= most) return value;
  const message = `${name}: ${text} is ${value < 0 ? "negative" : "out of range"}`;
  return { code: value < 0 ? "negative-rate" : "out-of-range", message, expected: `a number from 0 to ${most}` };
}
