// Whether an amount that Kubernetes accepts means what its writer meant: units that nobody intends (half a byte of
// memory), and amounts beyond what can be counted exactly.

import { INT64_MAX } from "../../model/quantity/int64.ts";
import { parseQuantity } from "../../model/quantity/parse-quantity.ts";
import {
  compareQuantities,
  isZero,
  quantityOfMilli,
  quantityOfUnits,
  type Quantity,
} from "../../model/quantity/quantity.ts";
import { wholeUnits } from "../../model/quantity/whole-units.ts";
import { CPU, EPHEMERAL_STORAGE, MEMORY } from "../../model/resource-name.ts";

/** What there is to say of one amount; `error` stops the run. */
export interface QuantityRemark {
  readonly code: "out-of-range" | "suspicious-quantity";
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly expected: string;
  readonly suggestion?: string;
}

const KIBIBYTE = quantityOfUnits(1024n, "BinarySI");
/** Kubernetes counts in 64 bits: beyond them its own sums wrap. */
const MOST_UNITS = quantityOfUnits(INT64_MAX, "DecimalSI");
const MOST_MILLI = quantityOfMilli(INT64_MAX, "DecimalSI");
const EXACT_UNITS = quantityOfUnits(BigInt(Number.MAX_SAFE_INTEGER), "DecimalSI");
const EXACT_MILLI = quantityOfMilli(BigInt(Number.MAX_SAFE_INTEGER), "DecimalSI");

/** What is odd about `name: text`, a quantity in its canonical form; undefined if nothing is. */
export function quantityRemark(name: string, text: string): QuantityRemark | undefined {
  const quantity = parseQuantity(text);
  if (quantity === undefined) return undefined;
  const unit = name === CPU ? "thousandths" : "units";
  if (compareQuantities(quantity, name === CPU ? MOST_MILLI : MOST_UNITS) > 0) {
    const expected = `at most ${INT64_MAX} ${unit}, what Kubernetes can count`;
    return { code: "out-of-range", severity: "error", message: `${name}: ${text} is too large`, expected };
  }
  if (compareQuantities(quantity, name === CPU ? EXACT_MILLI : EXACT_UNITS) > 0) {
    const message = `${name}: ${text} is counted to 16 digits, as every amount beyond ${Number.MAX_SAFE_INTEGER} ${unit}`;
    return { code: "suspicious-quantity", severity: "warning", message, expected: "amounts of a real machine" };
  }
  return intentRemark(name, text, quantity);
}

function intentRemark(name: string, text: string, quantity: Quantity): QuantityRemark | undefined {
  const bytes = name === MEMORY || name === EPHEMERAL_STORAGE;
  if (bytes && !isZero(quantity) && compareQuantities(quantity, KIBIBYTE) < 0) {
    const digits = /^[\d.]+/.exec(text)?.[0] ?? "";
    return {
      code: "suspicious-quantity",
      severity: "warning",
      message: `${name}: ${text} is less than one kibibyte`,
      expected: "bytes, with a suffix such as Mi or Gi",
      suggestion: `${digits}Mi`,
    };
  }
  if (name === CPU && text.endsWith("i")) {
    return {
      code: "suspicious-quantity",
      severity: "warning",
      message: `${name}: ${text} is ${wholeUnits(quantity)} CPUs`,
      expected: "CPUs: 500m, 2 or 1.5",
    };
  }
  return undefined;
}
