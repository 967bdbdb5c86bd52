// What the API server says of volumes of CSI drivers, and of the drivers' names.
// Imitates pkg/apis/core/validation/validation.go (ValidateCSIDriverName, validateCSIVolumeSource …), v1.36.

import { utf8LengthBytes } from "../../format-problem.ts";
import { lowerCase } from "../../go-string.ts";
import { dns1123LabelProblems, dns1123SubdomainProblems } from "../../name-formats.ts";
import { invalid, required, tooLong, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { CsiPersistentVolumeSource } from "../types/persistent-volume.ts";
import type { CsiVolumeSource, SecretReference } from "../types/volume.ts";
import { validateName, validateRequiredName } from "./names.ts";

const DRIVER_NAME_LENGTH_MAX = 63;

/** The name of a driver; capitals are allowed. */
export function validateCsiDriverName(name: string | undefined, path: FieldPath): readonly FieldError[] {
  if (name === undefined || name === "") return [required(path)];
  const errors: FieldError[] = dns1123SubdomainProblems(lowerCase(name)).map((problem) => invalid(path, name, problem));
  if (utf8LengthBytes(name) > DRIVER_NAME_LENGTH_MAX) errors.push(tooLong(path, DRIVER_NAME_LENGTH_MAX));
  return errors;
}

/** A volume that lives as long as its pod. The place of a wrong secret's name is not quite the right one. */
export function validateCsi(source: CsiVolumeSource, path: FieldPath): readonly FieldError[] {
  const errors = validateCsiDriverName(source.driver, path.child("driver"));
  const { nodePublishSecretRef: secret } = source;
  if (secret === undefined) return errors;
  if (secret.name === undefined) return [...errors, required(path.child("nodePublishSecretRef", "name"))];
  return [...errors, ...validateName(secret.name, dns1123SubdomainProblems, path.child("name"))];
}

/** The one for staging on the node is not looked into. */
const SECRETS = [
  "controllerPublishSecretRef",
  "controllerExpandSecretRef",
  "nodePublishSecretRef",
  "nodeExpandSecretRef",
] as const;

export function validatePersistentCsi(source: CsiPersistentVolumeSource, path: FieldPath): readonly FieldError[] {
  const errors = [...validateCsiDriverName(source.driver, path.child("driver"))];
  if (source.volumeHandle === undefined) errors.push(required(path.child("volumeHandle")));
  for (const field of SECRETS) {
    const secret = source[field];
    if (secret !== undefined) errors.push(...validateSecretReference(secret, path.child(field)));
  }
  return errors;
}

function validateSecretReference({ name, namespace }: SecretReference, path: FieldPath): readonly FieldError[] {
  return [
    ...validateRequiredName(name, dns1123SubdomainProblems, path.child("name")),
    ...validateRequiredName(namespace, dns1123LabelProblems, path.child("namespace")),
  ];
}
