// Defaults of a pod's volumes.
// Imitates pkg/apis/core/v1/defaults.go (SetDefaults_Volume, _SecretVolumeSource …) and zz_generated.defaults.go, v1.36.

import type { Draft } from "../api-type.ts";
import type { DownwardApiVolumeFile, ProjectedVolumeSource, RbdVolumeSource, Volume } from "../types/volume.ts";
import type { AzureDiskVolumeSource } from "../types/volume-disks.ts";
import { defaultPullPolicy } from "./container.ts";
import { roundResourceList } from "./resource-list.ts";

/** Files of secrets, config maps and the downward API: rw-r--r--. */
const FILE_MODE = 0o644;
const TOKEN_LIFE_SECONDS = 3600;

/** Completes a volume in place; one without a source is an empty directory. */
export function applyVolumeDefaults(volume: Draft<Volume>): void {
  if (!hasSource(volume)) volume.emptyDir = {};
  if (volume.image !== undefined) volume.image.pullPolicy ??= defaultPullPolicy(volume.image.reference);
  if (volume.hostPath !== undefined) volume.hostPath.type ??= "";
  if (volume.secret !== undefined) volume.secret.defaultMode ??= FILE_MODE;
  if (volume.configMap !== undefined) volume.configMap.defaultMode ??= FILE_MODE;
  if (volume.downwardAPI !== undefined) {
    volume.downwardAPI.defaultMode ??= FILE_MODE;
    applyDownwardFileDefaults(volume.downwardAPI.items);
  }
  if (volume.projected !== undefined) applyProjectedDefaults(volume.projected);
  if (volume.ephemeral !== undefined) applyEphemeralDefaults(volume.ephemeral);
  applyDiskDefaults(volume);
}

/** Every field but the name is a source. */
function hasSource(volume: Draft<Volume>): boolean {
  for (const field of Object.keys(volume)) if (field !== "name") return true;
  return false;
}

function applyDownwardFileDefaults(files: readonly Draft<DownwardApiVolumeFile>[] | undefined): void {
  for (const { fieldRef } of files ?? []) if (fieldRef !== undefined) fieldRef.apiVersion ??= "v1";
}

function applyProjectedDefaults(projected: Draft<ProjectedVolumeSource>): void {
  projected.defaultMode ??= FILE_MODE;
  for (const { downwardAPI, serviceAccountToken } of projected.sources ?? []) {
    applyDownwardFileDefaults(downwardAPI?.items);
    if (serviceAccountToken !== undefined) serviceAccountToken.expirationSeconds ??= TOKEN_LIFE_SECONDS;
  }
}

function applyEphemeralDefaults({ volumeClaimTemplate }: NonNullable<Draft<Volume>["ephemeral"]>): void {
  if (volumeClaimTemplate === undefined) return;
  volumeClaimTemplate.spec ??= {};
  volumeClaimTemplate.spec.volumeMode ??= "Filesystem";
  roundResourceList(volumeClaimTemplate.spec.resources?.limits);
  roundResourceList(volumeClaimTemplate.spec.resources?.requests);
}

/** Disks with fields that have defaults; pods and persistent volumes give them other secrets. */
interface Disks {
  readonly iscsi?: { iscsiInterface?: string };
  readonly rbd?: Pick<Draft<RbdVolumeSource>, "pool" | "user" | "keyring">;
  readonly azureDisk?: Draft<AzureDiskVolumeSource>;
  readonly scaleIO?: { storageMode?: string; fsType?: string };
}

/** Completes disks in place. */
export function applyDiskDefaults({ iscsi, rbd, azureDisk, scaleIO }: Disks): void {
  if (iscsi !== undefined) iscsi.iscsiInterface ??= "default";
  if (rbd !== undefined) applyRbdDefaults(rbd);
  if (azureDisk !== undefined) applyAzureDiskDefaults(azureDisk);
  if (scaleIO !== undefined) {
    scaleIO.storageMode ??= "ThinProvisioned";
    scaleIO.fsType ??= "xfs";
  }
}

function applyRbdDefaults(rbd: NonNullable<Disks["rbd"]>): void {
  rbd.pool ??= "rbd";
  rbd.user ??= "admin";
  rbd.keyring ??= "/etc/ceph/keyring";
}

function applyAzureDiskDefaults(disk: Draft<AzureDiskVolumeSource>): void {
  disk.cachingMode ??= "ReadWrite";
  disk.fsType ??= "ext4";
  disk.readOnly ??= false;
  disk.kind ??= "Shared";
}
