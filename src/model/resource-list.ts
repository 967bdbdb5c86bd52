// Amounts of several resources by name, and which names the scheduler counts.
// Imitates pkg/apis/core/v1/helper/helpers.go and pkg/scheduler/framework/types.go (Resource), v1.36.

import { parseQuantity } from "./quantity/parse-quantity.ts";
import { largerQuantity, ZERO_QUANTITY, type Quantity } from "./quantity/quantity.ts";
import { sumOfQuantities } from "./quantity/quantity-arithmetic.ts";
import { milliUnits, wholeUnits } from "./quantity/whole-units.ts";
import type { QuantityMap } from "./objects.ts";
import { qualifiedNameProblems } from "./qualified-name.ts";

/** Exact amounts by resource name. */
export type ResourceList = ReadonlyMap<string, Quantity>;

export const CPU = "cpu";
export const MEMORY = "memory";
export const EPHEMERAL_STORAGE = "ephemeral-storage";
export const PODS = "pods";

/** What the scheduler counts: milli-CPU, bytes, and whole units of scalar resources. */
export interface ResourceAmounts {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
  readonly ephemeralStorageBytes: number;
  /** Extended resources, huge pages and attachable volumes, by name; zero amounts are kept. */
  readonly scalars: ReadonlyMap<string, number>;
}

/** Reads a manifest's map; entries that are no quantities are left out (the readers have named them). */
export function readResourceList(map: QuantityMap | undefined): Map<string, Quantity> {
  const list = new Map<string, Quantity>();
  for (const [name, text] of Object.entries(map ?? {})) {
    const quantity = parseQuantity(text);
    if (quantity !== undefined) list.set(name, quantity);
  }
  return list;
}

/** Adds `more` to `list` in place. */
export function addResources(list: Map<string, Quantity>, more: ResourceList): void {
  for (const [name, quantity] of more) list.set(name, sumOfQuantities(list.get(name) ?? ZERO_QUANTITY, quantity));
}

/** Raises each entry of `list` to that of `other`, in place. */
export function raiseToResources(list: Map<string, Quantity>, other: ResourceList): void {
  for (const [name, quantity] of other) {
    const held = list.get(name);
    list.set(name, held === undefined ? quantity : largerQuantity(held, quantity));
  }
}

/** The integers that the scheduler works with; names it does not count are dropped as in the source. */
export function resourceAmounts(list: ResourceList): ResourceAmounts {
  const scalars = new Map<string, number>();
  for (const [name, quantity] of list) if (isScalarResource(name)) scalars.set(name, wholeUnits(quantity));
  return {
    cpuMilli: milliUnits(list.get(CPU) ?? ZERO_QUANTITY),
    memoryBytes: wholeUnits(list.get(MEMORY) ?? ZERO_QUANTITY),
    ephemeralStorageBytes: wholeUnits(list.get(EPHEMERAL_STORAGE) ?? ZERO_QUANTITY),
    scalars,
  };
}

/** True for names counted one by one: extended, huge pages, prefixed native, attachable volumes. */
export function isScalarResource(name: string): boolean {
  return (
    isExtendedResource(name) ||
    isHugePages(name) ||
    name.includes("kubernetes.io/") ||
    name.startsWith("attachable-volumes-")
  );
}

/** True for resources outside kubernetes.io that a vendor named. */
export function isExtendedResource(name: string): boolean {
  const native = !name.includes("/") || name.includes("kubernetes.io/");
  if (native || name.startsWith("requests.")) return false;
  return qualifiedNameProblems(`requests.${name}`).length === 0;
}

export function isHugePages(name: string): boolean {
  return name.startsWith("hugepages-");
}
