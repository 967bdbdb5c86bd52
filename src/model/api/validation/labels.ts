// What the API server says of labels, annotations and label selectors.
// Imitates apimachinery pkg/apis/meta/v1/validation/validation.go and pkg/api/validation/objectmeta.go, v1.36.

import { utf8LengthBytes } from "../../format-problem.ts";
import { lowerCase } from "../../go-string.ts";
import { labelValueProblems, qualifiedNameProblems } from "../../qualified-name.ts";
import { forbidden, invalid, required, tooLong, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { LabelSelector, LabelSelectorRequirement } from "../types/object-meta.ts";
import { invalidWord } from "./choices.ts";

type StringMap = Readonly<Record<string, string>>;

/** Bytes of all names and values of an object's annotations. */
const ANNOTATIONS_SIZE_MAX = 256 * 1024;

export const BAD_OPERATOR = "not a valid selector operator";

export function validateLabelName(name: string, path: FieldPath): readonly FieldError[] {
  return qualifiedNameProblems(name).map((problem) => invalid(path, name, problem));
}

/** The server names the map, not the key, as the place of every mistake. */
export function validateLabels(labels: StringMap | undefined, path: FieldPath): readonly FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([name, value]) => [
    ...validateLabelName(name, path),
    ...labelValueProblems(value).map((problem) => invalid(path, value, problem)),
  ]);
}

export function validateAnnotations(annotations: StringMap | undefined, path: FieldPath): readonly FieldError[] {
  const entries = Object.entries(annotations ?? {});
  const errors = entries.flatMap(([name]) =>
    qualifiedNameProblems(lowerCase(name)).map((problem) => invalid(path, name, problem)),
  );
  const sizeBytes = entries.reduce((total, [name, value]) => total + utf8LengthBytes(name) + utf8LengthBytes(value), 0);
  return sizeBytes > ANNOTATIONS_SIZE_MAX ? [...errors, tooLong(path, ANNOTATIONS_SIZE_MAX)] : errors;
}

/** Selectors of new objects; an absent one has no mistakes. */
export function validateLabelSelector(selector: LabelSelector | undefined, path: FieldPath): readonly FieldError[] {
  if (selector === undefined) return [];
  return [
    ...validateLabels(selector.matchLabels, path.child("matchLabels")),
    ...(selector.matchExpressions ?? []).flatMap((requirement, index) =>
      validateRequirement(requirement, path.child("matchExpressions").index(index)),
    ),
  ];
}

function validateRequirement(requirement: LabelSelectorRequirement, path: FieldPath): readonly FieldError[] {
  const { key = "", values = [] } = requirement;
  return [
    ...validateSetOperator(requirement, path),
    ...validateLabelName(key, path.child("key")),
    ...values.flatMap((value, index) =>
      labelValueProblems(value).map((problem) => invalid(path.child("values").index(index), value, problem)),
    ),
  ];
}

/** That the operator is one on sets of values, and has values or none. */
export function validateSetOperator(requirement: LabelSelectorRequirement, path: FieldPath): readonly FieldError[] {
  const { operator = "", values = [] } = requirement;
  switch (operator) {
    case "In":
    case "NotIn":
      if (values.length > 0) return [];
      return [required(path.child("values"), "must be specified when `operator` is 'In' or 'NotIn'")];
    case "Exists":
    case "DoesNotExist":
      if (values.length === 0) return [];
      return [forbidden(path.child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")];
    default:
      return [invalidWord(path.child("operator"), operator, BAD_OPERATOR)];
  }
}
