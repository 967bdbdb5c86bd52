// What kubectl prints about persistent volumes that were accepted.
// Imitates pkg/api/persistentvolume/util.go, v1.36.

import { FieldPath } from "../field-path.ts";
import type { PersistentVolume, PersistentVolumeSpec } from "../types/persistent-volume.ts";
import { nodeSelectorTermWarnings } from "./node-labels.ts";

const ANNOTATIONS = FieldPath.root("metadata").child("annotations");
const SPEC = FieldPath.root("spec");

const OLD_ANNOTATIONS: readonly (readonly [string, string])[] = Object.freeze([
  ["volume.beta.kubernetes.io/storage-class", 'deprecated since v1.8; use "storageClassName" attribute instead'],
  ["volume.beta.kubernetes.io/mount-options", 'deprecated since v1.31; use "mountOptions" attribute instead'],
]);

/** Sources that no longer work, with the name that the server gives them. */
const OLD_SOURCES: readonly (readonly [keyof PersistentVolumeSpec, string, string])[] = Object.freeze([
  ["cephfs", "cephfs", "deprecated in v1.28, non-functional in v1.31+"],
  ["photonPersistentDisk", "photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"],
  ["scaleIO", "scaleIO", "deprecated in v1.16, non-functional in v1.22+"],
  ["storageos", "storageOS", "deprecated in v1.22, non-functional in v1.25+"],
  ["glusterfs", "glusterfs", "deprecated in v1.25, non-functional in v1.26+"],
  ["rbd", "rbd", "deprecated in v1.28, non-functional in v1.31+"],
]);

const RECYCLE =
  "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. " +
  "Instead, the recommended approach is to use dynamic provisioning.";

export function persistentVolumeWarnings({ metadata, spec = {} }: PersistentVolume): readonly string[] {
  const annotations = metadata?.annotations ?? {};
  const terms = spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const termsPath = SPEC.child("nodeAffinity", "required", "nodeSelectorTerms");
  return [
    ...OLD_ANNOTATIONS.filter(([name]) => Object.hasOwn(annotations, name)).map(
      ([name, warning]) => `${String(ANNOTATIONS.key(name))}: ${warning}`,
    ),
    ...(spec.persistentVolumeReclaimPolicy === "Recycle" ? [RECYCLE] : []),
    ...terms.flatMap((term, index) => nodeSelectorTermWarnings(term, termsPath.index(index))),
    ...OLD_SOURCES.filter(([field]) => spec[field] !== undefined).map(
      ([, name, warning]) => `spec.${name}: ${warning}`,
    ),
  ];
}
