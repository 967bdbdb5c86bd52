// Sums, differences, products and rounding of quantities, with the form that the library gives the result: 64 bits while
// they are enough, and the format of the left side unless that is zero.
// Imitates staging apimachinery pkg/api/resource/quantity.go (Add, Sub, Mul, RoundUp) and amount.go, v1.36.

import {
  dividedAwayFromZero,
  fitsInt64,
  int64Product,
  int64ScaledDown,
  int64ScaledUp,
  powerOfTen,
  wrappedToInt64,
} from "./int64.ts";
import { decimalQuantity, int64Quantity, inUnitsOf, isZero, type Quantity, type QuantityFormat } from "./quantity.ts";

const MILLI_EXPONENT = -3;

export function sumOfQuantities(left: Quantity, right: Quantity): Quantity {
  const format = isZero(left) ? right.format : left.format;
  return int64Sum(left, right, right.unscaled, format) ?? decimalSum(left, right, right.unscaled, format);
}

/** `left` − `right`. */
export function differenceOfQuantities(left: Quantity, right: Quantity): Quantity {
  const format = isZero(left) ? right.format : left.format;
  // The smallest 64-bit number is its own negative there.
  const negated = int64Sum(left, right, wrappedToInt64(-right.unscaled), format);
  return negated ?? decimalSum(left, right, -right.unscaled, format);
}

/** The sum in 64 bits of `left` and `added` × 10^(exponent of `right`), if both are held so and it fits. */
function int64Sum(left: Quantity, right: Quantity, added: bigint, format: QuantityFormat): Quantity | undefined {
  if (left.kind !== "int64" || right.kind !== "int64") return undefined;
  if (added === 0n) return int64Quantity(left.unscaled, left.exponent, format);
  if (left.unscaled === 0n) return int64Quantity(added, right.exponent, format);
  const exponent = Math.min(left.exponent, right.exponent);
  const first = int64ScaledUp(left.unscaled, left.exponent - exponent);
  const second = int64ScaledUp(added, right.exponent - exponent);
  if (first === undefined || second === undefined) return undefined;
  const sum = first + second;
  return fitsInt64(sum) ? int64Quantity(sum, exponent, format) : undefined;
}

function decimalSum(left: Quantity, right: Quantity, added: bigint, format: QuantityFormat): Quantity {
  const exponent = Math.min(left.exponent, right.exponent);
  const second = added * powerOfTen(right.exponent - exponent);
  return decimalQuantity(inUnitsOf(left, exponent) + second, exponent, format);
}

export interface QuantityProduct {
  readonly product: Quantity;
  /** Whether the library says that the product fits in 64 bits. */
  readonly fits: boolean;
}

/** `quantity` × `factor`, which must fit in 64 bits. */
export function productOfQuantity(quantity: Quantity, factor: bigint): QuantityProduct {
  const { unscaled, exponent, format } = quantity;
  const inPlace = quantity.kind === "int64" ? int64Multiple(quantity, factor) : undefined;
  if (inPlace !== undefined) return { product: inPlace, fits: true };
  const product = unscaled * factor;
  return { product: decimalQuantity(product, exponent, format), fits: fitsInt64(product) };
}

/** The product in 64 bits, if it fits in whole units: a fraction that remains makes a decimal of it. */
function int64Multiple({ unscaled, exponent, format }: Quantity, factor: bigint): Quantity | undefined {
  if (unscaled === 0n) return int64Quantity(0n, exponent, format);
  if (factor === 0n) return int64Quantity(0n, 0, format);
  const product = int64Product(unscaled, factor);
  if (product === undefined) return undefined;
  const whole = exponent < 0 ? isMultiple(product, -exponent) : int64ScaledUp(product, exponent) !== undefined;
  return whole ? int64Quantity(product, exponent, format) : undefined;
}

function isMultiple(value: bigint, exponent: number): boolean {
  return value % powerOfTen(exponent) === 0n;
}

export interface RoundedQuantity {
  readonly rounded: Quantity;
  /** Whether nothing was rounded away. */
  readonly exact: boolean;
}

/** The quantity rounded away from zero to a multiple of 10^`exponent`. */
export function roundedUp(quantity: Quantity, exponent: number): RoundedQuantity {
  if (quantity.kind === "decimal") return roundedDecimal(quantity, exponent);
  if (quantity.exponent >= exponent) return { rounded: quantity, exact: true };
  const distance = exponent - quantity.exponent;
  const unscaled = int64ScaledDown(quantity.unscaled, distance);
  return {
    rounded: int64Quantity(unscaled, exponent, quantity.format),
    exact: isMultiple(quantity.unscaled, distance),
  };
}

function roundedDecimal(quantity: Quantity, exponent: number): RoundedQuantity {
  const { unscaled, format } = quantity;
  if (quantity.exponent >= exponent) {
    return { rounded: decimalQuantity(inUnitsOf(quantity, exponent), exponent, format), exact: true };
  }
  const distance = exponent - quantity.exponent;
  return {
    rounded: decimalQuantity(dividedAwayFromZero(unscaled, powerOfTen(distance)), exponent, format),
    exact: isMultiple(unscaled, distance),
  };
}

/** The quantity rounded up to whole thousandths, as the API server stores it (SetDefaults_ResourceList). */
export function roundedUpToMilli(quantity: Quantity): Quantity {
  return roundedUp(quantity, MILLI_EXPONENT).rounded;
}
