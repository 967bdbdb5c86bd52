// Amounts of several resources by name, added and compared one by one, and counted as the scheduler counts them.
// Imitates staging component-helpers resource/helpers.go and pkg/scheduler/framework/types.go (Resource), v1.36.

import type { QuantityMap } from "./objects.ts";
import { canonicalText } from "./quantity/canonical-text.ts";
import { readQuantity } from "./quantity/parse-quantity.ts";
import { asDecimal, compareQuantities, ZERO_QUANTITY, type Quantity } from "./quantity/quantity.ts";
import { sumOfQuantities } from "./quantity/quantity-arithmetic.ts";
import { milliUnits, wholeUnits } from "./quantity/whole-units.ts";
import { CPU, EPHEMERAL_STORAGE, isScalarResource, MEMORY } from "./resource-name.ts";

/** Exact amounts by resource name. */
export type ResourceList = ReadonlyMap<string, Quantity>;

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
    const quantity = readQuantity(text);
    if (quantity !== undefined) list.set(name, quantity);
  }
  return list;
}

/** The list as a manifest holds it, each amount in its canonical text. */
export function writtenResourceList(list: ResourceList): Readonly<Record<string, string>> {
  return Object.fromEntries([...list].map(([name, quantity]) => [name, canonicalText(quantity)]));
}

/** Adds `more` to `list` in place. */
export function addResources(list: Map<string, Quantity>, more: ResourceList): void {
  for (const [name, quantity] of more) {
    const held = list.get(name);
    list.set(name, held === undefined ? quantity : sumOfQuantities(held, quantity));
  }
}

/**
 * Raises each entry of `list` to that of `other`, in place. The library makes a decimal of a quantity that it compares
 * with one, which shows where 64 bits overflow.
 */
export function raiseToResources(list: Map<string, Quantity>, other: ResourceList): void {
  for (const [name, quantity] of other) {
    const held = list.get(name);
    if (held === undefined) list.set(name, quantity);
    else if (compareQuantities(quantity, held) > 0)
      list.set(name, held.kind === "decimal" ? asDecimal(quantity) : quantity);
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
