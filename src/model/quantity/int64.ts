// Whole-number arithmetic beneath quantities: powers of ten, division rounded away from zero, and what 64 bits hold.
// Imitates staging apimachinery pkg/api/resource/math.go, v1.36.

const INT64_BITS = 64;
export const INT64_MAX = (1n << 63n) - 1n;
export const INT64_MIN = -(1n << 63n);

/** Those that quantities of clusters need. */
const SMALL_POWERS: readonly bigint[] = Array.from({ length: 40 }, (_, exponent) => writtenPower(exponent));

/** 10^exponent, exact; `exponent` is not negative. */
export function powerOfTen(exponent: number): bigint {
  return SMALL_POWERS[exponent] ?? writtenPower(exponent);
}

function writtenPower(exponent: number): bigint {
  return BigInt(`1${"0".repeat(exponent)}`);
}

export function fitsInt64(value: bigint): boolean {
  return value >= INT64_MIN && value <= INT64_MAX;
}

/** The lowest 64 bits with their sign: what an overflow leaves. */
export function wrappedToInt64(value: bigint): bigint {
  return BigInt.asIntN(INT64_BITS, value);
}

/** A double cut off to a whole number of 64 bits: the smallest one stands for all that do not fit and for NaN. */
export function int64FromDouble(value: number): bigint {
  const fits = value >= Number(INT64_MIN) && value < Number(INT64_MAX);
  return fits ? BigInt(Math.trunc(value)) : INT64_MIN;
}

/** A quotient rounded away from zero; the divisor is positive. */
export function dividedAwayFromZero(numerator: bigint, divisor: bigint): bigint {
  const quotient = numerator / divisor;
  if (quotient * divisor === numerator) return quotient;
  return numerator < 0n ? quotient - 1n : quotient + 1n;
}

/** A product of two 64-bit numbers, or undefined where the library says that it overflowed. */
export function int64Product(left: bigint, right: bigint): bigint | undefined {
  const simple = left === 0n || right === 0n || left === 1n || right === 1n;
  if (!simple && (left === INT64_MIN || right === INT64_MIN)) return undefined;
  const product = left * right;
  return fitsInt64(product) ? product : undefined;
}

/** `value` × 10^exponent (not negative), or undefined if that needs more than 64 bits. */
export function int64ScaledUp(value: bigint, exponent: number): bigint | undefined {
  if (value === 0n || exponent === 0) return value;
  if (exponent > 18) return undefined;
  const product = value * powerOfTen(exponent);
  return fitsInt64(product) ? product : undefined;
}

/** `value` ÷ 10^exponent (not negative), rounded away from zero. */
export function int64ScaledDown(value: bigint, exponent: number): bigint {
  // No 64-bit number has 20 digits: beyond, the quotient no longer changes.
  return dividedAwayFromZero(value, powerOfTen(Math.min(exponent, 20)));
}
