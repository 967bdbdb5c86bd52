// Whether a volume of some size can be made near a node: the topologies that a class allows, and the capacity that a driver
// reports.
// Imitates pkg/scheduler/framework/plugins/volumebinding/binder.go (hasEnoughCapacity) and
// pkg/apis/core/v1/helper/helpers.go (MatchTopologySelectorTerms), v1.36.

import type { TopologySelectorTerm } from "../api/types/affinity.ts";
import type { LabelSelector } from "../api/types/object-meta.ts";
import { compileLabelSelector, selectsLabels, type CompiledLabelSelector } from "../label-selector.ts";
import { requirementProblems } from "../label-requirement.ts";
import type { Labels } from "../objects.ts";
import { readQuantity } from "../quantity/parse-quantity.ts";
import { exactUnits } from "../quantity/whole-units.ts";

/** A CSIStorageCapacity, as far as it is read. */
export interface StorageCapacity {
  readonly storageClassName?: string;
  readonly capacity?: string | number;
  readonly maximumVolumeSize?: string | number;
  readonly nodeTopology?: LabelSelector;
}

/** Where capacity of a class with room for a volume can be reached. */
export type ReachableCapacity = readonly CompiledLabelSelector[];

/** The nodes near which there is room for `sizeBytes`, in volumes of the class. */
export function capacityFor(
  className: string,
  sizeBytes: bigint,
  capacities: Iterable<StorageCapacity>,
): ReachableCapacity {
  const reachable: CompiledLabelSelector[] = [];
  for (const reported of capacities) {
    const { storageClassName, nodeTopology } = reported;
    if (storageClassName !== className || !nodeTopology) continue;
    const limitBytes = volumeLimitBytes(reported);
    const selector = compileLabelSelector(nodeTopology);
    if (limitBytes === undefined || limitBytes < sizeBytes || selector.kind === "invalid") continue;
    reachable.push(selector);
  }
  return reachable;
}

/** How large a volume may be at the most; undefined if nothing is said. */
export function volumeLimitBytes({ maximumVolumeSize, capacity }: StorageCapacity): bigint | undefined {
  const limit = readQuantity(maximumVolumeSize ?? capacity ?? "");
  return limit === undefined ? undefined : exactUnits(limit);
}

export function canReachCapacity(capacity: ReachableCapacity, labels: Labels): boolean {
  return capacity.some((selector) => selectsLabels(selector, labels));
}

/** True if one of the terms holds; without terms, everywhere. A term that says nothing, or nothing valid, never holds. */
export function isAllowedTopology(terms: readonly TopologySelectorTerm[], labels: Labels): boolean {
  if (terms.length === 0) return true;
  return terms.some(
    ({ matchLabelExpressions = [] }) =>
      matchLabelExpressions.length > 0 &&
      matchLabelExpressions.every(({ key = "", values = [] }) => {
        if (requirementProblems(key, "in", values).length > 0) return false;
        return Object.hasOwn(labels, key) && values.includes(labels[key]!);
      }),
  );
}
