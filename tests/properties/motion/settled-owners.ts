// What must hold of owners and what they own once nothing is left to happen: nothing stays whose owners are all gone, and nobody waits
// for what is gone. Knows the API's objects alone.

import type { OwnerReference } from "../../../src/model/api/types/object-meta.ts";

import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";

import { existingPods, hasOwner } from "./api-objects.ts";

export function aboutOwners(cluster: ClusterState): readonly string[] {
  return [...cluster.objects.all()].flatMap((stored) => [
    ...aboutOwned(cluster, stored),
    ...aboutGoing(cluster, stored),
  ]);
}

function aboutOwned(cluster: ClusterState, { kind, object }: StoredObject): readonly string[] {
  const { name, namespace = "default", ownerReferences = [], deletionTimestamp } = object.metadata ?? {};
  if (ownerReferences.length === 0 || deletionTimestamp !== undefined) return [];
  return ownerReferences.some((owner) => isThere(cluster, namespace, owner))
    ? []
    : [`the ${kind} ${name} stays though all its owners are gone`];
}

function isThere(cluster: ClusterState, namespace: string, owner: OwnerReference): boolean {
  if (owner.kind !== "Pod") return hasOwner(cluster, namespace, owner);
  return existingPods(cluster).some((pod) => pod.namespace === namespace && pod.uid === owner.uid);
}

/** One that goes in the foreground waits for what blocks it; one whose dependents are let go waits for none. */
function aboutGoing(cluster: ClusterState, { kind, object }: StoredObject): readonly string[] {
  const { name, uid, deletionTimestamp, finalizers = [] } = object.metadata ?? {};
  if (deletionTimestamp === undefined) return [];
  if (finalizers.includes("orphan")) return [`the ${kind} ${name} never lets go of what it owns`];
  if (!finalizers.includes("foregroundDeletion")) return [];
  const blocks = (references: readonly OwnerReference[] | undefined) =>
    references?.some((owner) => owner.uid === uid && owner.blockOwnerDeletion === true) === true;
  const isBlocked =
    [...cluster.objects.all()].some((other) => blocks(other.object.metadata?.ownerReferences)) ||
    existingPods(cluster).some((pod) => blocks(pod.object.metadata.ownerReferences));
  return isBlocked ? [] : [`the ${kind} ${name} is going for ever, and nothing holds it up`];
}
