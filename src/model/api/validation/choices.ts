// What the API server says of a text that must be one of a few words.
// Imitates the switches of pkg/apis/core/validation/validation.go, v1.36.

import { duplicate, invalid, notSupported, PrintedValue, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { jsonText } from "../../go-text.ts";

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
  return value === undefined || supported.includes(value) ? [] : [unsupportedWord(path, value, supported)];
}

/** That a word is none of those that its type has: words with a type of their own print as JSON. */
export function unsupportedWord(path: FieldPath, value: string, supported: readonly string[]): FieldError {
  return { ...notSupported(path, new PrintedValue(jsonText(value)), supported), value };
}

/** That a word with a type of its own is wrong for another reason. */
export function invalidWord(path: FieldPath, value: string, detail: string): FieldError {
  return invalid(path, new PrintedValue(jsonText(value)), detail);
}

/** That such a word stands there twice. */
export function duplicateWord(path: FieldPath, value: string): FieldError {
  return duplicate(path, new PrintedValue(jsonText(value)));
}
