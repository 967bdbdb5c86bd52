// Go's durations and their texts: `1h30m`, `-1.5s`, `250µs`. A duration is a bigint of nanoseconds within 64 bits.
// Imitates ParseDuration and Duration.String of package time, Go 1.26, to the last digit and in its error texts.

import { byteText, quotedBytes } from "./quoted-bytes.ts";

export type ParsedDuration =
  | { readonly kind: "parsed"; readonly durationNs: bigint }
  /** `message` is Go's error text. */
  | { readonly kind: "refused"; readonly message: string };

const MICROSECOND = 1_000n;
const MILLISECOND = 1_000_000n;
const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;

const UNITS_NS: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", MICROSECOND],
  // The micro sign and the Greek letter mu.
  ["\u00b5s", MICROSECOND],
  ["\u03bcs", MICROSECOND],
  ["ms", MILLISECOND],
  ["s", SECOND],
  ["m", MINUTE],
  ["h", HOUR],
]);

/** The size of the most negative duration. */
const SIZE_MAX = 1n << 63n;
/** A number with perhaps a fraction, and the unit up to the next digit or point. */
const PART = /([0-9]*)(?:\.([0-9]*))?([^.0-9]*)/y;

/** The duration of a text, or why time.ParseDuration refuses it. */
export function parseDurationText(text: string): ParsedDuration {
  const unsigned = text.replace(/^[-+]/, "");
  if (unsigned === "0") return { kind: "parsed", durationNs: 0n };
  if (unsigned === "") return invalid(text);
  let size = 0n;
  for (let at = 0; at < unsigned.length;) {
    const part = partAt(unsigned, at, text);
    if (part.kind === "refused") return part;
    at = part.end;
    // Two halves of 2^64 make nothing: Go's sum wraps around.
    size = BigInt.asUintN(64, size + part.sizeNs);
    if (size > SIZE_MAX) return invalid(text);
  }
  if (text.startsWith("-")) return { kind: "parsed", durationNs: -size };
  return size === SIZE_MAX ? invalid(text) : { kind: "parsed", durationNs: size };
}

type Part =
  | { readonly kind: "part"; readonly sizeNs: bigint; readonly end: number }
  | { readonly kind: "refused"; readonly message: string };

function partAt(unsigned: string, at: number, text: string): Part {
  if (!/[.0-9]/.test(unsigned.charAt(at))) return invalid(text);
  PART.lastIndex = at;
  const [whole, count = "", fraction = "", unit = ""] = PART.exec(unsigned) ?? [""];
  if (!isCounted(count) || count + fraction === "") return invalid(text);
  if (unit === "") return refused("missing unit in duration", text);
  const unitNs = UNITS_NS.get(unit);
  if (unitNs === undefined) return refused(`unknown unit ${quotedBytes(byteText(unit))} in duration`, text);
  const countNs = BigInt(count) * unitNs;
  if (countNs > SIZE_MAX) return invalid(text);
  const sizeNs = countNs + fractionNs(fraction, unitNs);
  return sizeNs > SIZE_MAX ? invalid(text) : { kind: "part", sizeNs, end: at + whole.length };
}

/** Whether the digits make a number of at most 2^63. */
function isCounted(digits: string): boolean {
  return digits.length < 19 || BigInt(digits) <= SIZE_MAX;
}

/** The nanoseconds of a fraction's digits, cut: as many digits as 63 bits hold, multiplied as doubles. */
function fractionNs(digits: string, unitNs: bigint): bigint {
  let numerator = 0n;
  let scale = 1;
  for (const digit of digits) {
    if (numerator > (SIZE_MAX - 1n) / 10n) break;
    const longer = numerator * 10n + BigInt(digit);
    if (longer > SIZE_MAX) break;
    numerator = longer;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(numerator) * (Number(unitNs) / scale)));
}

function invalid(text: string): { readonly kind: "refused"; readonly message: string } {
  return refused("invalid duration", text);
}

function refused(problem: string, text: string): { readonly kind: "refused"; readonly message: string } {
  return { kind: "refused", message: `time: ${problem} ${quotedBytes(byteText(text))}` };
}

/** The text of a duration as Go prints it: `1h30m0s`, `1.5s`, `250µs`, `0s`. */
export function durationText(durationNs: bigint): string {
  const sign = durationNs < 0n ? "-" : "";
  const size = durationNs < 0n ? -durationNs : durationNs;
  if (size === 0n) return "0s";
  if (size < MICROSECOND) return `${sign}${size}ns`;
  if (size < MILLISECOND) return `${sign}${decimals(size, MICROSECOND)}\u00b5s`;
  if (size < SECOND) return `${sign}${decimals(size, MILLISECOND)}ms`;
  const hours = size >= HOUR ? `${size / HOUR}h` : "";
  const minutes = size >= MINUTE ? `${(size % HOUR) / MINUTE}m` : "";
  return `${sign}${hours}${minutes}${decimals(size % MINUTE, SECOND)}s`;
}

/** `size` in `unit`s of a power of ten nanoseconds, without zeros at the end. */
function decimals(size: bigint, unit: bigint): string {
  const digits = (size % unit).toString().padStart(unit.toString().length - 1, "0");
  const fraction = digits.replace(/0+$/, "");
  return fraction === "" ? `${size / unit}` : `${size / unit}.${fraction}`;
}

/** The seconds of a duration as the double that Go's Duration.Seconds gives. */
export function durationSeconds(durationNs: bigint): number {
  return Number(durationNs / SECOND) + Number(durationNs % SECOND) / 1e9;
}
