// The books of a cluster: what must add up whatever happened. A difference is a mistake of ours, never of the user.

import { invariant } from "../base/invariant.ts";

import { MILLI_PER_DEVICE } from "../model/device-wish.ts";

import type { ClusterState } from "./cluster-state.ts";
import { ASSUMED, BOUND, NONE, PENDING, POD_PHASES, RUNNING } from "./pod-table.ts";

/** Pods by phase, all of POD_PHASES. */
export type PhaseCounts = Readonly<Record<(typeof POD_PHASES)[number], number>>;

/** Some of the nodes of a cluster, by identifier. */
export interface SomeNodes {
  readonly has: (node: number) => boolean;
}

/** All nodes, those that come later, too. */
export const EVERY_NODE: SomeNodes = Object.freeze({ has: () => true });

export function countPhases(cluster: ClusterState): PhaseCounts {
  const counts = Object.fromEntries(POD_PHASES.map((phase) => [phase, 0])) as Record<
    (typeof POD_PHASES)[number],
    number
  >;
  for (let pod = 0; pod < cluster.pods.size; pod += 1) counts[cluster.pods.phaseNameOf(pod)] += 1;
  return counts;
}

/**
 * Checks that every pod stands in one place, that each node's sums are those of its pods, and that no pod was placed where
 * it does not fit. Nodes that were full beyond their size before the run began (`overfull`) may stay so.
 */
export function checkBooks(cluster: ClusterState, overfull: SomeNodes): void {
  let onNodes = 0;
  for (let node = 0; node < cluster.nodes.idLimit; node += 1) onNodes += checkNode(cluster, node, overfull.has(node));
  let placed = 0;
  for (let pod = 0; pod < cluster.pods.size; pod += 1) {
    const phase = cluster.pods.phaseOf(pod);
    const isPlaced = phase === ASSUMED || phase === BOUND || phase === RUNNING;
    const holdsRoom = cluster.pods.nodeOf(pod) !== NONE;
    // The scheduler may have taken room for one that is gone.
    invariant(
      phase === PENDING ? !holdsRoom : holdsRoom || !isPlaced,
      "placed pods hold room, and waiting ones do not",
      {
        pod,
        phase,
      },
    );
    if (holdsRoom) placed += 1;
  }
  invariant(placed === onNodes, "placed pods are on nodes", { placed, onNodes });
  checkDevices(cluster);
}

/** What is left of a device and what pods hold of it make a whole device, and only placed pods hold any. */
function checkDevices({ devices, nodes, pods }: ClusterState): void {
  const left = Array.from({ length: nodes.idLimit }, (_, node) => [...devices.freeMilli(node)]);
  for (const [pod, held] of devices.holders()) {
    invariant(pods.nodeOf(pod) === held.node, "devices are held where the pod is", { pod, node: held.node });
    const onNode = left[held.node]!;
    for (const device of held.devices) if (device < onNode.length) onNode[device] = onNode[device]! + held.milliEach;
  }
  for (const [node, milli] of left.entries()) {
    invariant(
      milli.every((sum) => sum === MILLI_PER_DEVICE),
      "devices add up",
      { node },
    );
  }
}

/** Nodes on which pods hold more than there is. */
export function overfullNodes(cluster: ClusterState): SomeNodes {
  const overfull = new Set<number>();
  for (const node of cluster.nodeOrder) if (isOverfull(cluster, node)) overfull.add(node);
  return overfull;
}

function isOverfull({ nodes, resources }: ClusterState, node: number): boolean {
  if (nodes.podCount(node) > nodes.allowedPods(node)) return true;
  for (let resource = 0; resource < resources.size; resource += 1) {
    if (nodes.requested(node, resource) > nodes.allocatable(node, resource)) return true;
  }
  return false;
}

/** Returns the pods on the node. */
function checkNode(cluster: ClusterState, node: number, mayBeOverfull: boolean): number {
  const sums = new Float64Array(cluster.resources.size);
  let pods = 0;
  let nonZeroCpu = 0;
  let nonZeroMemory = 0;
  for (const pod of cluster.pods.onNode(node)) {
    const { placedVector, placedNonZero } = cluster.classOfPod(pod);
    pods += 1;
    nonZeroCpu += placedNonZero.cpuMilli;
    nonZeroMemory += placedNonZero.memoryBytes;
    for (let entry = 0; entry < placedVector.indices.length; entry += 1) {
      const resource = placedVector.indices[entry]!;
      sums[resource] = sums[resource]! + placedVector.amounts[entry]!;
    }
  }
  const { nodes } = cluster;
  invariant(nodes.podCount(node) === pods, "a node counts its pods", { node, pods });
  invariant(nodes.nonZeroCpu(node) === nonZeroCpu, "a node's non-zero CPU is its pods'", { node, nonZeroCpu });
  invariant(nodes.nonZeroMemory(node) === nonZeroMemory, "a node's non-zero memory is its pods'", { node });
  for (let resource = 0; resource < sums.length; resource += 1) {
    invariant(nodes.requested(node, resource) === sums[resource], "a node's sums are its pods'", { node, resource });
  }
  const full = nodes.has(node) && !mayBeOverfull && isOverfull(cluster, node);
  invariant(!full, "no pod was placed where it does not fit", { node });
  return pods;
}
