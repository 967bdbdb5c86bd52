// Persistent volume claims.
// Imitates pkg/registry/core/persistentvolumeclaim/strategy.go and pkg/api/persistentvolumeclaim/util.go, v1.36.

import { apiKind } from "../api-kind.ts";
import type { Draft } from "../api-type.ts";
import { applyPersistentVolumeClaimDefaults } from "../defaults/storage.ts";
import { keepStatus } from "../generation.ts";
import { PERSISTENT_VOLUME_CLAIM, type PersistentVolumeClaim, type PersistentVolumeClaimSpec } from "../types/claim.ts";
import {
  validatePersistentVolumeClaim,
  validatePersistentVolumeClaimUpdate,
} from "../validation/persistent-volume-claim-object.ts";
import { persistentVolumeClaimWarnings } from "../warnings/persistent-volume-claim.ts";

export const PERSISTENT_VOLUME_CLAIM_KIND = apiKind<PersistentVolumeClaim>({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  namespaced: true,
  type: PERSISTENT_VOLUME_CLAIM,
  source: "pkg/registry/core/persistentvolumeclaim/strategy.go",
  applyDefaults: applyPersistentVolumeClaimDefaults,
  prepareForCreate(claim) {
    const spec = (claim.spec ??= {});
    delete claim.status;
    dropForeignNamespace(spec, {});
    dropUnknownSource(spec, {});
    alignDataSources(spec);
  },
  validate: validatePersistentVolumeClaim,
  warningsOnCreate: persistentVolumeClaimWarnings,
  prepareForUpdate(claim, old) {
    const spec = (claim.spec ??= {});
    keepStatus(claim, old);
    dropForeignNamespace(spec, old.spec ?? {});
    dropUnknownSource(spec, old.spec ?? {});
    alignDataSources(spec);
  },
  validateUpdate: validatePersistentVolumeClaimUpdate,
  warningsOnUpdate: persistentVolumeClaimWarnings,
});

type Spec = Draft<PersistentVolumeClaimSpec>;

/** The gate CrossNamespaceVolumeDataSource is closed by default. */
function dropForeignNamespace(spec: Spec, old: PersistentVolumeClaimSpec): void {
  const { namespace = "" } = spec.dataSourceRef ?? {};
  if (namespace !== "" && old.dataSourceRef === undefined) delete spec.dataSourceRef;
}

/** The older of the two fields only ever took claims and snapshots; the server drops all else from it silently. */
function dropUnknownSource(spec: Spec, old: PersistentVolumeClaimSpec): void {
  const hadSource = old.dataSource !== undefined || old.dataSourceRef !== undefined;
  if (hadSource || spec.dataSourceRef !== undefined || spec.dataSource === undefined) return;
  const { kind, apiGroup = "" } = spec.dataSource;
  const isClaim = kind === "PersistentVolumeClaim" && apiGroup === "";
  const isSnapshot = kind === "VolumeSnapshot" && apiGroup === "snapshot.storage.k8s.io";
  if (!isClaim && !isSnapshot) delete spec.dataSource;
}

/** What only one of the two fields says, the other one is made to say. */
function alignDataSources(spec: Spec): void {
  const { dataSource, dataSourceRef } = spec;
  if (dataSource !== undefined) spec.dataSourceRef ??= { ...dataSource };
  if (dataSourceRef === undefined) return;
  const { namespace = "", ...reference } = dataSourceRef;
  if (namespace === "") spec.dataSource ??= reference;
}
