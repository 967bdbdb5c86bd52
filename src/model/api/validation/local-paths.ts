// What the API server says of paths in files' systems of nodes and containers.
// Imitates pkg/apis/core/validation/validation.go (validateLocalDescendingPath …), v1.36.

import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";

const BACKSTEP = /(?:^|\/)\.\.(?:\/|$)/;

/** Whether a part of the path leads upwards. */
export function hasBackstep(text: string): boolean {
  return BACKSTEP.test(text);
}

/** A path none of whose parts is `..`. */
export function validatePathWithoutBacksteps(text: string, path: FieldPath): readonly FieldError[] {
  return hasBackstep(text) ? [invalid(path, text, "must not contain '..'")] : [];
}

/** A relative path that does not lead upwards. */
export function validateDescendingPath(text: string, path: FieldPath): readonly FieldError[] {
  const errors = validatePathWithoutBacksteps(text, path);
  return text.startsWith("/") ? [invalid(path, text, "must be a relative path"), ...errors] : errors;
}

/** A relative path that does not lead upwards and whose first part is not reserved. */
export function validateNonReservedPath(text: string, path: FieldPath): readonly FieldError[] {
  const errors = validateDescendingPath(text, path);
  const isReserved = text.startsWith("..") && !text.startsWith("../");
  return isReserved ? [...errors, invalid(path, text, "must not start with '..'")] : errors;
}
