// A number or a percentage (`maxSurge: 1`, `maxSurge: 25%`) and what it is of a total.
// Imitates staging apimachinery pkg/util/intstr/intstr.go, v1.36.

import { quoted } from "./api/go-text.ts";
import { fitsInt64, INT64_MAX, INT64_MIN, int64FromDouble } from "./quantity/int64.ts";

/** As decoded: a whole number of 32 bits, or a text, which may be no percentage. */
export type IntOrPercent = number | string;

/** A whole number, or why there is none, in the API server's words. */
export type ScaledValue =
  { readonly kind: "scaled"; readonly value: number } | { readonly kind: "refused"; readonly message: string };

/** The value as a share of `total`, rounded towards more. Numbers are themselves. */
export function scaledUp(value: IntOrPercent | undefined, total: number): ScaledValue {
  return scaled(value, (percent) => Math.ceil((percent * total) / 100));
}

/** The value as a share of `total`, rounded towards less. Numbers are themselves. */
export function scaledDown(value: IntOrPercent | undefined, total: number): ScaledValue {
  return scaled(value, (percent) => Math.floor((percent * total) / 100));
}

/** The value as a plain number: a text counts if all of it is one, whatever `%` would mean. */
export function plainNumber(value: IntOrPercent): number {
  if (typeof value === "number") return value;
  const read = readDecimal(value);
  return Number(read.kind === "malformed" ? 0n : read.value);
}

function scaled(value: IntOrPercent | undefined, shareOf: (percent: number) => number): ScaledValue {
  if (value === undefined) return refused("nil value for IntOrString");
  if (typeof value === "number") return { kind: "scaled", value };
  if (!value.endsWith("%")) return refused("invalid value for IntOrString: invalid type: string is not a percentage");
  const digits = value.slice(0, -1);
  const percent = readDecimal(digits);
  if (percent.kind === "exact")
    return { kind: "scaled", value: Number(int64FromDouble(shareOf(Number(percent.value)))) };
  const reason = percent.kind === "malformed" ? "invalid syntax" : "value out of range";
  const parsing = `strconv.Atoi: parsing ${quoted(digits)}: ${reason}`;
  return refused(`invalid value for IntOrString: invalid value ${quoted(value)}: ${parsing}`);
}

function refused(message: string): ScaledValue {
  return { kind: "refused", message };
}

type DecimalReading =
  | { readonly kind: "exact"; readonly value: bigint }
  /** The nearest number that 64 bits hold. */
  | { readonly kind: "out-of-range"; readonly value: bigint }
  | { readonly kind: "malformed" };

/** Digits with or without a sign, in 64 bits. Go stops reading where more than 64 bits are full, whatever follows. */
function readDecimal(text: string): DecimalReading {
  const [, sign = "", digits = "", rest = ""] = /^([+-]?)([0-9]+)(.*)$/s.exec(text) ?? [];
  if (digits === "") return { kind: "malformed" };
  const magnitude = BigInt(digits);
  if (rest !== "" && magnitude <= UINT64_MAX) return { kind: "malformed" };
  const value = sign === "-" ? -magnitude : magnitude;
  if (rest === "" && fitsInt64(value)) return { kind: "exact", value };
  return { kind: "out-of-range", value: sign === "-" ? INT64_MIN : INT64_MAX };
}

const UINT64_MAX = (1n << 64n) - 1n;
