// What the API server says of changes to fields that keep their value for ever.
// Imitates apimachinery pkg/api/validation/objectmeta.go (ValidateImmutableField), v1.36.

import type { ApiType } from "../api-type.ts";
import { encodeValue } from "../encode.ts";
import { invalid, PrintedValue, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { jsonText } from "../../go-text.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";

/** That a value of the type is what it was; absent is another value than empty, but for lists and maps. */
export function validateImmutableValue(
  value: unknown,
  old: unknown,
  type: ApiType,
  path: FieldPath,
): readonly FieldError[] {
  return areSemanticallyEqual(value, old, type) ? [] : [invalid(path, printed(value, type), "field is immutable")];
}

/** As JSON with the fields in the order of the type; words with a type of their own print as JSON, too. */
function printed(value: unknown, type: ApiType): unknown {
  if (typeof value === "string" && type.goType !== "string") return new PrintedValue(jsonText(value));
  return value === undefined ? undefined : encodeValue(value, type);
}
