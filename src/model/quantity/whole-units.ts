// A quantity as a whole number of units or thousandths, rounded up, and as a double. What does not fit in 64 bits wraps,
// vanishes or stops as it does in the library: 10E is worth 0 units there.
// Imitates staging apimachinery pkg/api/resource/quantity.go (ScaledValue, AsApproximateFloat64) and scale_int.go, v1.36.

import {
  dividedAwayFromZero,
  INT64_MAX,
  INT64_MIN,
  int64ScaledDown,
  int64ScaledUp,
  powerOfTen,
  wrappedToInt64,
} from "./int64.ts";
import { inUnitsOf, type Quantity } from "./quantity.ts";

const MILLI_EXPONENT = -3;
const NANO_EXPONENT = -9;

/** Value(): whole units as a number, exact below 2^53. */
export function wholeUnits(quantity: Quantity): number {
  return Number(exactUnits(quantity));
}

/** MilliValue(): whole thousandths as a number, exact below 2^53. */
export function milliUnits(quantity: Quantity): number {
  return Number(exactMilli(quantity));
}

/** Value(): whole units. */
export function exactUnits(quantity: Quantity): bigint {
  return scaledUnits(quantity, 0);
}

/** MilliValue(): whole thousandths. */
export function exactMilli(quantity: Quantity): bigint {
  return scaledUnits(quantity, MILLI_EXPONENT);
}

/** Whole billionths, exact: nothing that is read is finer. */
export function exactNano(quantity: Quantity): bigint {
  if (quantity.exponent >= NANO_EXPONENT) return inUnitsOf(quantity, NANO_EXPONENT);
  return dividedAwayFromZero(quantity.unscaled, powerOfTen(NANO_EXPONENT - quantity.exponent));
}

/** ScaledValue(): the amount in units of 10^`exponent`, rounded up, within 64 bits. */
export function scaledUnits(quantity: Quantity, exponent: number): bigint {
  const distance = quantity.exponent - exponent;
  if (quantity.kind === "decimal") return scaledDecimal(quantity.unscaled, distance);
  if (distance < 0) return int64ScaledDown(quantity.unscaled, -distance);
  return int64ScaledUp(quantity.unscaled, distance) ?? overflowed(quantity.unscaled, distance);
}

/** Exponents that the library multiplies by in one step; it hands out what an overflow leaves of them. */
const STEPS_OF_ONE = [1, 2, 3, 6, 9];

function overflowed(unscaled: bigint, exponent: number): bigint {
  const inOneStep = STEPS_OF_ONE.includes(exponent) && unscaled !== INT64_MIN;
  return inOneStep ? wrappedToInt64(unscaled * powerOfTen(exponent)) : 0n;
}

/** `unscaled` × 10^distance as the library computes it for decimals: negative fractions go towards +∞. */
function scaledDecimal(unscaled: bigint, distance: number): bigint {
  if (distance >= 0) return wrappedToInt64(wrappedToInt64(unscaled) * powerAsInt64(distance));
  const divisor = powerOfTen(-distance);
  if (unscaled < INT64_MAX && -distance < LONGEST_INT64) return ceilingTruncated(wrappedToInt64(unscaled), divisor);
  return wrappedToInt64(ceiling(unscaled, divisor));
}

/** Digits of the largest 64-bit number. */
const LONGEST_INT64 = 19;

/** A double that is too large becomes the smallest 64-bit number. */
function powerAsInt64(exponent: number): bigint {
  return exponent < LONGEST_INT64 ? powerOfTen(exponent) : INT64_MIN;
}

/** Truncated, plus one if anything was cut off. */
function ceilingTruncated(numerator: bigint, divisor: bigint): bigint {
  return numerator / divisor + (numerator % divisor === 0n ? 0n : 1n);
}

function ceiling(numerator: bigint, divisor: bigint): bigint {
  const quotient = numerator / divisor;
  return numerator > 0n && numerator % divisor !== 0n ? quotient + 1n : quotient;
}

/** AsInt64(): whole units if the library has them in 64 bits without rounding. */
export function unitsInInt64({ kind, unscaled, exponent }: Quantity): bigint | undefined {
  return kind === "decimal" || exponent < 0 ? undefined : int64ScaledUp(unscaled, exponent);
}

/** AsApproximateFloat64(): the nearest double, give or take the last bits. */
export function approximateDouble({ unscaled, exponent }: Quantity): number {
  const base = Number(unscaled);
  return exponent === 0 ? base : base * powerAsDouble(exponent);
}

/** Powers of ten are read, not computed: the last bits of a computed one differ between machines. */
const STEP = 32;

/** 10^exponent from two exact readings, as Go's math.Pow10. */
function powerAsDouble(exponent: number): number {
  if (exponent > 308) return Number.POSITIVE_INFINITY;
  if (exponent < -323) return 0;
  const magnitude = Math.abs(exponent);
  const low = magnitude % STEP;
  const high = magnitude - low;
  return exponent >= 0 ? Number(`1e${high}`) * Number(`1e${low}`) : Number(`1e-${high}`) / Number(`1e${low}`);
}
