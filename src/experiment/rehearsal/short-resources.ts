// What pods that wait ask for together, beside what is free on the nodes that are left. Knows the cluster.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import { allocatableOf, columnName, columnOf, inUnits, requestedOf, unitOf } from "../../metrics/amounts.ts";

import type { ShortResource } from "./rehearsal-result.ts";

/** Resources that anybody of them asks for; `lost` are names of nodes that failed. */
export function shortResources(
  cluster: ClusterState,
  waiting: readonly PodId[],
  lost: ReadonlySet<string>,
): readonly ShortResource[] {
  const asked = new Map<number, number>();
  for (const pod of waiting) {
    const { indices, amounts } = cluster.classOfPod(pod).requestVector;
    for (let entry = 0; entry < indices.length; entry += 1) {
      const column = columnOf(indices[entry]!);
      asked.set(column, (asked.get(column) ?? 0) + amounts[entry]!);
    }
  }
  return [...asked]
    .filter(([, amount]) => amount > 0)
    .toSorted(([left], [right]) => left - right)
    .map(([column, amount]) => ({
      resource: columnName(cluster, column),
      unit: unitOf(column),
      asked: inUnits(column, amount),
      free: inUnits(column, freeOf(cluster, column, lost)),
    }));
}

/** Cordoned nodes and those that failed take nobody. */
function freeOf(cluster: ClusterState, column: number, lost: ReadonlySet<string>): number {
  let free = 0;
  for (const node of cluster.nodeOrder) {
    const { name, unschedulable } = cluster.nodes.record(node);
    if (unschedulable || lost.has(name)) continue;
    free += Math.max(0, allocatableOf(cluster, node, column) - requestedOf(cluster, node, column));
  }
  return free;
}
