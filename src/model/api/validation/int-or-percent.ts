// What the API server says of numbers that may be percentages.
// Imitates pkg/apis/apps/validation/validation.go (ValidatePositiveIntOrPercent …) and apimachinery
// pkg/util/intstr, v1.36.

import { plainNumber, type IntOrPercent } from "../../int-or-percent.ts";
import { percentProblems } from "../../name-formats.ts";
import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { validateNonNegative } from "./numbers.ts";

const PERCENT = /^\d+%$/;

/** That it is a number from zero up, or a percentage. */
export function validatePositiveIntOrPercent(value: IntOrPercent, path: FieldPath): readonly FieldError[] {
  if (typeof value === "number") return validateNonNegative(value, path);
  return percentProblems(value).map((problem) => invalid(path, value, problem));
}

/** That a percentage is at most 100; other values pass. */
export function validateAtMost100Percent(value: IntOrPercent, path: FieldPath): readonly FieldError[] {
  if (typeof value === "number" || !PERCENT.test(value) || Number.parseInt(value, 10) <= 100) return [];
  return [invalid(path, value, "must not be greater than 100%")];
}

/** The number or the percentage; a text that is neither counts as the integer that it is, or 0. */
export function intOrPercentValue(value: IntOrPercent): number {
  return plainNumber(typeof value === "string" && PERCENT.test(value) ? value.slice(0, -1) : value);
}
