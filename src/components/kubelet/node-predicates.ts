// Whether a node has what a pod wants that was bound to it: room beside the pods that its kubelet has taken, free ports, the labels
// and taints that the pod bears. Knows the cluster; changes nothing.
// Imitates pkg/kubelet/lifecycle/predicate.go (generalFilter, removeMissingExtendedResources) and AdmissionCheck of
// pkg/scheduler/eventhandlers.go, v1.36.

import { HostPortSet } from "../../model/host-port.ts";
import { isStaticPod } from "../../model/kubelet/critical-pod.ts";
import {
  PORTS_TAKEN,
  TAINTED,
  WRONG_NODE,
  type PredicateFailure,
  type ResourceShortage,
} from "../../model/kubelet/predicate-failure.ts";
import { matchesRequired } from "../../model/node-selector.ts";
import { isExtendedResource, PODS } from "../../model/resource-name.ts";
import { isTolerated } from "../../model/toleration.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";
import { FIRST_SCALAR_INDEX } from "../../cluster/resource-index.ts";

/**
 * True if nothing can keep a pod from the node that it is bound to, whatever its kubelet has taken: the books hold all of that,
 * and perhaps more. False: it has to be looked at.
 */
export function isPlainlyWelcome(cluster: ClusterState, podClass: SchedulingClass, node: number): boolean {
  if (podClass.hostPorts.length > 0 || !hasRoomBesideAll(cluster, podClass, node)) return false;
  return isRightNode(cluster, podClass, node) && !isKeptAway(cluster, podClass, node);
}

/**
 * All that keeps a pod from the node that it is bound to, in the order in which the kubelet looks; empty: nothing.
 * `others`: the pods that the kubelet has taken.
 */
export function failedPredicates(
  cluster: ClusterState,
  podClass: SchedulingClass,
  node: number,
  others: readonly PodId[],
): readonly PredicateFailure[] {
  const failures = shortages(cluster, podClass, node, others);
  if (!isRightNode(cluster, podClass, node)) failures.push(WRONG_NODE);
  if (lacksPorts(cluster, podClass, others)) failures.push(PORTS_TAKEN);
  if (isKeptAway(cluster, podClass, node)) failures.push(TAINTED);
  return failures;
}

function hasRoomBesideAll({ nodes }: ClusterState, podClass: SchedulingClass, node: number): boolean {
  if (nodes.podCount(node) > nodes.allowedPods(node)) return false;
  const { requestVector, placedVector } = podClass;
  const { indices, amounts } = requestVector;
  for (let entry = 0; entry < indices.length; entry += 1) {
    const resource = indices[entry]!;
    const held = nodes.requested(node, resource) - amountIn(placedVector, resource, entry);
    if (amounts[entry]! > nodes.allocatable(node, resource) - held) return false;
  }
  return true;
}

/** Of a sparse vector; `guess`: where it stands if it has the same resources as another one. */
function amountIn({ indices, amounts }: SchedulingClass["placedVector"], resource: number, guess: number): number {
  const entry = indices[guess] === resource ? guess : indices.indexOf(resource);
  return entry === -1 ? 0 : amounts[entry]!;
}

function shortages(
  cluster: ClusterState,
  { requestVector }: SchedulingClass,
  node: number,
  others: readonly PodId[],
): PredicateFailure[] {
  const { nodes, resources } = cluster;
  const used = usedBy(cluster, others);
  const found: ResourceShortage[] = [];
  const { indices, amounts } = requestVector;
  for (const [entry, index] of indices.entries()) {
    const resource = resources.nameOf(index);
    const requested = amounts[entry]!;
    const capacity = nodes.allocatable(node, index);
    const held = used.get(index) ?? 0;
    if (requested <= capacity - held || isUnknown(cluster, node, resource)) continue;
    found.push({ kind: "shortage", resource, requested, used: held, capacity });
  }
  const inOrder = found.toSorted((left, right) => orderOf(cluster, left, right));
  const capacity = nodes.allowedPods(node);
  if (others.length + 1 <= capacity) return inOrder;
  return [{ kind: "shortage", resource: PODS, requested: 1, used: others.length, capacity }, ...inOrder];
}

/** CPU, memory and storage, and then by name. */
function orderOf({ resources }: ClusterState, left: ResourceShortage, right: ResourceShortage): number {
  const rank = ({ resource }: ResourceShortage) => Math.min(resources.find(resource)!, FIRST_SCALAR_INDEX);
  return rank(left) - rank(right) || (left.resource < right.resource ? -1 : 1);
}

/** A resource of a vendor that the node does not know is none of its kubelet's business. */
function isUnknown({ nodes }: ClusterState, node: number, resource: string): boolean {
  if (!isExtendedResource(resource)) return false;
  return !Object.hasOwn(nodes.record(node).object.status?.allocatable ?? {}, resource);
}

/** By index of the resource. */
function usedBy(cluster: ClusterState, pods: readonly PodId[]): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const pod of pods) {
    const { indices, amounts } = cluster.classOfPod(pod).placedVector;
    for (const [entry, index] of indices.entries()) sums.set(index, (sums.get(index) ?? 0) + amounts[entry]!);
  }
  return sums;
}

function isRightNode({ nodes }: ClusterState, { required }: SchedulingClass, node: number): boolean {
  if (required.nodeSelector === undefined && required.terms === undefined) return true;
  return matchesRequired(required, nodes.record(node));
}

function lacksPorts(cluster: ClusterState, { hostPorts }: SchedulingClass, others: readonly PodId[]): boolean {
  if (hostPorts.length === 0) return false;
  const held = new HostPortSet();
  for (const pod of others) for (const port of cluster.classOfPod(pod).hostPorts) held.add(port);
  return hostPorts.some((wanted) => held.conflictsWith(wanted));
}

/** Static pods are there whatever the taints. */
function isKeptAway({ nodes }: ClusterState, { pod, tolerations }: SchedulingClass, node: number): boolean {
  if (nodes.hardTaints === 0) return false;
  const { taints } = nodes.record(node);
  if (taints.length === 0 || isStaticPod(pod)) return false;
  return taints.some((taint) => taint.effect === "NoExecute" && !isTolerated(taint, tolerations));
}
