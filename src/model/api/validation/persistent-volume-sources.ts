// What the API server says of the sources of persistent volumes, which name secrets in any namespace.
// Imitates pkg/apis/core/validation/validation.go (ValidatePersistentVolumeSpec), v1.36.

import { dns1123LabelProblems } from "../../name-formats.ts";
import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { PersistentVolumeSpec } from "../types/persistent-volume.ts";
import { validatePathWithoutBacksteps } from "./local-paths.ts";
import { validateName } from "./names.ts";
import { validatePersistentCsi } from "./volume-csi.ts";
import { DISK_RULES } from "./volume-disk-rules.ts";
import { requireFields, validateFlexVolume, validateStorageOs } from "./volume-disks.ts";
import { validatePersistentIscsi } from "./volume-iscsi.ts";
import { sourceRule, validateSources, type SourcesVerdict, type VolumeSourceRule } from "./volume-source-rule.ts";

type SourceOf<Field extends keyof PersistentVolumeSpec> = NonNullable<PersistentVolumeSpec[Field]>;

/** The server's order: of several sources the first is looked into, and a flex volume always. */
const RULES: readonly VolumeSourceRule[] = Object.freeze([
  DISK_RULES.hostPath,
  DISK_RULES.gcePersistentDisk,
  DISK_RULES.awsElasticBlockStore,
  sourceRule("glusterfs", validateGlusterfs),
  DISK_RULES.flocker,
  DISK_RULES.nfs,
  DISK_RULES.rbd,
  DISK_RULES.quobyte,
  DISK_RULES.cephfs,
  sourceRule("iscsi", validatePersistentIscsi),
  sourceRule("cinder", validateCinder),
  DISK_RULES.fc,
  { ...sourceRule("flexVolume", validateFlexVolume), refusedAt: undefined },
  sourceRule("azureFile", validateAzureFile),
  DISK_RULES.vsphereVolume,
  DISK_RULES.photonPersistentDisk,
  DISK_RULES.portworxVolume,
  DISK_RULES.azureDisk,
  DISK_RULES.scaleIO,
  sourceRule("local", validateLocal),
  sourceRule("storageos", validateStorageOsWithSecret),
  sourceRule("csi", validatePersistentCsi),
]);

/** Fields of the specification that are sources. */
export const PERSISTENT_SOURCES: readonly string[] = Object.freeze(RULES.map(({ field }) => field));

export function validatePersistentSources(spec: PersistentVolumeSpec, path: FieldPath): SourcesVerdict {
  return validateSources(spec, RULES, path);
}

function validateGlusterfs(source: SourceOf<"glusterfs">, path: FieldPath): readonly FieldError[] {
  const { endpointsNamespace: namespace } = source;
  const errors = requireFields(source, ["endpoints", "path"], path);
  if (namespace === undefined) return errors;
  const place = path.child("endpointsNamespace");
  if (namespace !== "") return [...errors, ...validateName(namespace, dns1123LabelProblems, place)];
  return [...errors, invalid(place, "", "if the endpointnamespace is set, it must be a valid namespace name")];
}

function validateCinder(source: SourceOf<"cinder">, path: FieldPath): readonly FieldError[] {
  return [...requireFields(source, ["volumeID"], path), ...validateSecret(source.secretRef, path)];
}

function validateStorageOsWithSecret(source: SourceOf<"storageos">, path: FieldPath): readonly FieldError[] {
  return [...validateStorageOs(source, path), ...validateSecret(source.secretRef, path)];
}

function validateSecret(
  secret: { readonly name?: string; readonly namespace?: string } | undefined,
  path: FieldPath,
): readonly FieldError[] {
  return secret === undefined ? [] : requireFields(secret, ["name", "namespace"], path.child("secretRef"));
}

function validateAzureFile(source: SourceOf<"azureFile">, path: FieldPath): readonly FieldError[] {
  const fields = source.secretNamespace === undefined ? [] : ["secretNamespace"];
  return requireFields(source, ["secretName", "shareName", ...fields], path);
}

function validateLocal(source: SourceOf<"local">, path: FieldPath): readonly FieldError[] {
  if (source.path === undefined) return requireFields(source, ["path"], path);
  return validatePathWithoutBacksteps(source.path, path.child("path"));
}
