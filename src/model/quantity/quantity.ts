// A quantity (`500m`, `1Gi`, `1e3`) as Kubernetes' library holds it: an exact decimal, the form it is written in, and
// whether 64 bits were enough. Knows signs and order; text, sums and whole numbers are the files beside it.
// Imitates staging apimachinery pkg/api/resource/quantity.go and amount.go, v1.36.

import { powerOfTen } from "./int64.ts";

/** The family of suffixes; `""` is the quantity that nothing has been added to yet, which takes that of its first summand. */
export type QuantityFormat = "DecimalSI" | "BinarySI" | "DecimalExponent" | "";

/** The exact amount `unscaled` × 10^`exponent`. Made by the functions of this folder only. */
export interface Quantity {
  /** How the library holds it: rounding, overflow and the form of sums depend on it. */
  readonly kind: "int64" | "decimal";
  readonly unscaled: bigint;
  readonly exponent: number;
  readonly format: QuantityFormat;
  /** The text that it was read from, where the library repeats it as it is; else empty. */
  readonly writtenText: string;
}

/** Where sums begin. */
export const ZERO_QUANTITY: Quantity = int64Quantity(0n, 0, "");

/** A quantity held in 64 bits; `unscaled` must fit. */
export function int64Quantity(
  unscaled: bigint,
  exponent: number,
  format: QuantityFormat,
  writtenText: string = "",
): Quantity {
  return { kind: "int64", unscaled, exponent, format, writtenText };
}

/** A quantity held as a decimal of any length. */
export function decimalQuantity(unscaled: bigint, exponent: number, format: QuantityFormat): Quantity {
  return { kind: "decimal", unscaled, exponent, format, writtenText: "" };
}

/** A whole number of units, which must fit in 64 bits. */
export function quantityOfUnits(units: bigint, format: QuantityFormat): Quantity {
  return int64Quantity(units, 0, format);
}

/** A whole number of thousandths, which must fit in 64 bits. */
export function quantityOfMilli(milli: bigint, format: QuantityFormat): Quantity {
  return int64Quantity(milli, -3, format);
}

/** −1, 0 or 1. */
export function signOf({ unscaled }: Quantity): -1 | 0 | 1 {
  return compareBigints(unscaled, 0n);
}

export function isZero({ unscaled }: Quantity): boolean {
  return unscaled === 0n;
}

export function isNegative({ unscaled }: Quantity): boolean {
  return unscaled < 0n;
}

/** −1 if `left` is the smaller amount, 1 if it is the larger, 0 if they are equal whatever their form. */
export function compareQuantities(left: Quantity, right: Quantity): -1 | 0 | 1 {
  const exponent = Math.min(left.exponent, right.exponent);
  return compareBigints(inUnitsOf(left, exponent), inUnitsOf(right, exponent));
}

export function areEqualQuantities(left: Quantity, right: Quantity): boolean {
  return compareQuantities(left, right) === 0;
}

/** The same amount, held as a decimal. */
export function asDecimal(quantity: Quantity): Quantity {
  return quantity.kind === "decimal" ? quantity : { ...quantity, kind: "decimal" };
}

/** The amount in units of 10^`exponent`, which must not be larger than its own. */
export function inUnitsOf(quantity: Quantity, exponent: number): bigint {
  const { unscaled } = quantity;
  return quantity.exponent === exponent ? unscaled : unscaled * powerOfTen(quantity.exponent - exponent);
}

function compareBigints(left: bigint, right: bigint): -1 | 0 | 1 {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
