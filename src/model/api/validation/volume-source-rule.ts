// The rules of the sources that a volume may have, as data, and that it has exactly one.
// Imitates pkg/apis/core/validation/validation.go (validateVolumeSource, ValidatePersistentVolumeSpec), v1.36.

import { forbidden, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { requireFields } from "./volume-disks.ts";

/** One kind of source: the field that it stands in, and what is wrong with its value. */
export interface VolumeSourceRule {
  readonly field: string;
  /** Where the server says that it is one too many; undefined if it never does. */
  readonly refusedAt: string | undefined;
  /** Where mistakes within it are told: with some sources the field's name is not spelt right. */
  readonly judgedAt: string;
  /** Only ever sees values of its own field. */
  readonly validate: (source: never, path: FieldPath) => readonly FieldError[];
}

/** A rule whose places are spelt as its field. */
export function sourceRule(field: string, validate: VolumeSourceRule["validate"]): VolumeSourceRule {
  return { field, refusedAt: field, judgedAt: field, validate };
}

/** A rule that asks for nothing but that the fields of the source are there. */
export function requiring(field: string, ...fields: readonly string[]): VolumeSourceRule {
  return sourceRule(field, (source, path) => requireFields(source, fields, path));
}

/** What was found out about the sources of a volume. */
export interface SourcesVerdict {
  readonly errors: readonly FieldError[];
  /** The field of the only source that was looked into: the first one by the order of the rules. */
  readonly judged: string | undefined;
}

/** Of several sources all but the first by the order of the rules are one too many. */
export function validateSources(
  volume: Readonly<Record<string, unknown>>,
  rules: readonly VolumeSourceRule[],
  path: FieldPath,
): SourcesVerdict {
  const errors: FieldError[] = [];
  let judged: string | undefined;
  for (const { field, refusedAt, judgedAt, validate } of rules) {
    const source = volume[field];
    if (source === undefined) continue;
    if (judged !== undefined && refusedAt !== undefined) {
      errors.push(forbidden(path.child(refusedAt), "may not specify more than 1 volume type"));
      continue;
    }
    judged ??= field;
    errors.push(...validate(source as never, path.child(judgedAt)));
  }
  if (judged === undefined) errors.push(required(path, "must specify a volume type"));
  return { errors, judged };
}
