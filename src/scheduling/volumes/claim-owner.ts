// Whether a claim was made for a pod's ephemeral volume.
// Imitates staging component-helpers storage/ephemeral/ephemeral.go (VolumeIsForPod), v1.36; the owner is known by name.

import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import { controllingOwner } from "../../model/controlling-owner.ts";
import { claimKeyOf } from "../../model/volumes/claim-binding.ts";

/** What stands in the way of using the claim, or undefined if it is the pod's own. */
export function ownershipProblem(claim: PersistentVolumeClaim, namespace: string, podName: string): string | undefined {
  const controller = controllingOwner(claim.metadata);
  if (controller?.kind === "Pod" && controller.name === podName) return undefined;
  return `PVC ${claimKeyOf(claim)} was not created for pod ${namespace}/${podName} (pod is not owner)`;
}
