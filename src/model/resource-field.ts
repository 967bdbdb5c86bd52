// What a container learns of its own requests and limits through the downward API (resourceFieldRef), in units of a
// divisor.
// Imitates staging kubectl pkg/util/resource/resource.go (ExtractContainerResourceValue), v1.36.

import type { SizedContainer } from "./container-amounts.ts";
import type { QuantityMap } from "./objects.ts";
import { int64FromDouble } from "./quantity/int64.ts";
import { parseQuantity, readQuantity } from "./quantity/parse-quantity.ts";
import { isZero, ZERO_QUANTITY, type Quantity } from "./quantity/quantity.ts";
import { milliUnits, wholeUnits } from "./quantity/whole-units.ts";
import { CPU, EPHEMERAL_STORAGE, isHugePages, MEMORY } from "./resource-name.ts";

export interface ResourceFieldSelector {
  /** `limits.cpu`, `requests.memory` … */
  readonly resource: string;
  /** One unit if it is absent or zero. */
  readonly divisor?: string | number;
}

export type ResourceFieldValue =
  /** A whole number, rounded up. */
  { readonly kind: "value"; readonly text: string } | { readonly kind: "refused"; readonly message: string };

const ONE = parseQuantity("1")!;

/** The value that the container sees; an amount that it does not name is 0. */
export function resourceFieldValue(
  { resource, divisor }: ResourceFieldSelector,
  container: SizedContainer,
): ResourceFieldValue {
  const { resources } = container;
  const limits = resource.startsWith("limits.");
  const name = resource.slice(resource.indexOf(".") + 1);
  const known = (limits || resource.startsWith("requests.")) && isKnown(name);
  if (!known) return { kind: "refused", message: `Unsupported container resource : ${resource}` };
  const amount = amountOf(limits ? resources?.limits : resources?.requests, name);
  const read = readQuantity(divisor ?? 0) ?? ZERO_QUANTITY;
  const unit = isZero(read) ? ONE : read;
  const counted = name === CPU ? milliUnits(amount) / milliUnits(unit) : wholeUnits(amount) / wholeUnits(unit);
  return { kind: "value", text: String(int64FromDouble(Math.ceil(counted))) };
}

function isKnown(name: string): boolean {
  return name === CPU || name === MEMORY || name === EPHEMERAL_STORAGE || isHugePages(name);
}

function amountOf(map: QuantityMap | undefined, name: string): Quantity {
  const written = map !== undefined && Object.hasOwn(map, name) ? map[name]! : 0;
  return readQuantity(written) ?? ZERO_QUANTITY;
}
