// Persistent volumes. Imitates pkg/registry/core/persistentvolume/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { applyPersistentVolumeDefaults } from "../defaults/storage.ts";
import { keepStatus } from "../generation.ts";
import { PERSISTENT_VOLUME, type PersistentVolume } from "../types/persistent-volume.ts";
import { validatePersistentVolumeUpdate } from "../validation/persistent-volume-update.ts";
import { validateMountOptions, validatePersistentVolume } from "../validation/persistent-volume.ts";
import { persistentVolumeWarnings } from "../warnings/persistent-volume.ts";

export const PERSISTENT_VOLUME_KIND = apiKind<PersistentVolume>({
  apiVersion: "v1",
  kind: "PersistentVolume",
  namespaced: false,
  type: PERSISTENT_VOLUME,
  source: "pkg/registry/core/persistentvolume/strategy.go",
  applyDefaults: applyPersistentVolumeDefaults,
  prepareForCreate(volume) {
    volume.status = { phase: "Pending" };
  },
  validate: (volume) => [...validatePersistentVolume(volume), ...validateMountOptions(volume)],
  warningsOnCreate: persistentVolumeWarnings,
  prepareForUpdate: keepStatus,
  validateUpdate: validatePersistentVolumeUpdate,
  warningsOnUpdate: persistentVolumeWarnings,
});
