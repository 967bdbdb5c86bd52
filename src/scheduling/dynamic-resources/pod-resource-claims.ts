// The claims to devices of one pod: found, usable, and reserved for it or not.
// Imitates pkg/scheduler/framework/plugins/dynamicresources/dynamicresources.go (foreachPodResourceClaim) and staging
// dynamic-resource-allocation/resourceclaim/resourceclaim.go, v1.36; pods are known by name.

import type { ResourceClaim } from "../../model/api/types/resource-claim.ts";
import { controllingOwner } from "../../model/controlling-owner.ts";
import { quoted } from "../../model/go-text.ts";
import { resourceClaimNameOf, type ResourceClaimUse } from "../../model/resource-claim-use.ts";
import type { CyclePod } from "../framework/plugin.ts";
import type { DeviceObjects } from "./device-objects.ts";

/** As many pods as may use one claim. */
const MAX_CONSUMERS = 256;

type NamedPod = Pick<CyclePod, "name" | "podClass">;

/** The pod's claims in its order, or what stands in the way of using them. */
export function podResourceClaims(pod: NamedPod, objects: DeviceObjects): readonly ResourceClaim[] | string {
  const claims: ResourceClaim[] = [];
  for (const use of pod.podClass.resourceClaims) {
    const found = usableClaim(use, pod, objects);
    if (typeof found === "string") return found;
    claims.push(found);
  }
  return claims;
}

function usableClaim(
  use: ResourceClaimUse,
  { name: podName, podClass: { namespace } }: NamedPod,
  objects: DeviceObjects,
): ResourceClaim | string {
  const name = resourceClaimNameOf(use, podName);
  const claim = objects.claim(namespace, name);
  if (claim === undefined) {
    if (use.claimName === undefined) return `pod "${namespace}/${podName}": ResourceClaim not created yet`;
    return `could not find ResourceClaim "${namespace}/${name}"`;
  }
  if (claim.metadata?.deletionTimestamp) return `resourceclaim ${quoted(name)} is being deleted`;
  if (use.kind === "template" && !isOwnedBy(claim, podName)) {
    return `ResourceClaim ${namespace}/${name} was not created for Pod ${namespace}/${podName} (Pod is not owner)`;
  }
  return claim;
}

function isOwnedBy({ metadata }: ResourceClaim, podName: string): boolean {
  const controller = controllingOwner(metadata);
  return controller?.kind === "Pod" && controller.name === podName;
}

/** Whether the pod is among those that the claim is reserved for. */
export function isReservedFor({ status }: ResourceClaim, podName: string): boolean {
  return (status?.reservedFor ?? []).some(({ resource, name }) => resource === "pods" && name === podName);
}

/** Whether one more pod may use the claim. */
export function canBeReserved({ status }: ResourceClaim): boolean {
  return (status?.reservedFor ?? []).length < MAX_CONSUMERS;
}

/** The claim with the pod among those that it is reserved for. */
export function reservedClaim(claim: ResourceClaim, podName: string): ResourceClaim {
  if (isReservedFor(claim, podName)) return claim;
  const reservedFor = [...(claim.status?.reservedFor ?? []), { resource: "pods", name: podName }];
  return { ...claim, status: { ...claim.status, reservedFor } };
}

/** The claim without allocation, reserved for nobody. */
export function releasedClaim(claim: ResourceClaim): ResourceClaim {
  const { allocation: _allocation, reservedFor: _reservedFor, devices: _devices, ...status } = claim.status ?? {};
  return { ...claim, status };
}
