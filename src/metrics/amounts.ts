// Which resources a report speaks of, and in which units.

import { PODS } from "../model/resource-list.ts";
import { CPU_INDEX, EPHEMERAL_STORAGE_INDEX, MEMORY_INDEX } from "../cluster/resource-index.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";

const MILLI_PER_CORE = 1000;

/** Column of the pods a node may hold, behind those of the resources that pods request. */
export function podsColumn(cluster: ClusterState): number {
  return cluster.resources.size;
}

/** Kubernetes' name of a column. */
export function columnName(cluster: ClusterState, column: number): string {
  return column === podsColumn(cluster) ? PODS : cluster.resources.nameOf(column);
}

export function unitOf(column: number): "cores" | "bytes" | "count" {
  if (column === CPU_INDEX) return "cores";
  return column === MEMORY_INDEX || column === EPHEMERAL_STORAGE_INDEX ? "bytes" : "count";
}

/** An amount as the tables hold it (milli-CPU), as reports show it (cores). */
export function inUnits(column: number, amount: number): number {
  return column === CPU_INDEX ? amount / MILLI_PER_CORE : amount;
}

/** What a node can allocate of a column. */
export function allocatableOf(cluster: ClusterState, node: number, column: number): number {
  return column === podsColumn(cluster) ? cluster.nodes.allowedPods(node) : cluster.nodes.allocatable(node, column);
}

/** What pods hold of it now. */
export function requestedOf(cluster: ClusterState, node: number, column: number): number {
  return column === podsColumn(cluster) ? cluster.nodes.podCount(node) : cluster.nodes.requested(node, column);
}

/** Columns of which any node has something, in order: CPU, memory, storage, pods, then the others. */
export function reportedColumns(cluster: ClusterState): readonly number[] {
  const pods = podsColumn(cluster);
  const columns = Array.from({ length: pods + 1 }, (_, column) => column);
  const present = columns.filter((column) =>
    cluster.nodeOrder.some((node) => allocatableOf(cluster, node, column) > 0),
  );
  const rank = (column: number) => (column === pods ? EPHEMERAL_STORAGE_INDEX + 0.5 : column);
  return present.toSorted((left, right) => rank(left) - rank(right));
}
