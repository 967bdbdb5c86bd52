// What the API server says of tolerations that are written as JSON in an annotation, as they were at first.
// Imitates pkg/apis/core/validation/validation.go (ValidateTolerationsInPodAnnotations) and helper.go, v1.36.

import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { TOLERATIONS } from "../pod-annotation-names.ts";
import type { Toleration } from "../types/affinity.ts";
import { validateTolerations } from "./toleration.ts";

const TEXT_FIELDS: ReadonlySet<string> = new Set(["key", "operator", "value", "effect"]);

/** `path` is that of the annotations. */
export function validateTolerationsAnnotation(text: string, path: FieldPath): readonly FieldError[] {
  if (text === "") return [];
  const read = readTolerations(text);
  if (typeof read === "string") return [invalid(path, TOLERATIONS, read)];
  return validateTolerations(read, path.child(TOLERATIONS));
}

/** The tolerations, or why the text is none. */
function readTolerations(text: string): readonly Toleration[] | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (parsed === null) return [];
  if (!Array.isArray(parsed)) return mismatch(parsed, "value of type []core.Toleration");
  const tolerations: Toleration[] = [];
  for (const item of parsed as readonly unknown[]) {
    const toleration = readToleration(item);
    if (typeof toleration === "string") return toleration;
    tolerations.push(toleration);
  }
  return tolerations;
}

/** Go's own decoder takes names of fields in any case, and passes over what it does not know. */
function readToleration(item: unknown): Toleration | string {
  if (item === null) return {};
  if (typeof item !== "object" || Array.isArray(item)) return mismatch(item, "value of type core.Toleration");
  const toleration: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) {
    const field = name.toLowerCase();
    if (value === null || value === "") continue;
    if (TEXT_FIELDS.has(field)) {
      if (typeof value !== "string") return mismatch(value, `struct field Toleration.${field} of type string`);
      toleration[field] = value;
    } else if (field === "tolerationseconds") {
      if (!Number.isInteger(value)) return mismatch(value, "struct field Toleration.TolerationSeconds of type int64");
      toleration["tolerationSeconds"] = value;
    }
  }
  return toleration;
}

function mismatch(value: unknown, target: string): string {
  const kind = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
  return `json: cannot unmarshal ${kind} into Go ${target}`;
}
