// What the API server says of counts.
// Imitates apimachinery pkg/api/validation/generic.go and pkg/apis/core/validation/validation.go, v1.36.

import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";

export function validateNonNegative(value: number | bigint, path: FieldPath): readonly FieldError[] {
  return value >= 0 ? [] : [invalid(path, value, "must be greater than or equal to 0")];
}

export function validatePositive(value: number, path: FieldPath): readonly FieldError[] {
  return value > 0 ? [] : [invalid(path, value, "must be greater than zero")];
}
