// What the API server says of a field that it refuses: a type, a path, and a message in fixed words.
// Imitates apimachinery pkg/util/validation/field/errors.go, v1.36.

import type { FieldPath } from "./field-path.ts";
import { jsonText, quoted } from "../go-text.ts";

export type FieldErrorType =
  | "FieldValueNotFound"
  | "FieldValueRequired"
  | "FieldValueDuplicate"
  | "FieldValueInvalid"
  | "FieldValueNotSupported"
  | "FieldValueForbidden"
  | "FieldValueTooLong"
  | "FieldValueTooShort"
  | "FieldValueTooMany"
  | "InternalError"
  | "FieldValueTypeInvalid";

export interface FieldError {
  readonly type: FieldErrorType;
  readonly path: FieldPath;
  /** All but the path: `Invalid value: -1: must be greater than or equal to 0`. */
  readonly message: string;
  /** What would have been accepted, where the message lists it: the nearest name is looked for there. */
  readonly supported?: readonly string[];
  /** The text that was refused, where it is one. */
  readonly value?: string;
  /** The feature gate that would let it in. */
  readonly gate?: string;
}

/** A value that Go prints in a way of its own, such as a struct of the server's internal types. */
export class PrintedValue {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The value as messages show it: strings quoted, structures as JSON, absent ones as `null`. */
function valueText(value: unknown): string {
  if (value instanceof PrintedValue) return value.text;
  if (value === undefined || value === null) return "null";
  if (typeof value === "string") return quoted(value);
  return jsonText(value);
}

function withDetail(head: string, detail: string): string {
  return detail === "" ? head : `${head}: ${detail}`;
}

export function notFound(path: FieldPath, value: unknown): FieldError {
  return { type: "FieldValueNotFound", path, message: `Not found: ${valueText(value)}` };
}

export function required(path: FieldPath, detail = ""): FieldError {
  return { type: "FieldValueRequired", path, message: withDetail("Required value", detail) };
}

export function duplicate(path: FieldPath, value: unknown): FieldError {
  return { type: "FieldValueDuplicate", path, message: `Duplicate value: ${valueText(value)}` };
}

export function invalid(path: FieldPath, value: unknown, detail = ""): FieldError {
  return { type: "FieldValueInvalid", path, message: withDetail(`Invalid value: ${valueText(value)}`, detail) };
}

/** `supported` in the order in which the server lists them (sorted, where it takes them from a set). */
export function notSupported(path: FieldPath, value: unknown, supported: readonly string[]): FieldError {
  const detail = supported.length === 0 ? "" : `supported values: ${supported.map(quoted).join(", ")}`;
  const message = withDetail(`Unsupported value: ${valueText(value)}`, detail);
  const error = { type: "FieldValueNotSupported", path, message, supported } as const;
  return typeof value === "string" ? { ...error, value } : error;
}

export function forbidden(path: FieldPath, detail = ""): FieldError {
  return { type: "FieldValueForbidden", path, message: withDetail("Forbidden", detail) };
}

/** `maxLength` in bytes. */
export function tooLong(path: FieldPath, maxLength: number): FieldError {
  const detail = maxLength >= 0 ? `may not be more than ${counted(maxLength, "byte")}` : "value is too long";
  return { type: "FieldValueTooLong", path, message: `Too long: ${detail}` };
}

export function tooMany(path: FieldPath, actual: number, maximum: number): FieldError {
  const shown = actual >= 0 ? `Too many: ${actual}` : "Too many";
  const detail = maximum >= 0 ? `must have at most ${counted(maximum, "item")}` : "has too many items";
  return { type: "FieldValueTooMany", path, message: `${shown}: ${detail}` };
}

export function typeInvalid(path: FieldPath, value: unknown, detail = ""): FieldError {
  return { type: "FieldValueTypeInvalid", path, message: withDetail(`Invalid value: ${valueText(value)}`, detail) };
}

export function internalError(path: FieldPath, detail: string): FieldError {
  return { type: "InternalError", path, message: `Internal error: ${detail}` };
}

/** `maxLength` in characters. */
export function tooLongCharacters(path: FieldPath, maxLength: number): FieldError {
  const detail = maxLength >= 0 ? `may not be more than ${counted(maxLength, "character")}` : "value is too long";
  return { type: "FieldValueTooLong", path, message: `Too long: ${detail}` };
}

export function tooShort(path: FieldPath, minLength: number): FieldError {
  const detail = minLength >= 0 ? `must be at least ${counted(minLength, "character")}` : "value is too short";
  return { type: "FieldValueTooShort", path, message: `Too short: ${detail}` };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
