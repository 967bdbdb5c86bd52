// Which resources a report speaks of, and in which units. Each has a column for good: that of the pods stands first, because
// more resources may become known while a run goes on.

import { PODS } from "../model/resource-name.ts";
import { CPU_INDEX, EPHEMERAL_STORAGE_INDEX, FIRST_SCALAR_INDEX, MEMORY_INDEX } from "../cluster/resource-index.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";

const MILLI_PER_CORE = 1000;

/** Column of the pods that a node may hold. */
export const PODS_COLUMN = 0;

/** Column of CPU. */
export const CPU_COLUMN = CPU_INDEX + 1;

/** Column of a resource of the cluster's index. */
export function columnOf(resource: number): number {
  return resource + 1;
}

function resourceOf(column: number): number {
  return column - 1;
}

/** Kubernetes' name of a column. */
export function columnName(cluster: ClusterState, column: number): string {
  return column === PODS_COLUMN ? PODS : cluster.resources.nameOf(resourceOf(column));
}

export function unitOf(column: number): "cores" | "bytes" | "count" {
  switch (resourceOf(column)) {
    case CPU_INDEX:
      return "cores";
    case MEMORY_INDEX:
    case EPHEMERAL_STORAGE_INDEX:
      return "bytes";
    default:
      return "count";
  }
}

/** An amount as the tables hold it (milli-CPU), as reports show it (cores). */
export function inUnits(column: number, amount: number): number {
  return resourceOf(column) === CPU_INDEX ? amount / MILLI_PER_CORE : amount;
}

/** What a node can allocate of a column. */
export function allocatableOf({ nodes }: ClusterState, node: number, column: number): number {
  return column === PODS_COLUMN ? nodes.allowedPods(node) : nodes.allocatable(node, resourceOf(column));
}

/** What pods hold of it now. */
export function requestedOf({ nodes }: ClusterState, node: number, column: number): number {
  return column === PODS_COLUMN ? nodes.podCount(node) : nodes.requested(node, resourceOf(column));
}

/** All columns that are known by now, by number. */
export function knownColumns({ resources }: ClusterState): readonly number[] {
  return Array.from({ length: columnOf(resources.size) }, (_, column) => column);
}

/** Columns of which any node has something, in order: CPU, memory, storage, pods, then the others. */
export function reportedColumns(cluster: ClusterState): readonly number[] {
  const resources = Array.from({ length: cluster.resources.size }, (_, resource) => columnOf(resource));
  return resources
    .toSpliced(FIRST_SCALAR_INDEX, 0, PODS_COLUMN)
    .filter((column) => cluster.nodeOrder.some((node) => allocatableOf(cluster, node, column) > 0));
}
