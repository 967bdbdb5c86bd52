// What the API server says of volumes that put files from several sources into one folder.
// Imitates pkg/apis/core/validation/validation.go (validateProjectionSources), v1.36.

import { domainPrefixedKeyProblems } from "../../domain-prefixed.ts";
import { utf8LengthBytes } from "../../format-problem.ts";
import { lowerCase } from "../../go-string.ts";
import { forbidden, invalid, notSupported, required, tooLong, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type {
  ClusterTrustBundleProjection,
  KeyToPath,
  PodCertificateProjection,
  ProjectedVolumeSource,
  ServiceAccountTokenProjection,
  VolumeProjection,
} from "../types/volume.ts";
import { validateLabelSelector } from "./labels.ts";
import { validateNonReservedPath } from "./local-paths.ts";
import { validateDownwardApiFile, validateFileMode, validateFilePath, validateKeysToPaths } from "./volume-files.ts";
import { isKubernetesSigner, trustBundleNameProblems, validateSignerName } from "./signer-names.ts";

const SOURCES = [
  "secret",
  "configMap",
  "downwardAPI",
  "serviceAccountToken",
  "clusterTrustBundle",
  "podCertificate",
] as const;

/** The volume as its sources see it: where it stands, and the files that earlier ones put there. */
interface Folder {
  readonly path: FieldPath;
  readonly files: Set<string>;
}

export function validateProjected(source: ProjectedVolumeSource, path: FieldPath): readonly FieldError[] {
  const errors = [...validateFileMode(source.defaultMode, path.child("defaultMode"))];
  const folder: Folder = { path, files: new Set() };
  for (const [index, projection] of (source.sources ?? []).entries()) {
    const place = path.child("sources").index(index);
    errors.push(...validateProjection(projection, folder, place));
    const count = SOURCES.filter((name) => projection[name] !== undefined).length;
    if (count > 1) errors.push(forbidden(place, "may not specify more than 1 volume type per source"));
  }
  return errors;
}

function validateProjection(projection: VolumeProjection, folder: Folder, path: FieldPath): readonly FieldError[] {
  const { secret, configMap, downwardAPI, serviceAccountToken, clusterTrustBundle, podCertificate } = projection;
  const errors: FieldError[] = [];
  if (secret !== undefined) errors.push(...validateKeyed(secret, folder, path.child("secret")));
  if (configMap !== undefined) errors.push(...validateKeyed(configMap, folder, path.child("configMap")));
  for (const file of downwardAPI?.items ?? []) {
    errors.push(...validateDownwardApiFile(file, path.child("downwardAPI")));
    if (file.path !== undefined) errors.push(...claimFile(file.path, file.path, folder));
  }
  if (serviceAccountToken !== undefined) {
    errors.push(...validateToken(serviceAccountToken, folder, path.child("serviceAccountToken")));
  }
  if (clusterTrustBundle !== undefined) {
    errors.push(...validateTrustBundle(clusterTrustBundle, folder, path.child("clusterTrustBundle")));
  }
  if (podCertificate !== undefined) {
    errors.push(...validateCertificate(podCertificate, folder, path.child("podCertificate")));
  }
  return errors;
}

/** Takes the file's name up; `shown` is what the server prints if an earlier source has it. */
function claimFile(file: string, shown: string, { path, files }: Folder): readonly FieldError[] {
  if (files.has(file)) return [invalid(path, shown, "conflicting duplicate paths")];
  files.add(file);
  return [];
}

function validateKeyed(
  source: { readonly name?: string; readonly items?: readonly KeyToPath[] },
  folder: Folder,
  path: FieldPath,
): readonly FieldError[] {
  const { name, items = [] } = source;
  const errors: FieldError[] = name === undefined ? [required(path.child("name"))] : [];
  errors.push(...validateKeysToPaths(items, path.child("items")));
  for (const { path: file } of items) {
    if (file !== undefined) errors.push(...claimFile(file, name ?? "", folder));
  }
  return errors;
}

const TOKEN_SECONDS_MIN = 600;
const TOKEN_SECONDS_MAX = 4_294_967_296;

/** What is wrong with the token's file is told of the volume. */
function validateToken(
  { expirationSeconds: seconds = 0, path: file }: ServiceAccountTokenProjection,
  folder: Folder,
  path: FieldPath,
): readonly FieldError[] {
  const place = path.child("expirationSeconds");
  const errors: FieldError[] = [];
  if (seconds < TOKEN_SECONDS_MIN) {
    errors.push(invalid(place, seconds, "may not specify a duration less than 10 minutes"));
  }
  if (seconds > TOKEN_SECONDS_MAX) {
    errors.push(invalid(place, seconds, "may not specify a duration larger than 2^32 seconds"));
  }
  errors.push(...validateFilePath(file, folder.path.child("path")));
  return errors;
}

function validateTrustBundle(
  bundle: ClusterTrustBundleProjection,
  folder: Folder,
  path: FieldPath,
): readonly FieldError[] {
  const { path: file = "" } = bundle;
  return [
    ...validateBundleReference(bundle, path),
    ...(file === "" ? [required(path.child("path"))] : validateNonReservedPath(file, path.child("path"))),
    ...claimFile(file, file, folder),
  ];
}

/** One bundle by its name, or all of a signer that the selector chooses. */
function validateBundleReference(bundle: ClusterTrustBundleProjection, path: FieldPath): readonly FieldError[] {
  const { name, signerName, labelSelector } = bundle;
  if (name !== undefined && signerName !== undefined) {
    return [invalid(path, bundle, "only one of name and signerName may be used")];
  }
  if (name !== undefined) return validateBundleName(bundle, name, path);
  if (signerName === undefined) return [required(path, "either name or signerName must be specified")];
  const place = path.child("signerName");
  return [
    ...(signerName === "" ? [required(place, "must be a valid signer name")] : []),
    ...validateSignerName(signerName, place),
    ...validateLabelSelector(labelSelector, path.child("labelSelector")),
  ];
}

function validateBundleName(
  { labelSelector }: ClusterTrustBundleProjection,
  name: string,
  path: FieldPath,
): readonly FieldError[] {
  const place = path.child("name");
  const errors: FieldError[] = name === "" ? [required(place, "must be a valid object name")] : [];
  for (const problem of trustBundleNameProblems(name)) {
    errors.push(invalid(place, name, `not a valid clustertrustbundlename: ${problem}`));
  }
  if (labelSelector === undefined) return errors;
  const detail = "labelSelector must be unset if name is specified";
  return [...errors, invalid(path.child("labelSelector"), labelSelector, detail)];
}

const KEY_TYPES: readonly string[] = Object.freeze([
  "RSA3072",
  "RSA4096",
  "ECDSAP256",
  "ECDSAP384",
  "ECDSAP521",
  "ED25519",
]);
const CERTIFICATE_FILES = ["credentialBundlePath", "keyPath", "certificateChainPath"] as const;
const CERTIFICATE_SECONDS_MIN = 3600;
const CERTIFICATE_SECONDS_MAX = 7_862_400;
const KUBERNETES_CERTIFICATE_SECONDS_MAX = 86_400;
const USER_ANNOTATIONS_SIZE_MAX = 262_144;

function validateCertificate(
  certificate: PodCertificateProjection,
  folder: Folder,
  path: FieldPath,
): readonly FieldError[] {
  const { signerName, keyType = "", userAnnotations = {} } = certificate;
  const errors: FieldError[] = [
    ...validateSignerName(signerName, path.child("signerName")),
    ...validateUserAnnotations(userAnnotations, path.child("userAnnotations")),
  ];
  if (!KEY_TYPES.includes(keyType)) errors.push(notSupported(path.child("keyType"), keyType, KEY_TYPES));
  errors.push(...validateCertificateLifetime(certificate, path.child("maxExpirationSeconds")));
  let count = 0;
  for (const field of CERTIFICATE_FILES) {
    const file = certificate[field];
    if (file === undefined) continue;
    count += 1;
    errors.push(...validateNonReservedPath(file, path.child(field)), ...claimFile(file, file, folder));
  }
  if (count > 0) return errors;
  return [...errors, required(path, "specify at least one of credentialBundlePath, keyPath, and certificateChainPath")];
}

function validateCertificateLifetime(
  { signerName = "", maxExpirationSeconds: seconds }: PodCertificateProjection,
  path: FieldPath,
): readonly FieldError[] {
  if (seconds === undefined) return [];
  const largest = isKubernetesSigner(signerName) ? KUBERNETES_CERTIFICATE_SECONDS_MAX : CERTIFICATE_SECONDS_MAX;
  if (seconds < CERTIFICATE_SECONDS_MIN) {
    return [invalid(path, seconds, "if provided, maxExpirationSeconds must be >= 3600")];
  }
  return seconds <= largest ? [] : [invalid(path, seconds, `if provided, maxExpirationSeconds must be <= ${largest}`)];
}

/** Keys have a domain; the case of their letters does not matter, so the server prints them in lower case. */
function validateUserAnnotations(
  annotations: Readonly<Record<string, string>>,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  let sizeBytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    sizeBytes += utf8LengthBytes(key) + utf8LengthBytes(value);
    for (const problem of domainPrefixedKeyProblems(lowerCase(key))) {
      errors.push(problem.kind === "required" ? required(path) : invalid(path, problem.value, problem.message));
    }
  }
  return sizeBytes > USER_ANNOTATIONS_SIZE_MAX ? [...errors, tooLong(path, USER_ANNOTATIONS_SIZE_MAX)] : errors;
}
