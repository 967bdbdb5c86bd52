// Whether the amounts of a manifest mean what their writer meant: grammar, sign, range, and units that Kubernetes
// accepts but nobody intends (half a byte of memory).

import { nearestName } from "../../base/nearest-name.ts";

import { parseQuantity } from "../../model/quantity/parse-quantity.ts";
import {
  compareQuantities,
  isNegative,
  isZero,
  quantityOfMilli,
  quantityOfUnits,
  type Quantity,
} from "../../model/quantity/quantity.ts";
import { wholeUnits } from "../../model/quantity/whole-units.ts";
import { CPU, EPHEMERAL_STORAGE, isHugePages, MEMORY, PODS } from "../../model/resource-list.ts";

/** What is wrong with one entry; `error` stops the run. */
export interface QuantityProblem {
  readonly code: "unknown-resource" | "bad-quantity" | "out-of-range" | "suspicious-quantity";
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly expected: string;
  readonly suggestion?: string;
}

/** Names without a vendor's prefix that Kubernetes counts; `hugepages-…` and `attachable-volumes-…` beside them. */
const NATIVE_RESOURCES = [CPU, MEMORY, EPHEMERAL_STORAGE, PODS];
const GRAMMAR = "a quantity such as 500m, 2, 128Mi or 1.5Gi";
/** Large ones first: whoever writes `mb` means millions. */
const SUFFIXES = ["", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "m", "u", "n"];
const KIBIBYTE = quantityOfUnits(1024n, "BinarySI");
const MOST_UNITS = quantityOfUnits(BigInt(Number.MAX_SAFE_INTEGER), "DecimalSI");
const MOST_MILLI = quantityOfMilli(BigInt(Number.MAX_SAFE_INTEGER), "DecimalSI");

/** The first thing wrong with `name: text` in a list of resources, if anything is. */
export function checkQuantity(name: string, text: unknown): QuantityProblem | undefined {
  const unknown = checkResourceName(name);
  if (unknown !== undefined) return unknown;
  const quantity = typeof text === "string" || typeof text === "number" ? meantQuantity(text) : undefined;
  if (quantity === undefined) return malformed(name, text);
  const shown = `${name}: ${String(text)}`;
  if (isNegative(quantity)) {
    return { code: "out-of-range", severity: "error", message: `${shown} is negative`, expected: "zero or more" };
  }
  if (compareQuantities(quantity, name === CPU ? MOST_MILLI : MOST_UNITS) > 0) {
    const unit = name === CPU ? "milli-CPU" : "units";
    const expected = `at most ${Number.MAX_SAFE_INTEGER} ${unit}, what can be counted exactly`;
    return { code: "out-of-range", severity: "error", message: `${shown} is too large`, expected };
  }
  return checkIntent(name, String(text), quantity);
}

/** The API server takes a text without a digit (`.`, `Mi`) for zero; whoever writes it made a slip. */
function meantQuantity(text: string | number): Quantity | undefined {
  return /\d/.test(String(text)) ? parseQuantity(text) : undefined;
}

function checkResourceName(name: string): QuantityProblem | undefined {
  const native = NATIVE_RESOURCES.includes(name) || isHugePages(name) || name.startsWith("attachable-volumes-");
  if (native || name.includes("/")) return undefined;
  const suggestion = nearestName(name, NATIVE_RESOURCES);
  return {
    code: "unknown-resource",
    severity: "error",
    message: `there is no resource ${JSON.stringify(name)}`,
    expected: `${NATIVE_RESOURCES.join(", ")}, hugepages-<size>, or a vendor's name such as nvidia.com/gpu`,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function malformed(name: string, text: unknown): QuantityProblem {
  const suggestion = typeof text === "string" ? nearestQuantity(text) : undefined;
  return {
    code: "bad-quantity",
    severity: "error",
    message: `${name}: ${JSON.stringify(text)} is not a quantity`,
    expected: GRAMMAR,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** `10 GB` → `10G`, `128mb` → `128M`, `500 m` → `500m`, `1,5` → `1.5`: what was meant, if that is plain. */
function nearestQuantity(text: string): string | undefined {
  const match = /^\s*([\d.,]+)\s*([a-z]*)\s*$/i.exec(text);
  if (match === null) return undefined;
  const digits = match[1]!.replace(",", ".");
  const unit = match[2]!;
  const prefix = unit.replace(/b(yte)?s?$/i, "");
  const asWritten = unit === prefix ? SUFFIXES.find((candidate) => candidate === unit) : undefined;
  const suffix = asWritten ?? SUFFIXES.find((candidate) => candidate.toLowerCase() === prefix.toLowerCase());
  const candidate = suffix === undefined ? undefined : digits + suffix;
  return candidate === undefined || meantQuantity(candidate) === undefined ? undefined : candidate;
}

function checkIntent(name: string, text: string, quantity: Quantity): QuantityProblem | undefined {
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
