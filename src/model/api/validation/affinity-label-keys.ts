// What the API server says of label keys whose values are those of the pod itself.
// Imitates pkg/apis/core/validation/validation.go (ValidateMatchLabelKeysAndMismatchLabelKeys), v1.36.

import { forbidden, invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { LabelSelector } from "../types/object-meta.ts";
import { validateLabelName } from "./labels.ts";

const NO_KEYS: readonly string[] = Object.freeze([]);

/** `path` is that of the term or constraint in which the keys and the selector stand. */
export function validateLabelKeys(
  matching: readonly string[] = NO_KEYS,
  mismatching: readonly string[] = NO_KEYS,
  selector: LabelSelector | undefined,
  path: FieldPath,
): readonly FieldError[] {
  if (matching.length === 0 && mismatching.length === 0) return [];
  return [
    ...validateKeyNames(matching, selector, path.child("matchLabelKeys")),
    ...validateKeyNames(mismatching, selector, path.child("mismatchLabelKeys")),
    ...validateSelectedKeys(matching, selector, path),
    ...matching.flatMap((key, index) =>
      mismatching.includes(key)
        ? [
            invalid(
              path.child("matchLabelKeys").index(index),
              key,
              "exists in both matchLabelKeys and mismatchLabelKeys",
            ),
          ]
        : [],
    ),
  ];
}

function validateKeyNames(
  keys: readonly string[],
  selector: LabelSelector | undefined,
  path: FieldPath,
): readonly FieldError[] {
  if (keys.length === 0) return [];
  if (selector === undefined) return [forbidden(path, "must not be specified when labelSelector is not set")];
  return keys.flatMap((key, index) => validateLabelName(key, path.index(index)));
}

/**
 * That no key is selected by otherwise, too. The server has merged the keys into the selector when it looks, so it
 * minds the second expression of a key; and it names an item of the term as the place.
 */
function validateSelectedKeys(
  keys: readonly string[],
  selector: LabelSelector | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const seen = new Set(Object.keys(selector?.matchLabels ?? {}));
  return (selector?.matchExpressions ?? []).flatMap(({ key = "" }) => {
    const isSecond = seen.has(key);
    seen.add(key);
    if (!isSecond || !keys.includes(key)) return [];
    return [invalid(path.index(keys.lastIndexOf(key)), key, "exists in both matchLabelKeys and labelSelector")];
  });
}
