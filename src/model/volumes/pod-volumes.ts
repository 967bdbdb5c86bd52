// What of a pod's volumes scheduling looks at: claims, disks that cannot be shared, and volumes that count against a node's
// limits. Compiled once per class.
// Imitates pkg/scheduler/framework/plugins/{volumerestrictions,nodevolumelimits,volumebinding}, staging component-helpers
// storage/ephemeral and kube-scheduler framework/signers.go (VolumesSigner), v1.36.

import type { Volume } from "../objects.ts";
import { inTreeSourceOf, type InTreeVolume } from "./in-tree-sources.ts";
import { sharedDisksOf, type SharedDisk } from "./shared-disk.ts";

/** A claim that a pod uses; an `ephemeral` one is made for the pod and named after it. */
export type ClaimUse =
  { readonly kind: "claim"; readonly claimName: string } | { readonly kind: "ephemeral"; readonly volumeName: string };

/** A volume that counts against limits, perhaps. */
export type AttachableVolume = ClaimUse | InTreeVolume;

export interface PodVolumes {
  /** In the pod's order. */
  readonly claims: readonly ClaimUse[];
  /** Names of claims that the pod names itself, in its order, twice if it does. */
  readonly claimNames: readonly string[];
  readonly disks: readonly SharedDisk[];
  /** In the pod's order. */
  readonly attachable: readonly AttachableVolume[];
  /** Equal for pods whose volumes are alike for scheduling. */
  readonly signature: string;
}

const NO_VOLUMES: PodVolumes = Object.freeze({
  claims: [],
  claimNames: [],
  disks: [],
  attachable: [],
  signature: "[]",
});

export function podVolumesOf(volumes: readonly Volume[] | undefined): PodVolumes {
  if (volumes === undefined || volumes.length === 0) return NO_VOLUMES;
  const attachable = volumes.flatMap((volume) => attachableOf(volume));
  const claims = attachable.filter((use) => use.kind !== "in-tree");
  return {
    claims,
    claimNames: claims.flatMap((use) => (use.kind === "claim" ? [use.claimName] : [])),
    disks: volumes.flatMap((volume) => sharedDisksOf(volume)),
    attachable,
    signature: signatureOf(volumes),
  };
}

/** The name of the claim behind a use, for a pod of this name. */
export function claimNameOf(use: ClaimUse, podName: string): string {
  return use.kind === "claim" ? use.claimName : `${podName}-${use.volumeName}`;
}

function attachableOf(volume: Volume): readonly AttachableVolume[] {
  if (volume.persistentVolumeClaim) {
    return [{ kind: "claim", claimName: volume.persistentVolumeClaim.claimName }];
  }
  if (volume["ephemeral"]) return [{ kind: "ephemeral", volumeName: volume.name }];
  const source = inTreeSourceOf(volume);
  return source === undefined ? [] : [{ kind: "in-tree", volumeName: volume.name, source }];
}

/** Config maps and secrets are each pod's own and change nothing; names of volumes are left out too. */
function signatureOf(volumes: readonly Volume[]): string {
  const sources = volumes.flatMap(({ name: _name, ...source }) =>
    source["configMap"] || source["secret"] ? [] : [JSON.stringify(source)],
  );
  return JSON.stringify(sources.sort());
}
