// The claims of a pod, sorted by what is left to be done about them.
// Imitates pkg/scheduler/framework/plugins/volumebinding/{volume_binding,binder}.go (podHasPVCs, GetPodVolumeClaims), v1.36.

import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import { quoted } from "../../model/go-text.ts";
import { classOfClaim, isFullyBound } from "../../model/volumes/claim-binding.ts";
import { claimNameOf, type ClaimUse } from "../../model/volumes/pod-volumes.ts";
import { failure, unresolvable, type Status } from "../framework/status.ts";
import type { CyclePod } from "../framework/plugin.ts";
import { ownershipProblem } from "./claim-owner.ts";
import { claimNotFound, type VolumeObjects } from "./volume-objects.ts";

/** Claims in the pod's order. */
export interface PodClaims {
  readonly bound: readonly PersistentVolumeClaim[];
  /** To be bound or provisioned where the pod goes. */
  readonly delayed: readonly PersistentVolumeClaim[];
}

export type PodClaimsOutcome =
  { readonly kind: "claims"; readonly claims: PodClaims } | { readonly kind: "rejected"; readonly status: Status };

type Standing = "bound" | "delayed" | "immediate";

const UNBOUND_IMMEDIATE = unresolvable("pod has unbound immediate PersistentVolumeClaims");

/** All claims must be there and usable; those that are not bound must wait for the pod, and not for a controller. */
export function podClaims(pod: CyclePod, objects: VolumeObjects): PodClaimsOutcome {
  const claims: PersistentVolumeClaim[] = [];
  for (const use of pod.podClass.volumes.claims) {
    const found = usableClaim(use, pod, objects);
    if (typeof found === "string") return { kind: "rejected", status: unresolvable(found) };
    claims.push(found);
  }
  const bound: PersistentVolumeClaim[] = [];
  const delayed: PersistentVolumeClaim[] = [];
  let isWaiting = false;
  for (const claim of claims) {
    const standing = standingOf(claim, objects);
    if (typeof standing !== "string") return { kind: "rejected", status: standing };
    if (standing === "bound") bound.push(claim);
    else if (standing === "delayed") delayed.push(claim);
    else isWaiting = true;
  }
  return isWaiting ? { kind: "rejected", status: UNBOUND_IMMEDIATE } : { kind: "claims", claims: { bound, delayed } };
}

/** The claim, or what stands in its way. */
function usableClaim(
  use: ClaimUse,
  { name: podName, podClass: { namespace } }: CyclePod,
  objects: VolumeObjects,
): PersistentVolumeClaim | string {
  const name = claimNameOf(use, podName);
  const claim = objects.claim(namespace, name);
  if (claim === undefined) {
    if (use.kind === "claim") return claimNotFound(name);
    return `waiting for ephemeral volume controller to create the persistentvolumeclaim ${quoted(name)}`;
  }
  const { metadata, spec, status } = claim;
  if (status?.phase === "Lost") {
    const volume = quoted(spec?.volumeName ?? "");
    return `persistentvolumeclaim ${quoted(name)} bound to non-existent persistentvolume ${volume}`;
  }
  if (metadata?.deletionTimestamp) return `persistentvolumeclaim ${quoted(name)} is being deleted`;
  return (use.kind === "ephemeral" ? ownershipProblem(claim, namespace, podName) : undefined) ?? claim;
}

/** A claim of no class, or of one that is not there, should have been bound already. So should one that names its volume. */
function standingOf(claim: PersistentVolumeClaim, objects: VolumeObjects): Standing | Status {
  if (isFullyBound(claim)) return "bound";
  const className = classOfClaim(claim);
  const storageClass = className === "" ? undefined : objects.storageClass(className);
  if (storageClass === undefined) return "immediate";
  const { volumeBindingMode } = storageClass;
  if (volumeBindingMode === undefined) {
    return failure(`VolumeBindingMode not set for StorageClass ${quoted(className)}`);
  }
  return volumeBindingMode === "WaitForFirstConsumer" && !claim.spec?.volumeName ? "delayed" : "immediate";
}
