// Defaults of persistent volumes, claims, storage classes, CSI drivers and attachments of volumes.
// Imitates pkg/apis/core/v1/defaults.go, zz_generated.defaults.go and pkg/apis/storage/v1/defaults.go, v1.36.

import type { Draft } from "../api-type.ts";
import type { PersistentVolumeClaim } from "../types/claim.ts";
import type { PersistentVolume, PersistentVolumeSpec } from "../types/persistent-volume.ts";
import type { CsiDriver, StorageClass, VolumeAttachment } from "../types/storage.ts";
import { applyDiskDefaults } from "./pod-volume.ts";
import { roundResourceList } from "./resource-list.ts";

export function applyPersistentVolumeDefaults(volume: Draft<PersistentVolume>): void {
  const spec = (volume.spec ??= {});
  volume.status ??= {};
  volume.status.phase ??= "Pending";
  spec.persistentVolumeReclaimPolicy ??= "Retain";
  spec.volumeMode ??= "Filesystem";
  applySourceDefaults(spec);
}

/** A volume that stands in its attachment has no more defaults than these. */
function applySourceDefaults(spec: Draft<PersistentVolumeSpec>): void {
  roundResourceList(spec.capacity);
  if (spec.hostPath !== undefined) spec.hostPath.type ??= "";
  applyDiskDefaults(spec);
}

export function applyVolumeAttachmentDefaults({ spec }: Draft<VolumeAttachment>): void {
  const inline = spec?.source?.inlineVolumeSpec;
  if (inline !== undefined) applySourceDefaults(inline);
}

export function applyPersistentVolumeClaimDefaults(claim: Draft<PersistentVolumeClaim>): void {
  const spec = (claim.spec ??= {});
  const status = (claim.status ??= {});
  status.phase ??= "Pending";
  spec.volumeMode ??= "Filesystem";
  roundResourceList(spec.resources?.limits);
  roundResourceList(spec.resources?.requests);
  roundResourceList(status.capacity);
  roundResourceList(status.allocatedResources);
}

export function applyStorageClassDefaults(storageClass: Draft<StorageClass>): void {
  storageClass.reclaimPolicy ??= "Delete";
  storageClass.volumeBindingMode ??= "Immediate";
}

export function applyCsiDriverDefaults(driver: Draft<CsiDriver>): void {
  const spec = (driver.spec ??= {});
  spec.attachRequired ??= true;
  spec.podInfoOnMount ??= false;
  spec.storageCapacity ??= false;
  spec.fsGroupPolicy ??= "ReadWriteOnceWithFSType";
  if ((spec.volumeLifecycleModes ?? []).length === 0) spec.volumeLifecycleModes = ["Persistent"];
  spec.requiresRepublish ??= false;
  spec.seLinuxMount ??= false;
}
