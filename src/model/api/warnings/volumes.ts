// What kubectl prints of volumes whose drivers are gone.
// Imitates pkg/api/pod/warnings.go, v1.36.

import type { FieldPath } from "../field-path.ts";
import type { Volume } from "../types/volume.ts";
import { persistentVolumeClaimSpecWarnings } from "./persistent-volume-claim.ts";
import { warningAt } from "./warning-text.ts";

/** In the server's order; it names one field with a capital that the field does not have. */
const FIRST_DRIVERS = Object.freeze([
  {
    field: "photonPersistentDisk",
    name: "photonPersistentDisk",
    state: "deprecated in v1.11, non-functional in v1.16+",
  },
  { field: "gitRepo", name: "gitRepo", state: "deprecated in v1.11, and disabled by default in v1.33+" },
  { field: "scaleIO", name: "scaleIO", state: "deprecated in v1.16, non-functional in v1.22+" },
  { field: "flocker", name: "flocker", state: "deprecated in v1.22, non-functional in v1.25+" },
  { field: "storageos", name: "storageOS", state: "deprecated in v1.22, non-functional in v1.25+" },
  { field: "quobyte", name: "quobyte", state: "deprecated in v1.22, non-functional in v1.25+" },
  { field: "glusterfs", name: "glusterfs", state: "deprecated in v1.25, non-functional in v1.26+" },
] as const);
const LAST_DRIVERS = Object.freeze([
  { field: "cephfs", name: "cephfs", state: "deprecated in v1.28, non-functional in v1.31+" },
  { field: "rbd", name: "rbd", state: "deprecated in v1.28, non-functional in v1.31+" },
] as const);

/** `path` is that of the list. */
export function volumeWarnings(volumes: readonly Volume[], path: FieldPath): readonly string[] {
  return volumes.flatMap((volume, index) => [
    ...driverWarnings(volume, FIRST_DRIVERS, path.index(index)),
    ...claimWarnings(volume, path.index(index)),
    ...driverWarnings(volume, LAST_DRIVERS, path.index(index)),
  ]);
}

function driverWarnings(
  volume: Volume,
  drivers: typeof FIRST_DRIVERS | typeof LAST_DRIVERS,
  path: FieldPath,
): readonly string[] {
  return drivers.flatMap(({ field, name, state }) =>
    volume[field] === undefined ? [] : [warningAt(path.child(name), state)],
  );
}

function claimWarnings({ ephemeral }: Volume, path: FieldPath): readonly string[] {
  const spec = ephemeral?.volumeClaimTemplate?.spec;
  if (spec === undefined) return [];
  return persistentVolumeClaimSpecWarnings(spec, path.child("ephemeral", "volumeClaimTemplate", "spec"));
}
