// What the API server says of new persistent volumes.
// Imitates pkg/apis/core/validation/validation.go (ValidatePersistentVolume, ValidatePersistentVolumeSpec) and
// pkg/volume/validation/pv_validation.go, v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { RESOURCE_LIST } from "../api-type.ts";
import { encodeValue } from "../encode.ts";
import { forbidden, notSupported, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import type { PersistentVolume, PersistentVolumeSpec, VolumeNodeAffinity } from "../types/persistent-volume.ts";
import { validateNodeSelector } from "./affinity-node.ts";
import { validateOptionalChoice } from "./choices.ts";
import { validateCoreObjectMeta } from "./core-object-meta.ts";
import { validateAccessModes, validateClassName, validateVolumeMode } from "./persistent-volume-claim.ts";
import { validatePersistentSources } from "./persistent-volume-sources.ts";
import { validateBasicResource, validatePositiveQuantity } from "./quantities.ts";
import { validatePersistentIscsiTargetLength } from "./volume-iscsi.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
const RECLAIM_POLICIES: readonly string[] = Object.freeze(["Delete", "Recycle", "Retain"]);
const MOUNT_OPTIONS_ANNOTATION = "volume.beta.kubernetes.io/mount-options";

export function validatePersistentVolume(volume: PersistentVolume): readonly FieldError[] {
  const { metadata, spec = {} } = volume;
  return [
    ...validateCoreObjectMeta(metadata, false, dns1123SubdomainProblems, METADATA),
    ...validateSpec(spec, metadata?.name ?? "", SPEC),
  ];
}

function validateSpec(spec: PersistentVolumeSpec, volumeName: string, path: FieldPath): readonly FieldError[] {
  const { accessModes = [], persistentVolumeReclaimPolicy: policy, nodeAffinity } = spec;
  return [
    ...(accessModes.length === 0 ? [required(path.child("accessModes"))] : []),
    ...validateAccessModes(accessModes, path.child("accessModes")),
    ...validateCapacity(spec.capacity, path.child("capacity")),
    ...validateOptionalChoice(policy, RECLAIM_POLICIES, path.child("persistentVolumeReclaimPolicy")),
    ...(nodeAffinity === undefined ? [] : validateVolumeNodeAffinity(nodeAffinity, path.child("nodeAffinity"))),
    ...validateVolumeSource(spec, volumeName, path),
    ...validateClassName(spec.storageClassName, path.child("storageClassName")),
    ...validateVolumeMode(spec.volumeMode, path.child("volumeMode")),
    ...validateAttributesClass(spec, path),
  ];
}

/** Storage and nothing else. */
function validateCapacity(
  capacity: Readonly<Record<string, string>> | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const entries = Object.entries(capacity ?? {});
  const errors: FieldError[] = entries.length === 0 ? [required(path)] : [];
  if (entries.length !== 1 || entries[0]![0] !== "storage") {
    const shown = capacity === undefined ? undefined : encodeValue(capacity, RESOURCE_LIST);
    errors.push(notSupported(path, shown, ["storage"]));
  }
  for (const [name, text] of entries) {
    errors.push(...validateBasicResource(text, path.key(name)), ...validatePositiveQuantity(text, path.key(name)));
  }
  return errors;
}

function validateVolumeNodeAffinity(affinity: VolumeNodeAffinity, path: FieldPath): readonly FieldError[] {
  const place = path.child("required");
  if (affinity.required === undefined) return [required(place, "must specify required node constraints")];
  return validateNodeSelector(affinity.required, place);
}

/** That there is one source, complete, and that it goes with the rest; `volumeName` is empty for one without a name. */
export function validateVolumeSource(
  spec: PersistentVolumeSpec,
  volumeName: string,
  path: FieldPath,
): readonly FieldError[] {
  const { errors: found, judged } = validatePersistentSources(spec, path);
  const errors = [...found];
  if (judged === "iscsi" && spec.iscsi !== undefined) {
    errors.push(...validatePersistentIscsiTargetLength(spec.iscsi, volumeName, path.child("iscsi")));
  }
  if (judged === "local" && spec.nodeAffinity === undefined) {
    errors.push(required(path.child("nodeAffinity"), "Local volume requires node affinity"));
  }
  if (spec.persistentVolumeReclaimPolicy === "Recycle" && isRootFolder(spec.hostPath?.path ?? "")) {
    const detail = "may not be 'recycle' for a hostPath mount of '/'";
    errors.push(forbidden(path.child("persistentVolumeReclaimPolicy"), detail));
  }
  return errors;
}

/** Whether the path leads to `/`, by whatever detours. */
function isRootFolder(text: string): boolean {
  if (!text.startsWith("/")) return false;
  let depth = 0;
  for (const part of text.split("/")) {
    if (part === "..") depth = Math.max(0, depth - 1);
    else if (part !== "" && part !== ".") depth += 1;
  }
  return depth === 0;
}

function validateAttributesClass(
  { volumeAttributesClassName: name, csi }: PersistentVolumeSpec,
  path: FieldPath,
): readonly FieldError[] {
  if (name === undefined) return [];
  const place = path.child("volumeAttributesClassName");
  return [
    ...(name === "" ? [required(place, "an empty string is disallowed")] : validateClassName(name, place)),
    ...(csi === undefined
      ? [required(path.child("csi"), "has to be specified when using volumeAttributesClassName")]
      : []),
  ];
}

/** Sources that know what to do with options of a mount. */
const MOUNTED_SOURCES = [
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "glusterfs",
  "nfs",
  "rbd",
  "quobyte",
  "iscsi",
  "cinder",
  "cephfs",
  "azureFile",
  "vsphereVolume",
  "azureDisk",
  "photonPersistentDisk",
] as const;

/** That options of a mount, in their old place, stand only with sources that are mounted. */
export function validateMountOptions({ metadata, spec = {} }: PersistentVolume): readonly FieldError[] {
  const isGiven = Object.hasOwn(metadata?.annotations ?? {}, MOUNT_OPTIONS_ANNOTATION);
  if (!isGiven || MOUNTED_SOURCES.some((field) => spec[field] !== undefined)) return [];
  const place = METADATA.child("annotations", MOUNT_OPTIONS_ANNOTATION);
  return [forbidden(place, "may not specify mount options for this volume type")];
}
