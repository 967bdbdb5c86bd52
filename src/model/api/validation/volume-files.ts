// What the API server says of volumes that hold files of ConfigMaps, Secrets and the pod's own fields.
// Imitates pkg/apis/core/validation/validation.go (validateSecretVolumeSource, validateKeyToPath,
// validateDownwardAPIVolumeFile …), v1.36.

import { invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { DownwardApiVolumeFile, DownwardApiVolumeSource, KeyToPath } from "../types/volume.ts";
import { validateObjectFieldSelector, validateVolumeResourceFieldSelector, VOLUME_FIELDS } from "./field-references.ts";
import { validateNonReservedPath } from "./local-paths.ts";

const MODE_MAX = 0o777;

/** The permissions of a file. */
export function validateFileMode(mode: number | undefined, path: FieldPath): readonly FieldError[] {
  if (mode === undefined || (mode >= 0 && mode <= MODE_MAX)) return [];
  return [invalid(path, mode, "must be a number between 0 and 0777 (octal), both inclusive")];
}

/** A volume made of a ConfigMap or a Secret, which stands in the field `nameField`. */
export function validateKeyedVolume(
  name: string | undefined,
  nameField: "name" | "secretName",
  source: { readonly defaultMode?: number; readonly items?: readonly KeyToPath[] },
  path: FieldPath,
): readonly FieldError[] {
  const { defaultMode, items } = source;
  const errors: FieldError[] = name === undefined ? [required(path.child(nameField))] : [];
  errors.push(...validateFileMode(defaultMode, path.child("defaultMode")));
  if (items !== undefined) errors.push(...validateKeysToPaths(items, path.child("items")));
  return errors;
}

/** Which keys become which files. */
export function validateKeysToPaths(items: readonly KeyToPath[], path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const [index, { key, path: file, mode }] of items.entries()) {
    const place = path.index(index);
    if (key === undefined) errors.push(required(place.child("key")));
    errors.push(...validateFilePath(file, place.child("path")), ...validateFileMode(mode, place.child("mode")));
  }
  return errors;
}

/** A file in a volume: it stays within it. */
export function validateFilePath(file: string | undefined, path: FieldPath): readonly FieldError[] {
  return file === undefined ? [required(path)] : validateNonReservedPath(file, path);
}

/** The server names the volume, not the item, as the place of mistakes. */
export function validateDownwardApi(source: DownwardApiVolumeSource, path: FieldPath): readonly FieldError[] {
  const errors = [...validateFileMode(source.defaultMode, path.child("defaultMode"))];
  for (const file of source.items ?? []) errors.push(...validateDownwardApiFile(file, path));
  return errors;
}

export function validateDownwardApiFile(file: DownwardApiVolumeFile, path: FieldPath): readonly FieldError[] {
  return [
    ...validateFilePath(file.path, path.child("path")),
    ...validateReference(file, path),
    ...validateFileMode(file.mode, path.child("mode")),
  ];
}

function validateReference(file: DownwardApiVolumeFile, path: FieldPath): readonly FieldError[] {
  const { fieldRef, resourceFieldRef } = file;
  if (fieldRef !== undefined) {
    const errors = validateObjectFieldSelector(fieldRef, VOLUME_FIELDS, path.child("fieldRef"));
    if (resourceFieldRef === undefined) return errors;
    const detail = "fieldRef and resourceFieldRef can not be specified simultaneously";
    return [...errors, invalid(path, "resource", detail)];
  }
  if (resourceFieldRef === undefined) return [required(path, "one of fieldRef and resourceFieldRef is required")];
  return validateVolumeResourceFieldSelector(resourceFieldRef, path.child("resourceFieldRef"));
}
