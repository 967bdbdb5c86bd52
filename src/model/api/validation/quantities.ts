// What the API server says of amounts.
// Imitates pkg/apis/core/validation/validation.go (ValidateNonnegativeQuantity, ValidateResourceQuantityValue …), v1.36.

import { parseQuantity } from "../../quantity/parse-quantity.ts";
import { isNegative, signOf, ZERO_QUANTITY, type Quantity } from "../../quantity/quantity.ts";
import { roundedUpToMilli } from "../../quantity/quantity-arithmetic.ts";
import { exactMilli, exactUnits } from "../../quantity/whole-units.ts";
import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { isCountedResource } from "./resource-names.ts";

const MILLI_PER_UNIT = 1000n;

/** The amount of a decoded text; what is absent is nothing. */
export function amountOf(text: string | undefined): Quantity {
  return (text === undefined ? undefined : parseQuantity(text)) ?? ZERO_QUANTITY;
}

/** Whether the amount is a whole number, as far as the server's 64 bits can tell. */
export function isWhole(amount: Quantity): boolean {
  return exactMilli(amount) % MILLI_PER_UNIT === 0n;
}

export function validateNonNegativeQuantity(text: string, path: FieldPath): readonly FieldError[] {
  return isNegative(amountOf(text)) ? [invalid(path, text, "must be greater than or equal to 0")] : [];
}

export function validatePositiveQuantity(text: string, path: FieldPath): readonly FieldError[] {
  return signOf(amountOf(text)) > 0 ? [] : [invalid(path, text, "must be greater than zero")];
}

/** An amount of the resource of that name: not negative, and whole where it is counted one by one. */
export function validateResourceQuantity(name: string, text: string, path: FieldPath): readonly FieldError[] {
  const errors = validateNonNegativeQuantity(text, path);
  // Defaulting has rounded the amount; a text does not show how many digits the server keeps, and so what overflows.
  if (!isCountedResource(name) || isWhole(roundedUpToMilli(amountOf(text)))) return errors;
  return [...errors, invalid(path, text, "must be an integer")];
}

/** The oldest rule, which sees whole units only. */
export function validateBasicResource(text: string, path: FieldPath): readonly FieldError[] {
  const units = exactUnits(amountOf(text));
  return units < 0n ? [invalid(path, units, "must be a valid resource quantity")] : [];
}
