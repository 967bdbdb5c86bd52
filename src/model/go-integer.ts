// Whole numbers of 64 bits in texts: digits with or without a sign.
// Imitates strconv.ParseInt of Go 1.26 for base 10, and Atoi, which reads the same.

import { fitsInt64, INT64_MAX, INT64_MIN } from "./quantity/int64.ts";

export type IntegerReading =
  | { readonly kind: "exact"; readonly value: bigint }
  /** `value` is what Go returns along with the error: 0, or the nearest number that 64 bits hold. */
  | { readonly kind: "refused"; readonly value: bigint; readonly reason: "invalid syntax" | "value out of range" };

const MALFORMED: IntegerReading = Object.freeze({ kind: "refused", value: 0n, reason: "invalid syntax" });
const UINT64_MAX = (1n << 64n) - 1n;

export function readInt64(text: string): IntegerReading {
  const [, sign = "", digits = "", rest = ""] = /^([+-]?)([0-9]+)(.*)$/s.exec(text) ?? [];
  if (digits === "") return MALFORMED;
  const magnitude = BigInt(digits);
  // Go stops reading where more than 64 bits are full, whatever follows.
  if (rest !== "" && magnitude <= UINT64_MAX) return MALFORMED;
  const value = sign === "-" ? -magnitude : magnitude;
  if (rest === "" && fitsInt64(value)) return { kind: "exact", value };
  return { kind: "refused", value: sign === "-" ? INT64_MIN : INT64_MAX, reason: "value out of range" };
}

/** The number in the text; undefined if it is none of 64 bits. */
export function parseInt64(text: string): bigint | undefined {
  const reading = readInt64(text);
  return reading.kind === "exact" ? reading.value : undefined;
}
