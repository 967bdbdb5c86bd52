// What a node would hold of each configured resource if the pod came: the common part of resource scoring.
// Imitates plugins/noderesources/resource_allocation.go, v1.36.

import type { ResourceAmounts } from "../../model/resource-list.ts";
import { CPU, isScalarResource, MEMORY } from "../../model/resource-name.ts";
import type { ResourceIndex } from "../../cluster/resource-index.ts";

/** A resource that a strategy looks at. */
export interface WeightedResource {
  readonly name: string;
  readonly weight: number;
}

/** What strategies look at unless they are told otherwise. */
export const CPU_AND_MEMORY: readonly WeightedResource[] = Object.freeze([
  { name: CPU, weight: 1 },
  { name: MEMORY, weight: 1 },
]);

/** A strategy's resources with their columns in the node table. */
export interface ScoredResource {
  readonly name: string;
  readonly weight: number;
  readonly index: number;
  readonly scalar: boolean;
}

/** Resolves names to columns; resources that the scheduler does not count are left out: they score nothing. */
export function scoredResources(
  resources: readonly WeightedResource[],
  index: ResourceIndex,
): readonly ScoredResource[] {
  return resources
    .filter(({ name }) => isCounted(name))
    .map(({ name, weight }) => ({ name, weight, index: index.intern(name), scalar: isScalarResource(name) }));
}

function isCounted(name: string): boolean {
  return name === CPU || name === MEMORY || name === "ephemeral-storage" || isScalarResource(name);
}

/** The pod's own amount of a resource: milli for CPU, else whole units. */
export function amountOf(amounts: ResourceAmounts, name: string): number {
  switch (name) {
    case CPU:
      return amounts.cpuMilli;
    case MEMORY:
      return amounts.memoryBytes;
    case "ephemeral-storage":
      return amounts.ephemeralStorageBytes;
    default:
      return amounts.scalars.get(name) ?? 0;
  }
}
