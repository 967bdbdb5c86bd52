// What the API server says of one amount of a resource.
// Imitates pkg/apis/core/validation/validation.go (ValidateResourceQuantityValue), v1.36.

import { parseQuantity } from "../../quantity/parse-quantity.ts";
import { isNegative } from "../../quantity/quantity.ts";
import { exactMilli } from "../../quantity/whole-units.ts";
import { isExtendedResource } from "../../resource-name.ts";
import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";

const COUNTED_IN_WHOLES: ReadonlySet<string> = new Set([
  "pods",
  "services",
  "replicationcontrollers",
  "resourcequotas",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
  "services.nodeports",
  "services.loadbalancers",
]);

/** `amount` is a quantity's canonical text. */
export function validateResourceAmounts(name: string, amount: string, path: FieldPath): readonly FieldError[] {
  const quantity = parseQuantity(amount);
  if (quantity === undefined) return [];
  const errors: FieldError[] = [];
  if (isNegative(quantity)) errors.push(invalid(path, amount, "must be greater than or equal to 0"));
  const isWhole = !(COUNTED_IN_WHOLES.has(name) || isExtendedResource(name)) || exactMilli(quantity) % 1000n === 0n;
  if (!isWhole) errors.push(invalid(path, amount, "must be an integer"));
  return errors;
}
