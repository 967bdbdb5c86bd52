// What the API server says of iSCSI volumes of pods and of persistent volumes; the words differ a little.
// Imitates pkg/apis/core/validation/validation.go (validateISCSIVolumeSource, validateISCSIPersistentVolumeSource), v1.36.

import { utf8LengthBytes } from "../../format-problem.ts";
import { invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { IscsiPersistentVolumeSource } from "../types/persistent-volume.ts";
import type { IscsiVolumeSource } from "../types/volume.ts";
import { requireFields, validateLun } from "./volume-disks.ts";

/** The three ways to name one side, by their beginnings. */
const NAME_FORMS: ReadonlyMap<string, RegExp> = new Map([
  ["iqn", /iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\t\n\f\r ]+$/],
  ["eui", /^eui.[A-Za-z0-9]{16}$/],
  ["naa", /^naa.[A-Za-z0-9]{32}$/],
]);

const WRONG_FORM = "must be valid format";
const WRONG_BEGINNING = "must be valid format starting with iqn, eui, or naa";
const TARGET_LENGTH_MAX = 64;
const TOO_LONG =
  "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.";

export function validateIscsi(source: IscsiVolumeSource, path: FieldPath): readonly FieldError[] {
  const { lun = 0, initiatorName } = source;
  return [
    ...requireFields(source, ["targetPortal", "iqn"], path),
    ...validateSideName(source.iqn, WRONG_BEGINNING, path.child("iqn")),
    ...validateLun(lun, path),
    ...validateSecret(source, path),
    ...validateSideName(initiatorName, WRONG_BEGINNING, path.child("initiatorname")),
  ];
}

export function validatePersistentIscsi(source: IscsiPersistentVolumeSource, path: FieldPath): readonly FieldError[] {
  const { lun = 0, initiatorName, secretRef } = source;
  return [
    ...requireFields(source, ["targetPortal", "iqn"], path),
    ...validateSideName(source.iqn, WRONG_FORM, path.child("iqn")),
    ...validateLun(lun, path),
    ...validateSecret(source, path),
    ...(secretRef !== undefined && secretRef.name === undefined ? [required(path.child("secretRef", "name"))] : []),
    ...validateSideName(initiatorName, WRONG_FORM, path.child("initiatorname")),
  ];
}

/** The name of a persistent volume and its target fit together; `path` is the source's. */
export function validatePersistentIscsiTargetLength(
  source: IscsiPersistentVolumeSource,
  volumeName: string,
  path: FieldPath,
): readonly FieldError[] {
  const { initiatorName, targetPortal = "" } = source;
  if (initiatorName === undefined || !isTargetTooLong(volumeName, targetPortal)) return [];
  return [invalid(path.child("targetportal"), targetPortal, TOO_LONG)];
}

/** The same of a pod's volume; `path` is that of the volume, whose name is told to be wrong. */
export function validateIscsiTargetLength(
  source: IscsiVolumeSource,
  volumeName: string,
  path: FieldPath,
): readonly FieldError[] {
  const { initiatorName, targetPortal = "" } = source;
  if (initiatorName === undefined || !isTargetTooLong(volumeName, targetPortal)) return [];
  return [invalid(path.child("name"), volumeName, TOO_LONG)];
}

function isTargetTooLong(volumeName: string, targetPortal: string): boolean {
  return utf8LengthBytes(`${volumeName}:${targetPortal}`) > TARGET_LENGTH_MAX;
}

/** `unknown` is what is said of a name that begins in none of the ways; a missing one is no mistake here. */
function validateSideName(name: string | undefined, unknown: string, path: FieldPath): readonly FieldError[] {
  if (name === undefined) return [];
  const form = NAME_FORMS.get(name.slice(0, 3));
  if (form === undefined) return [invalid(path, name, unknown)];
  return form.test(name) ? [] : [invalid(path, name, WRONG_FORM)];
}

function validateSecret(
  source: Pick<IscsiVolumeSource, "chapAuthDiscovery" | "chapAuthSession" | "secretRef">,
  path: FieldPath,
): readonly FieldError[] {
  const { chapAuthDiscovery, chapAuthSession, secretRef } = source;
  const isNeeded = chapAuthDiscovery === true || chapAuthSession === true;
  return isNeeded && secretRef === undefined ? [required(path.child("secretRef"))] : [];
}
