// What the API server says of volumes on network storage and disks whose rules are few: mostly that something is given.
// Pods and persistent volumes share them. Imitates pkg/apis/core/validation/validation.go (validate…VolumeSource), v1.36.

import { utf8LengthBytes } from "../../format-problem.ts";
import { lowerCase } from "../../go-string.ts";
import { dns1123LabelProblems } from "../../name-formats.ts";
import { invalid, notSupported, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { AzureDiskVolumeSource, FcVolumeSource, QuobyteVolumeSource } from "../types/volume-disks.ts";
import { validateOptionalChoice } from "./choices.ts";
import { validatePathWithoutBacksteps } from "./local-paths.ts";
import { validateName, validateRequiredName } from "./names.ts";

type Source = Readonly<Record<string, unknown>>;

/** One mistake for each of the fields that is missing; lists must have an item. */
export function requireFields(source: Source, fields: readonly string[], path: FieldPath): readonly FieldError[] {
  return fields.filter((field) => isMissing(source[field])).map((field) => required(path.child(field)));
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

const PARTITION_MAX = 255;
const LUN_MAX = 255;

/** The range in the message is not quite the one that is checked. */
function validatePartition(partition: number | undefined, path: FieldPath): readonly FieldError[] {
  if (partition === undefined || (partition >= 0 && partition <= PARTITION_MAX)) return [];
  return [invalid(path.child("partition"), partition, "must be between 1 and 255, inclusive")];
}

export function validateGceDisk(
  source: { readonly pdName?: string; readonly partition?: number },
  path: FieldPath,
): readonly FieldError[] {
  return [...requireFields(source, ["pdName"], path), ...validatePartition(source.partition, path)];
}

export function validateAwsDisk(
  source: { readonly volumeID?: string; readonly partition?: number },
  path: FieldPath,
): readonly FieldError[] {
  return [...requireFields(source, ["volumeID"], path), ...validatePartition(source.partition, path)];
}

/** The number of a unit behind one target. */
export function validateLun(lun: number, path: FieldPath): readonly FieldError[] {
  if (lun >= 0 && lun <= LUN_MAX) return [];
  return [invalid(path.child("lun"), lun, "must be between 0 and 255, inclusive")];
}

export function validateNfs(source: Source, path: FieldPath): readonly FieldError[] {
  const { path: folder = "" } = source as { path?: string };
  const errors = requireFields(source, ["server", "path"], path);
  return folder.startsWith("/") ? errors : [...errors, invalid(path.child("path"), folder, "must be an absolute path")];
}

export function validateFibreChannel(source: FcVolumeSource, path: FieldPath): readonly FieldError[] {
  const { targetWWNs = [], wwids = [], lun } = source;
  const place = path.child("targetWWNs");
  const errors: FieldError[] = [];
  if (targetWWNs.length === 0 && wwids.length === 0) {
    errors.push(required(place, "must specify either targetWWNs or wwids, but not both"));
  }
  if (targetWWNs.length === 0) return errors;
  if (wwids.length > 0) {
    errors.push(invalid(place, targetWWNs, "targetWWNs and wwids can not be specified simultaneously"));
  }
  if (lun === undefined) errors.push(required(path.child("lun"), "lun is required if targetWWNs is specified"));
  else errors.push(...validateLun(lun, path));
  return errors;
}

const TENANT_LENGTH_MAX = 64;
const REGISTRY_RULE = "must be a host:port pair or multiple pairs separated by commas";

export function validateQuobyte(source: QuobyteVolumeSource, path: FieldPath): readonly FieldError[] {
  const { registry = "", tenant = "", volume } = source;
  const errors: FieldError[] = [];
  if (registry === "") errors.push(required(path.child("registry"), REGISTRY_RULE));
  else if (utf8LengthBytes(tenant) > TENANT_LENGTH_MAX) {
    const detail = "must be a UUID and may not exceed a length of 64 characters";
    errors.push(required(path.child("tenant"), detail));
  } else {
    const wrong = registry.split(",").filter((pair) => !isHostAndPort(pair));
    errors.push(...wrong.map(() => invalid(path.child("registry"), registry, REGISTRY_RULE)));
  }
  if (volume === undefined) errors.push(required(path.child("volume")));
  return errors;
}

/** As Go's net.SplitHostPort reads it: the host may be in brackets and either part may be empty. */
function isHostAndPort(text: string): boolean {
  return /^(?:\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/.test(text);
}

export function validateFlocker(
  source: { readonly datasetName?: string; readonly datasetUUID?: string },
  path: FieldPath,
): readonly FieldError[] {
  const { datasetName = "", datasetUUID = "" } = source;
  const errors: FieldError[] = [];
  if (datasetName === "" && datasetUUID === "") {
    errors.push(required(path, "one of datasetName and datasetUUID is required"));
  }
  if (datasetName !== "" && datasetUUID !== "") {
    errors.push(invalid(path, "resource", "datasetName and datasetUUID can not be specified simultaneously"));
  }
  if (datasetName.includes("/")) {
    errors.push(invalid(path.child("datasetName"), datasetName, "must not contain '/'"));
  }
  return errors;
}

const RESERVED_DOMAIN = /\.(?:kubernetes|k8s)\.io$/;

/** Options of a driver of somebody; Kubernetes keeps its own domains to itself. */
export function validateFlexVolume(
  source: { readonly driver?: string; readonly options?: Readonly<Record<string, string>> },
  path: FieldPath,
): readonly FieldError[] {
  const reserved = Object.keys(source.options ?? {}).filter((key) =>
    RESERVED_DOMAIN.test(`.${lowerCase(key.split("/", 1)[0]!)}`),
  );
  return [
    ...requireFields(source, ["driver"], path),
    ...reserved.map((key) =>
      invalid(path.child("options").key(key), key, "kubernetes.io and k8s.io namespaces are reserved"),
    ),
  ];
}

const CACHING_MODES: readonly string[] = Object.freeze(["None", "ReadOnly", "ReadWrite"]);
const DISK_KINDS: readonly string[] = Object.freeze(["Dedicated", "Managed", "Shared"]);
const MANAGED_DISK = "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}";
const BLOB_DISK = "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd";

export function validateAzureDisk(source: AzureDiskVolumeSource, path: FieldPath): readonly FieldError[] {
  const { diskURI = "", cachingMode, kind } = source;
  const errors = [
    ...requireFields(source, ["diskName", "diskURI"], path),
    ...validateOptionalChoice(cachingMode, CACHING_MODES, path.child("cachingMode")),
    ...validateOptionalChoice(kind, DISK_KINDS, path.child("kind")),
  ];
  const place = path.child("diskURI");
  if (kind === "Managed" && !diskURI.startsWith("/subscriptions/")) {
    errors.push(notSupported(place, diskURI, [MANAGED_DISK]));
  }
  if (kind !== undefined && kind !== "Managed" && !diskURI.startsWith("https://")) {
    errors.push(notSupported(place, diskURI, [BLOB_DISK]));
  }
  return errors;
}

/** The part that is the same in pods and persistent volumes: their secrets are not. */
export function validateStorageOs(
  source: { readonly volumeName?: string; readonly volumeNamespace?: string },
  path: FieldPath,
): readonly FieldError[] {
  const { volumeName, volumeNamespace } = source;
  return [
    ...validateRequiredName(volumeName, dns1123LabelProblems, path.child("volumeName")),
    ...(volumeNamespace === undefined
      ? []
      : validateName(volumeNamespace, dns1123LabelProblems, path.child("volumeNamespace"))),
  ];
}

const HOST_PATH_TYPES: readonly string[] = Object.freeze([
  "",
  "BlockDevice",
  "CharDevice",
  "Directory",
  "DirectoryOrCreate",
  "File",
  "FileOrCreate",
  "Socket",
]);

/** A folder or file of the node. */
export function validateHostPath(
  source: { readonly path?: string; readonly type?: string },
  path: FieldPath,
): readonly FieldError[] {
  if (source.path === undefined) return [required(path.child("path"))];
  return [
    ...validatePathWithoutBacksteps(source.path, path.child("path")),
    ...validateOptionalChoice(source.type, HOST_PATH_TYPES, path.child("type")),
  ];
}
