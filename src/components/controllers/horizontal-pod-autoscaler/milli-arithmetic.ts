// Go's int64 arithmetic on thousandths, and its casts to int32: numbers as long as they are exact, bigints beyond, so that
// the usual amounts cost what numbers cost. What overflows wraps as it does in Go on amd64.
// Source: the Go language; pkg/controller/podautoscaler/{replica_calculator,metrics/utilization}.go use it, v1.36.

import { int64FromDouble, INT64_MAX, wrappedToInt64 } from "../../../model/quantity/int64.ts";
import { readQuantity } from "../../../model/quantity/parse-quantity.ts";
import { exactMilli } from "../../../model/quantity/whole-units.ts";

import type { MilliValue } from "../../../cluster/metrics-client.ts";

export const INT32_MAX = 2_147_483_647;
export const INT32_MIN = -2_147_483_648;
const INT32_BITS = 32;

/** The same value in the form that arithmetic here expects. */
export function normalised(value: bigint): MilliValue {
  const wrapped = wrappedToInt64(value);
  const number = Number(wrapped);
  return Number.isSafeInteger(number) ? number : wrapped;
}

/** `left + right`. */
export function sumOf(left: MilliValue, right: MilliValue): MilliValue {
  if (typeof left === "number" && typeof right === "number") {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return normalised(BigInt(left) + BigInt(right));
}

/** `left * right`. */
export function productOf(left: MilliValue, right: MilliValue): MilliValue {
  if (typeof left === "number" && typeof right === "number") {
    const product = left * right;
    // Go knows no -0, and quotients of it would.
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return normalised(BigInt(left) * BigInt(right));
}

/** `left / right`, cut off towards zero; `right` is not 0. */
export function quotientOf(left: MilliValue, right: MilliValue): MilliValue {
  if (typeof left === "number" && typeof right === "number") return (left - (left % right)) / right + 0;
  return normalised(BigInt(left) / BigInt(right));
}

/** `int32(value)`: the lowest 32 bits. */
export function int32Of(value: MilliValue): number {
  if (typeof value === "number" && value >= INT32_MIN && value <= INT32_MAX) return value;
  return Number(BigInt.asIntN(INT32_BITS, BigInt(value)));
}

/** `int32(value)` of a double: what does not fit, and NaN, is the smallest. */
export function int32FromDouble(value: number): number {
  const whole = Math.trunc(value) + 0;
  return whole >= INT32_MIN && whole <= INT32_MAX ? whole : INT32_MIN;
}

/** `int64(value)` of a double. */
export function milliFromDouble(value: number): MilliValue {
  const whole = Math.trunc(value) + 0;
  return Number.isSafeInteger(whole) ? whole : normalised(int64FromDouble(value));
}

export const MILLI_MAX: MilliValue = INT64_MAX;

/** `Quantity.MilliValue()` of a quantity as a manifest has it. */
export function milliIn(quantity: string | number): MilliValue {
  const read = readQuantity(quantity);
  return read === undefined ? 0 : normalised(exactMilli(read));
}
