// What the API server says of a text that must be one of a few words.
// Imitates the switches of pkg/apis/core/validation/validation.go, v1.36.

import { notSupported, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";

/** A word that must be there; `supported` in the order in which the message lists them. */
export function validateChoice(
  value: string | undefined,
  supported: readonly string[],
  path: FieldPath,
): readonly FieldError[] {
  return value === undefined || value === "" ? [required(path)] : validateOptionalChoice(value, supported, path);
}

/** A word that may be missing; an empty one is not. */
export function validateOptionalChoice(
  value: string | undefined,
  supported: readonly string[],
  path: FieldPath,
): readonly FieldError[] {
  return value === undefined || supported.includes(value) ? [] : [notSupported(path, value, supported)];
}
