// A result as JSON: exactly its data, versioned by `apiVersion` and `kind`, readable and not too long.

import type { SimulationResult } from "../../simulation/result.ts";

import { visibleJson } from "../neutral-text.ts";

/** Indented JSON with a line feed at its end; a number that is not finite is null. Parses back to the result. */
export function resultJson(result: SimulationResult): string {
  return versionedJson(result);
}

/** The same for any data that names its version and kind. */
export function versionedJson(data: { readonly apiVersion: string; readonly kind: string }): string {
  return `${visibleJson(indented(data, ""))}\n`;
}

/** Objects and lists of objects one entry a line; lists of plain values on a single line. */
function indented(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every(isPlain)) return JSON.stringify(value);
    return enclosed(
      "[",
      "]",
      value.map((entry) => indented(entry, inner)),
      indent,
    );
  }
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return enclosed(
    "{",
    "}",
    entries.map(([key, held]) => `${JSON.stringify(key)}: ${indented(held, inner)}`),
    indent,
  );
}

function isPlain(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

function enclosed(open: string, close: string, entries: readonly string[], indent: string): string {
  if (entries.length === 0) return open + close;
  return `${open}\n${entries.map((entry) => `${indent}  ${entry}`).join(",\n")}\n${indent}${close}`;
}
