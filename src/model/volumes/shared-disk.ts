// Disks that pods name without a claim and that not every number of pods may mount on one node.
// Imitates pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go (isVolumeConflict), v1.36.

import type { Volume } from "../objects.ts";

/** Pods that both only read may share a disk, but for AWS's, where `readOnly` is always false. */
export type SharedDisk = { readonly readOnly: boolean } & (
  | { readonly kind: "gce" | "aws" | "iscsi"; readonly id: string }
  | { readonly kind: "rbd"; readonly monitors: readonly string[]; readonly pool: string; readonly image: string }
);

interface DiskSources {
  readonly gcePersistentDisk?: { readonly pdName?: string; readonly readOnly?: boolean };
  readonly awsElasticBlockStore?: { readonly volumeID?: string };
  readonly iscsi?: { readonly iqn?: string; readonly readOnly?: boolean };
  readonly rbd?: {
    readonly monitors?: readonly string[];
    readonly pool?: string;
    readonly image?: string;
    readonly readOnly?: boolean;
  };
}

export function sharedDisksOf(volume: Volume): readonly SharedDisk[] {
  const { gcePersistentDisk: gce, awsElasticBlockStore: aws, iscsi, rbd } = volume as DiskSources;
  const disks: SharedDisk[] = [];
  if (gce) disks.push({ kind: "gce", id: gce.pdName ?? "", readOnly: gce.readOnly === true });
  if (aws) disks.push({ kind: "aws", id: aws.volumeID ?? "", readOnly: false });
  if (iscsi) disks.push({ kind: "iscsi", id: iscsi.iqn ?? "", readOnly: iscsi.readOnly === true });
  if (rbd) {
    const { monitors = [], pool = "rbd", image = "", readOnly = false } = rbd;
    disks.push({ kind: "rbd", monitors, pool, image, readOnly });
  }
  return disks;
}

/** True if two pods on one node cannot have these two. */
export function disksConflict(left: SharedDisk, right: SharedDisk): boolean {
  return isSameDisk(left, right) && !(left.readOnly && right.readOnly);
}

function isSameDisk(left: SharedDisk, right: SharedDisk): boolean {
  if (left.kind !== "rbd") return right.kind === left.kind && right.id === left.id;
  if (right.kind !== "rbd" || left.pool !== right.pool || left.image !== right.image) return false;
  return left.monitors.some((monitor) => right.monitors.includes(monitor));
}
