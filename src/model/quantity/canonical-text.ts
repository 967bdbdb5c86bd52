// The text that Kubernetes writes for a quantity: the largest suffix of its format that leaves a whole number, unless it was
// written in a form that is repeated as it is.
// Imitates staging apimachinery pkg/api/resource/quantity.go (String, CanonicalizeBytes) and amount.go, v1.36.

import { dividedAwayFromZero, INT64_MIN, powerOfTen } from "./int64.ts";
import { inUnitsOf, isZero, type Quantity, type QuantityFormat } from "./quantity.ts";

/** By exponent of ten, in thirds, from nano on. */
const DECIMAL_SUFFIXES: readonly string[] = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const NANO_THIRDS = 3;
/** By exponent of 1024. */
const BINARY_SUFFIXES: readonly string[] = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const KIBI = 1024n;

/** The quantity as `kubectl get -o yaml` shows it. Beyond E and Ei the suffix is lost, as in the library. */
export function canonicalText(quantity: Quantity): string {
  if (quantity.writtenText !== "") return quantity.writtenText;
  if (isZero(quantity)) return "0";
  const units = quantity.format === "BinarySI" ? binaryUnits(quantity) : undefined;
  if (units !== undefined) return binaryText(units, quantity);
  return decimalText(quantity, quantity.format === "BinarySI" ? "DecimalSI" : quantity.format);
}

/** Whole units that a binary suffix can be written for: none below 1024, and no fractions. */
function binaryUnits(quantity: Quantity): bigint | undefined {
  if (quantity.exponent >= 0) return beyondKibi(inUnitsOf(quantity, 0));
  const divisor = powerOfTen(-quantity.exponent);
  return quantity.unscaled % divisor === 0n ? beyondKibi(dividedAwayFromZero(quantity.unscaled, divisor)) : undefined;
}

function beyondKibi(units: bigint): bigint | undefined {
  return units > -KIBI && units < KIBI ? undefined : units;
}

function binaryText(units: bigint, { kind }: Quantity): string {
  // The smallest 64-bit number has no positive counterpart, so the library takes no factor out of it.
  if (kind === "int64" && units === INT64_MIN) return String(units);
  let rest = units;
  let times = 0;
  while (rest % KIBI === 0n) {
    rest /= KIBI;
    times += 1;
  }
  return `${rest}${BINARY_SUFFIXES[times] ?? ""}`;
}

function decimalText({ unscaled, exponent }: Quantity, format: QuantityFormat): string {
  const digits = String(unscaled);
  const significant = withoutTrailingZeros(digits);
  const raised = exponent + digits.length - significant.length;
  // Suffixes stand for thousands: up to two zeros go back.
  const zeros = ((raised % 3) + 3) % 3;
  return significant + "0".repeat(zeros) + decimalSuffix(raised - zeros, format);
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 0x30) end -= 1;
  return digits.slice(0, end);
}

function decimalSuffix(exponent: number, format: QuantityFormat): string {
  if (format === "DecimalSI") return DECIMAL_SUFFIXES[exponent / 3 + NANO_THIRDS] ?? "";
  return exponent === 0 ? "" : `e${exponent}`;
}
