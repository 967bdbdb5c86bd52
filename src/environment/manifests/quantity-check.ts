// Whether the amounts of a scenario's own fields are quantities of resources that there are; manifests are judged by
// the API server's rules instead.

import { nearestName } from "../../base/nearest-name.ts";

import { parseQuantity } from "../../model/quantity/parse-quantity.ts";
import { isNegative, type Quantity } from "../../model/quantity/quantity.ts";
import { CPU, EPHEMERAL_STORAGE, isHugePages, MEMORY, PODS } from "../../model/resource-name.ts";

import { nearestQuantity } from "./nearest-quantity.ts";
import { quantityRemark } from "./quantity-remark.ts";

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
  return quantityRemark(name, String(text));
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
