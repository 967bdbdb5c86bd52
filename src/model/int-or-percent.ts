// A number or a percentage (`maxSurge: 1`, `maxSurge: 25%`) and what it is of a total.
// Imitates staging apimachinery pkg/util/intstr/intstr.go, v1.36.

import { quoted } from "./go-text.ts";
import { readInt64 } from "./go-integer.ts";
import { int64FromDouble } from "./quantity/int64.ts";

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
  return Number(readInt64(value).value);
}

function scaled(value: IntOrPercent | undefined, shareOf: (percent: number) => number): ScaledValue {
  if (value === undefined) return refused("nil value for IntOrString");
  if (typeof value === "number") return { kind: "scaled", value };
  if (!value.endsWith("%")) return refused("invalid value for IntOrString: invalid type: string is not a percentage");
  const digits = value.slice(0, -1);
  // Asked at each look at a budget: what anybody writes has no sign and few digits.
  if (/^[0-9]{1,4}$/.test(digits)) return { kind: "scaled", value: shareOf(Number(digits)) };
  const percent = readInt64(digits);
  if (percent.kind === "exact") {
    return { kind: "scaled", value: Number(int64FromDouble(shareOf(Number(percent.value)))) };
  }
  const parsing = `strconv.Atoi: parsing ${quoted(digits)}: ${percent.reason}`;
  return refused(`invalid value for IntOrString: invalid value ${quoted(value)}: ${parsing}`);
}

function refused(message: string): ScaledValue {
  return { kind: "refused", message };
}
