// What the free room of a cluster is good for: nodes where a typical pod is short of one resource strand the others,
// and room in pieces smaller than pods ask for is fragmented.

import type { ClusterState } from "../cluster/cluster-state.ts";
import type { PodId } from "../cluster/pod-table.ts";

import {
  allocatableOf,
  columnName,
  columnOf,
  inUnits,
  PODS_COLUMN,
  reportedColumns,
  requestedOf,
  unitOf,
} from "./amounts.ts";
import type { Fragmentation, StrandedCapacity } from "./findings.ts";

/** Stranded room is the opposite: nothing is short. */
const USABLE = "none";

/** Room on nodes that take no new pods. */
const CORDONED = "cordon";

/** Median non-zero request by column over the pods; a pod takes one place of `pods`. */
export type TypicalRequest = ReadonlyMap<number, number>;

export function typicalRequest(cluster: ClusterState, pods: readonly PodId[]): TypicalRequest {
  const amounts = new Map<number, number[]>();
  for (const pod of pods) {
    const { indices, amounts: own } = cluster.classOfPod(pod).requestVector;
    for (let entry = 0; entry < indices.length; entry += 1) {
      const column = columnOf(indices[entry]!);
      const list = amounts.get(column) ?? [];
      list.push(own[entry]!);
      amounts.set(column, list);
    }
  }
  const typical = new Map([...amounts].map(([column, list]) => [column, medianOf(list)]));
  if (pods.length > 0) typical.set(PODS_COLUMN, 1);
  return typical;
}

/** Of an even number of values the lower of the two in the middle: always one that occurs. */
function medianOf(values: readonly number[]): number {
  const ascending = values.toSorted((left, right) => left - right);
  return ascending[Math.ceil(ascending.length / 2) - 1]!;
}

/** Free room by what a pod of the typical size is short of, most nodes first. */
export function strandedCapacity(cluster: ClusterState, typical: TypicalRequest): readonly StrandedCapacity[] {
  const columns = reportedColumns(cluster);
  const nodesBy = new Map<string, number[]>();
  for (const node of cluster.nodeOrder) {
    const name = limitOf(cluster, node, typical);
    const nodes = nodesBy.get(name) ?? [];
    nodes.push(node);
    nodesBy.set(name, nodes);
  }
  return [...nodesBy]
    .map(([limitedBy, nodes]) => ({
      limitedBy,
      nodes: nodes.length,
      free: columns.map((column) => ({
        resource: columnName(cluster, column),
        unit: unitOf(column),
        amount: inUnits(
          column,
          nodes.reduce((sum, node) => sum + freeOf(cluster, node, column), 0),
        ),
      })),
    }))
    .toSorted((left, right) => right.nodes - left.nodes);
}

function limitOf(cluster: ClusterState, node: number, typical: TypicalRequest): string {
  if (cluster.nodes.record(node).unschedulable) return CORDONED;
  const column = scarcest(cluster, node, typical);
  return column === undefined ? USABLE : columnName(cluster, column);
}

/** The column of which the node has the smallest part of a typical request; undefined if a pod fits. */
function scarcest(cluster: ClusterState, node: number, typical: TypicalRequest): number | undefined {
  let scarce: number | undefined;
  let least = 1;
  for (const [column, amount] of typical) {
    const share = freeOf(cluster, node, column) / amount;
    if (share >= least) continue;
    least = share;
    scarce = column;
  }
  return scarce;
}

/** For each requested resource: how much of what is free lies in pieces below the median request, or on cordoned nodes. */
export function fragmentation(cluster: ClusterState, typical: TypicalRequest): readonly Fragmentation[] {
  return reportedColumns(cluster)
    .filter((column) => typical.has(column) && column !== PODS_COLUMN)
    .map((column) => {
      const median = typical.get(column)!;
      let free = 0;
      let tooSmall = 0;
      let cordoned = 0;
      for (const node of cluster.nodeOrder) {
        const amount = freeOf(cluster, node, column);
        free += amount;
        if (cluster.nodes.record(node).unschedulable) cordoned += amount;
        else if (amount < median) tooSmall += amount;
      }
      return {
        resource: columnName(cluster, column),
        unit: unitOf(column),
        free: inUnits(column, free),
        unusable: inUnits(column, tooSmall + cordoned),
        ...(cordoned === 0 ? {} : { cordoned: inUnits(column, cordoned) }),
        medianRequest: inUnits(column, median),
      };
    });
}

function freeOf(cluster: ClusterState, node: number, column: number): number {
  return Math.max(0, allocatableOf(cluster, node, column) - requestedOf(cluster, node, column));
}
