// Errors as lines that a test can name.

import type { FieldError } from "../../../src/model/api/field-error.ts";

/** `spec.replicas: Invalid value: -1: …`, sorted: the server's order means nothing. */
export function errorLines(errors: readonly FieldError[]): readonly string[] {
  return errors.map(({ path, message }) => `${String(path)}: ${message}`).toSorted();
}
