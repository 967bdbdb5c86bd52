// Reads a quantity's text as the API server does, with its grammar (wider than its documentation: `+`, `.` and `Ki` are
// zero), its choice of 64 bits or a decimal, its rounding up to nano, and its three refusals.
// Imitates staging apimachinery pkg/api/resource/quantity.go (ParseQuantity, UnmarshalJSON) and suffix.go, v1.36.
// Exponents beyond ±10,000 and texts beyond 16,384 characters are refused; the library takes minutes for them.

import { canonicalText } from "./canonical-text.ts";
import { dividedAwayFromZero, INT64_MAX, powerOfTen } from "./int64.ts";
import { decimalQuantity, int64Quantity, type Quantity } from "./quantity.ts";

/** The refusals, in the API server's words. */
export const QUANTITY_FORMAT_PROBLEM =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const NUMBER_PROBLEM = "unable to parse numeric part of quantity";
const SUFFIX_PROBLEM = "unable to parse quantity's suffix";

const LONGEST_TEXT = 16_384;
const LARGEST_EXPONENT = 10_000;
/** Digits that fit in 64 bits whatever they are. */
const INT64_DIGITS = 18;
/** Digits beside a binary suffix that certainly fit, less those of the suffix. */
const BINARY_DIGITS = 14;
const NANO_EXPONENT = -9;
/** Digits that a double holds exactly: the quick way to a bigint. */
const DOUBLE_DIGITS = 15;

const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;

/** Suffix of a text: a power of ten or of two. */
interface Suffix {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: "DecimalSI" | "BinarySI" | "DecimalExponent";
}

const SUFFIXES: ReadonlyMap<string, Suffix> = new Map([
  ...["n", "u", "m", "", "k", "M", "G", "T", "P", "E"].map((letter, index): [string, Suffix] => [
    letter,
    { base: 10, exponent: 3 * index + NANO_EXPONENT, format: "DecimalSI" },
  ]),
  ...["K", "M", "G", "T", "P", "E"].map((letter, index): [string, Suffix] => [
    `${letter}i`,
    { base: 2, exponent: 10 * (index + 1), format: "BinarySI" },
  ]),
]);

const WRITTEN_ZERO = int64Quantity(0n, 0, "DecimalSI", "0");

/** The exact amount that the text stands for, or undefined if it is no quantity. A number is taken as JSON writes it. */
export function parseQuantity(text: string | number): Quantity | undefined {
  const read = interpret(typeof text === "number" ? String(text) : text);
  return typeof read === "string" ? undefined : read;
}

/** Why the text is no quantity, in the API server's words; undefined if it is one. */
export function quantityProblem(text: string | number): string | undefined {
  const read = interpret(typeof text === "number" ? String(text) : text);
  return typeof read === "string" ? read : undefined;
}

/** A quantity as a manifest holds it, where blanks around the text do not count. */
export function readQuantity(value: string | number): Quantity | undefined {
  return parseQuantity(typeof value === "string" ? withoutBlanks(value) : value);
}

/** A manifest's quantity as the API server writes it back, or undefined if it is none. */
export function canonicalQuantity(value: string | number): string | undefined {
  const quantity = readQuantity(value);
  return quantity === undefined ? undefined : canonicalText(quantity);
}

/** Unicode's white space at either end; a byte order mark is none, though `trim` takes it for some. */
const BLANKS = /^(?:(?!\uFEFF)[\s\u0085])+|(?:(?!\uFEFF)[\s\u0085])+$/gu;

function withoutBlanks(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  const plain = first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80;
  return plain ? text : text.replaceAll(BLANKS, "");
}

/** A text cut up. */
interface Parts {
  readonly negative: boolean;
  /** Whole digits without leading zeros, "0" if there are none. */
  readonly whole: string;
  readonly fraction: string;
  /** Whether any digit is written: the decimal way asks for one. */
  readonly hasDigits: boolean;
  readonly suffix: string;
}

function interpret(text: string): Quantity | string {
  if (text === "0") return WRITTEN_ZERO;
  if (text === "" || text.length > LONGEST_TEXT) return QUANTITY_FORMAT_PROBLEM;
  const parts = partsOf(text);
  if (parts === undefined) return QUANTITY_FORMAT_PROBLEM;
  const suffix = SUFFIXES.get(parts.suffix) ?? exponentSuffix(parts.suffix);
  if (suffix === undefined) return SUFFIX_PROBLEM;
  return int64Reading(text, parts, suffix) ?? decimalReading(parts, suffix) ?? NUMBER_PROBLEM;
}

/** `e3`, `E-6`; the exponent is cut to 32 bits as in the library. */
function exponentSuffix(suffix: string): Suffix | undefined {
  if (!/^[eE][+-]?[0-9]+$/.test(suffix)) return undefined;
  const written = BigInt(suffix.slice(suffix[1] === "+" ? 2 : 1));
  if (BigInt.asIntN(64, written) !== written) return undefined;
  const exponent = Number(BigInt.asIntN(32, written));
  return Math.abs(exponent) > LARGEST_EXPONENT ? undefined : { base: 10, exponent, format: "DecimalExponent" };
}

/** Sign, digits, point, digits, letters, sign, digits: each may be missing. */
function partsOf(text: string): Parts | undefined {
  const end = text.length;
  const first = text.charCodeAt(0);
  const signEnd = first === MINUS || first === PLUS ? 1 : 0;
  let wholeStart = signEnd;
  while (wholeStart < end && text.charCodeAt(wholeStart) === ZERO) wholeStart += 1;
  const wholeEnd = endOfDigits(text, wholeStart);
  const hasPoint = text.charCodeAt(wholeEnd) === POINT;
  const fractionEnd = hasPoint ? endOfDigits(text, wholeEnd + 1) : wholeEnd;
  if (!isSuffix(text, fractionEnd)) return undefined;
  return {
    negative: first === MINUS,
    whole: wholeEnd === wholeStart ? "0" : text.slice(wholeStart, wholeEnd),
    fraction: hasPoint ? text.slice(wholeEnd + 1, fractionEnd) : "",
    hasDigits: fractionEnd - signEnd > (hasPoint ? 1 : 0),
    suffix: text.slice(fractionEnd),
  };
}

function endOfDigits(text: string, start: number): number {
  let position = start;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code < ZERO || code > NINE) break;
    position += 1;
  }
  return position;
}

/** Whether the rest could be a suffix by its letters. */
function isSuffix(text: string, start: number): boolean {
  let position = start;
  while (position < text.length && "eEinumkKMGTP".includes(text[position]!)) position += 1;
  const sign = text.charCodeAt(position);
  return endOfDigits(text, sign === MINUS || sign === PLUS ? position + 1 : position) === text.length;
}

/** The amount in 64 bits if its digits are few enough and none is finer than nano. */
function int64Reading(text: string, parts: Parts, { base, exponent, format }: Suffix): Quantity | undefined {
  const { whole, fraction, negative } = parts;
  if (base === 2) {
    if (fraction !== "" || whole.length > BINARY_DIGITS - (exponent * 3) / 10) return undefined;
    const units = wholeNumber(whole) << BigInt(exponent);
    return int64Quantity(negative ? -units : units, 0, format, isNoMultipleOfEight(whole) ? text : "");
  }
  const digits = fraction === "" ? whole : whole + fraction;
  const scale = exponent - fraction.length;
  if (digits.length > INT64_DIGITS || scale < NANO_EXPONENT) return undefined;
  const unscaled = wholeNumber(digits);
  const repeated = scale % 3 === 0 && digits.charCodeAt(0) !== ZERO && !digits.endsWith("000");
  return int64Quantity(negative ? -unscaled : unscaled, scale, format, repeated ? text : "");
}

/** Whether the number is no multiple of 8: then no larger binary suffix can stand for it. */
function isNoMultipleOfEight(digits: string): boolean {
  // Three decimal digits say it, because 1000 is a multiple of 8.
  return (Number(digits.slice(-3)) & 7) !== 0;
}

function wholeNumber(digits: string): bigint {
  return BigInt(digits.length <= DOUBLE_DIGITS ? Number(digits) : digits);
}

/** The amount as a decimal, rounded up to nano; undefined if no digit is written. */
function decimalReading(parts: Parts, { base, exponent, format }: Suffix): Quantity | undefined {
  const { whole, fraction, negative } = parts;
  if (!parts.hasDigits) return undefined;
  const digits = BigInt(whole + fraction);
  const scale = (base === 10 ? exponent : 0) - fraction.length;
  if (digits === 0n) return decimalQuantity(0n, scale, format);
  const nano = nanoRoundedUp(base === 2 ? digits << BigInt(exponent) : digits, scale);
  const largest = INT64_MAX * powerOfTen(-NANO_EXPONENT);
  if (base === 2 && nano > largest) return decimalQuantity(negative ? -INT64_MAX : INT64_MAX, 0, format);
  const fractional = base === 2 && nano < powerOfTen(-NANO_EXPONENT);
  return decimalQuantity(negative ? -nano : nano, NANO_EXPONENT, fractional ? "DecimalSI" : format);
}

function nanoRoundedUp(digits: bigint, scale: number): bigint {
  const shift = scale - NANO_EXPONENT;
  return shift >= 0 ? digits * powerOfTen(shift) : dividedAwayFromZero(digits, powerOfTen(-shift));
}
