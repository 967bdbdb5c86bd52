// What the API server says of the volumes of a pod: each has a name and exactly one source.
// Imitates pkg/apis/core/validation/validation.go (ValidateVolumes, validateVolumeSource), v1.36.

import { dns1123LabelProblems, dns1123SubdomainProblems } from "../../name-formats.ts";
import { isNegative } from "../../quantity/quantity.ts";
import { duplicate, forbidden, invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { quoted } from "../../go-text.ts";
import type { ObjectMeta } from "../types/object-meta.ts";
import type { EphemeralVolumeSource, Volume } from "../types/volume.ts";
import { validatePersistentVolumeClaimTemplate } from "./persistent-volume-claim.ts";
import { validatePullPolicy } from "./container.ts";
import { validateDescendingPath } from "./local-paths.ts";
import { validateRequiredName } from "./names.ts";
import { amountOf } from "./quantities.ts";
import { validateCsi } from "./volume-csi.ts";
import { DISK_RULES } from "./volume-disk-rules.ts";
import { requireFields, validateFlexVolume, validateStorageOs } from "./volume-disks.ts";
import { validateDownwardApi, validateKeyedVolume } from "./volume-files.ts";
import { validateIscsi, validateIscsiTargetLength } from "./volume-iscsi.ts";
import { validateProjected } from "./volume-projected.ts";
import { requiring, sourceRule, validateSources, type VolumeSourceRule } from "./volume-source-rule.ts";

type SourceOf<Field extends keyof Volume> = NonNullable<Volume[Field]>;

/** The server's order: of several sources the first is looked into. */
const RULES: readonly VolumeSourceRule[] = Object.freeze([
  sourceRule("emptyDir", validateEmptyDir),
  DISK_RULES.hostPath,
  sourceRule("gitRepo", validateGitRepo),
  DISK_RULES.gcePersistentDisk,
  DISK_RULES.awsElasticBlockStore,
  sourceRule("secret", (source: SourceOf<"secret">, path) =>
    validateKeyedVolume(source.secretName, "secretName", source, path),
  ),
  DISK_RULES.nfs,
  sourceRule("iscsi", validateIscsi),
  requiring("glusterfs", "endpoints", "path"),
  DISK_RULES.flocker,
  requiring("persistentVolumeClaim", "claimName"),
  DISK_RULES.rbd,
  sourceRule("cinder", validateCinder),
  DISK_RULES.cephfs,
  DISK_RULES.quobyte,
  { ...sourceRule("downwardAPI", validateDownwardApi), refusedAt: "downwarAPI" },
  DISK_RULES.fc,
  sourceRule("flexVolume", validateFlexVolume),
  sourceRule("configMap", (source: SourceOf<"configMap">, path) =>
    validateKeyedVolume(source.name, "name", source, path),
  ),
  requiring("azureFile", "secretName", "shareName"),
  DISK_RULES.vsphereVolume,
  DISK_RULES.photonPersistentDisk,
  DISK_RULES.portworxVolume,
  DISK_RULES.azureDisk,
  sourceRule("storageos", validateStorageOsWithSecret),
  sourceRule("projected", validateProjected),
  DISK_RULES.scaleIO,
  sourceRule("csi", validateCsi),
  sourceRule("ephemeral", validateEphemeral),
  sourceRule("image", (source: SourceOf<"image">, path) =>
    validatePullPolicy(source.pullPolicy, path.child("pullPolicy")),
  ),
]);

function validateEmptyDir({ sizeLimit }: SourceOf<"emptyDir">, path: FieldPath): readonly FieldError[] {
  if (sizeLimit === undefined || !isNegative(amountOf(sizeLimit))) return [];
  return [forbidden(path.child("sizeLimit"), "SizeLimit field must be a valid resource quantity")];
}

function validateGitRepo(source: SourceOf<"gitRepo">, path: FieldPath): readonly FieldError[] {
  return [
    ...requireFields(source, ["repository"], path),
    ...validateDescendingPath(source.directory ?? "", path.child("directory")),
  ];
}

function validateCinder(source: SourceOf<"cinder">, path: FieldPath): readonly FieldError[] {
  return [...requireFields(source, ["volumeID"], path), ...validateSecretName(source.secretRef, path)];
}

function validateStorageOsWithSecret(source: SourceOf<"storageos">, path: FieldPath): readonly FieldError[] {
  return [...validateStorageOs(source, path), ...validateSecretName(source.secretRef, path)];
}

function validateSecretName(secret: { readonly name?: string } | undefined, path: FieldPath): readonly FieldError[] {
  return secret === undefined ? [] : requireFields(secret, ["name"], path.child("secretRef"));
}

function validateEphemeral({ volumeClaimTemplate }: EphemeralVolumeSource, path: FieldPath): readonly FieldError[] {
  const place = path.child("volumeClaimTemplate");
  return volumeClaimTemplate === undefined
    ? [required(place)]
    : validatePersistentVolumeClaimTemplate(volumeClaimTemplate, place);
}

/** What was found out about the volumes of a pod. */
export interface VolumesVerdict {
  readonly errors: readonly FieldError[];
  /** The volumes without mistakes, by name: containers may use these. */
  readonly sources: ReadonlyMap<string, Volume>;
}

/** `metadata` is that of the pod; undefined in a template, of which the pods' names are not known. */
export function validateVolumes(
  volumes: readonly Volume[],
  metadata: ObjectMeta | undefined,
  path: FieldPath,
): VolumesVerdict {
  const errors: FieldError[] = [];
  const good = new Map<string, Volume>();
  const created = createdClaims(volumes, metadata?.name);
  for (const [index, volume] of volumes.entries()) {
    const { name = "", persistentVolumeClaim: claim } = volume;
    const place = path.index(index);
    const own = [
      ...validateVolume(volume, metadata, place),
      ...validateRequiredName(name, dns1123LabelProblems, place.child("name")),
    ];
    if (good.has(name)) own.push(duplicate(place.child("name"), name));
    if (own.length === 0) good.set(name, volume);
    errors.push(...own);
    if (claim?.claimName === undefined || !created.has(claim.claimName)) continue;
    const detail = "must not reference a PVC that gets created for an ephemeral volume";
    errors.push(invalid(place.child("persistentVolumeClaim", "claimName"), claim.claimName, detail));
  }
  return { errors, sources: good };
}

const NO_CLAIMS: ReadonlySet<string> = new Set();

/** The claims that are made for the pod's ephemeral volumes; unknown without the pod's name. */
function createdClaims(volumes: readonly Volume[], podName: string | undefined): ReadonlySet<string> {
  if (podName === undefined || !volumes.some(({ ephemeral }) => ephemeral !== undefined)) return NO_CLAIMS;
  const ephemeral = volumes.filter((volume) => volume.ephemeral !== undefined);
  return new Set(ephemeral.map(({ name = "" }) => `${podName}-${name}`));
}

function validateVolume(volume: Volume, metadata: ObjectMeta | undefined, path: FieldPath): readonly FieldError[] {
  const { name = "", iscsi, image } = volume;
  const { errors, judged } = validateSources(volume, RULES, path);
  if (iscsi !== undefined) return [...errors, ...validateIscsiTargetLength(iscsi, name, path)];
  if (judged === "ephemeral" && metadata?.name !== undefined && name !== "") {
    return [...errors, ...validateCreatedClaimName(`${metadata.name}-${name}`, name, path)];
  }
  if (judged === "image" && metadata !== undefined && image?.reference === undefined) {
    return [...errors, required(path.child("image", "reference"))];
  }
  return errors;
}

function validateCreatedClaimName(claimName: string, volumeName: string, path: FieldPath): readonly FieldError[] {
  return dns1123SubdomainProblems(claimName).map((problem) =>
    invalid(path.child("name"), volumeName, `PVC name ${quoted(claimName)}: ${problem}`),
  );
}
