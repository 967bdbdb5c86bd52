// The claim behind an ephemeral volume: what the pod says of it, and the object that is made from that.
// Imitates pkg/controller/volume/ephemeral/controller.go (handleVolume), v1.36.

import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from "../api/types/claim.ts";
import type { EphemeralVolumeSource } from "../api/types/volume.ts";
import type { Volume } from "../objects.ts";
import { claimNameOf } from "./pod-volumes.ts";

/** What the pod says of the claim, or undefined if the volume is of another kind. */
export function ephemeralSourceOf(volume: Volume): EphemeralVolumeSource | undefined {
  return volume["ephemeral"] as EphemeralVolumeSource | undefined;
}

/** What the claim of an ephemeral volume will ask for. */
export function claimSpecOf(source: EphemeralVolumeSource): PersistentVolumeClaimSpec {
  return source.volumeClaimTemplate?.spec ?? {};
}

/** An ephemeral volume whose claim asks for something else. */
export function withClaimSpec(
  volume: Volume,
  { volumeClaimTemplate, ...source }: EphemeralVolumeSource,
  spec: PersistentVolumeClaimSpec,
): Volume {
  return { ...volume, ephemeral: { ...source, volumeClaimTemplate: { ...volumeClaimTemplate, spec } } };
}

/** The claim as the controller makes it for a pod: named after pod and volume, and owned by the pod. */
export function ephemeralClaim(
  volume: Volume,
  source: EphemeralVolumeSource,
  namespace: string,
  podName: string,
): PersistentVolumeClaim {
  const { labels, annotations } = source.volumeClaimTemplate?.metadata ?? {};
  return {
    metadata: {
      name: claimNameOf({ kind: "ephemeral", volumeName: volume.name }, podName),
      namespace,
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [{ apiVersion: "v1", kind: "Pod", name: podName, controller: true, blockOwnerDeletion: true }],
    },
    spec: claimSpecOf(source),
    status: { phase: "Pending" },
  };
}
