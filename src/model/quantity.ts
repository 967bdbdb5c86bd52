// Kubernetes quantities (`500m`, `1Gi`, `1e3`) as exact numbers: whole nano-units in a bigint.
// Imitates staging apimachinery pkg/api/resource (quantity.go, suffix.go, scale_int.go), v1.36.
// Amounts finer than nano are rounded up in magnitude; binary-suffix amounts stop at 2^63 − 1.

/** An exact amount: `nano` whole billionths of the resource's unit. */
export interface Quantity {
  readonly nano: bigint;
}

export const ZERO_QUANTITY: Quantity = Object.freeze({ nano: 0n });

const NANO_PER_UNIT = 1_000_000_000n;
const NANO_PER_MILLI = 1_000_000n;
const INT64_MAX = (1n << 63n) - 1n;

/** Exponents of ten by decimal suffix. */
const DECIMAL_EXPONENTS: Readonly<Record<string, number>> = Object.freeze({
  n: -9,
  u: -6,
  m: -3,
  "": 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
});

/** Exponents of two by binary suffix. */
const BINARY_EXPONENTS: Readonly<Record<string, bigint>> = Object.freeze({
  Ki: 10n,
  Mi: 20n,
  Gi: 30n,
  Ti: 40n,
  Pi: 50n,
  Ei: 60n,
});

const GRAMMAR = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([eE])([+-]?\d+)|(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]))?$/;

/** More digits or larger exponents than this are refused: no cluster holds 10^64 of anything. */
const EXPONENT_LIMIT = 64;
const DIGIT_LIMIT = 128;
/** At this power of ten so many digits are less than a nano, which is what they are rounded up to. */
const EXPONENT_OF_NOTHING = -DIGIT_LIMIT - 9;

/** The exact amount that the text stands for, or undefined if it is no quantity. */
export function parseQuantity(text: string | number): Quantity | undefined {
  const written = typeof text === "number" ? numberAsWritten(text) : text;
  const match = written.length > DIGIT_LIMIT ? null : GRAMMAR.exec(written);
  if (match === null) return undefined;
  const [, sign = "", digits = "", exponentMark, exponent, suffix = ""] = match;
  const negative = sign === "-";
  const binary = BINARY_EXPONENTS[suffix];
  if (binary !== undefined) return signed(binaryNano(digits, binary), negative);
  const power = exponentMark === undefined ? DECIMAL_EXPONENTS[suffix]! : Number(exponent);
  if (power > EXPONENT_LIMIT) return undefined;
  return signed(decimalNano(digits, Math.max(power, EXPONENT_OF_NOTHING)), negative);
}

function numberAsWritten(value: number): string {
  if (!Number.isFinite(value)) return "";
  return String(value);
}

function signed(magnitude: bigint, negative: boolean): Quantity {
  return { nano: negative ? -magnitude : magnitude };
}

/** `digits` × 10^power in nano, rounded up. */
function decimalNano(digits: string, power: number): bigint {
  const { mantissa, fractionDigits } = splitDigits(digits);
  const shift = power + 9 - fractionDigits;
  return shift >= 0 ? mantissa * powerOfTen(shift) : ceilDivide(mantissa, powerOfTen(-shift));
}

/** `digits` × 2^exponent in nano, rounded up and capped at 2^63 − 1 units. */
function binaryNano(digits: string, exponent: bigint): bigint {
  const { mantissa, fractionDigits } = splitDigits(digits);
  const nano = ceilDivide((mantissa << exponent) * NANO_PER_UNIT, powerOfTen(fractionDigits));
  const cap = INT64_MAX * NANO_PER_UNIT;
  return nano > cap ? cap : nano;
}

function splitDigits(digits: string): { readonly mantissa: bigint; readonly fractionDigits: number } {
  const [whole = "", fraction = ""] = digits.split(".");
  return { mantissa: BigInt(whole + fraction || "0"), fractionDigits: fraction.length };
}

function powerOfTen(exponent: number): bigint {
  return BigInt(`1${"0".repeat(exponent)}`);
}

/** Division rounded away from zero for non-negative numerators. */
function ceilDivide(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}

function ceilToScale(nano: bigint, scale: bigint): bigint {
  return nano >= 0n ? ceilDivide(nano, scale) : -ceilDivide(-nano, scale);
}

/** Go's Value(): whole units, fractions rounded away from zero. Exact below 2^53. */
export function wholeUnits(quantity: Quantity): number {
  return Number(ceilToScale(quantity.nano, NANO_PER_UNIT));
}

/** Go's MilliValue(): whole thousandths, fractions rounded away from zero. */
export function milliUnits(quantity: Quantity): number {
  return Number(ceilToScale(quantity.nano, NANO_PER_MILLI));
}

/** The quantity rounded up to whole thousandths, as the API server stores it (SetDefaults_ResourceList). */
export function roundedUpToMilli(quantity: Quantity): Quantity {
  return { nano: ceilToScale(quantity.nano, NANO_PER_MILLI) * NANO_PER_MILLI };
}

export function sumOfQuantities(left: Quantity, right: Quantity): Quantity {
  return { nano: left.nano + right.nano };
}

export function largerQuantity(left: Quantity, right: Quantity): Quantity {
  return left.nano >= right.nano ? left : right;
}
