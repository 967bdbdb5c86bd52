// A warning about a field, as kubectl prints it after `Warning: `.
// Imitates the warnings of pkg/api, v1.36.

import type { FieldPath } from "../field-path.ts";

/** `spec.x: text`. */
export function warningAt(path: FieldPath, text: string): string {
  return `${path.toString()}: ${text}`;
}
