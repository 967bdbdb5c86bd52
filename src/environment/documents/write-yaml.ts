// Plain data as YAML documents that kubectl and plimsoll read as the same data: what their YAML 1.1 would take for a
// number, a boolean or a date is quoted.

import { dump } from "js-yaml";

/**
 * One document a value. Every text comes back as it was; undefined fields are left out. No key of a topmost mapping may
 * begin with three dashes, which would look like the end of a document.
 */
export function yamlText(values: readonly unknown[]): string {
  return values.map((value) => dump(value, { lineWidth: -1, noRefs: true, skipInvalid: true })).join("---\n");
}

/** One value in one line, as in `{cpu: 4, memory: 8Gi}`. */
export function yamlLine(value: unknown): string {
  return dump(value, { flowLevel: 0, lineWidth: -1, noRefs: true, skipInvalid: true }).trim();
}
