// What the API server says of the specification of a persistent volume claim, and of templates of claims.
// Imitates pkg/apis/core/validation/validation.go (ValidatePersistentVolumeClaimSpec,
// ValidatePersistentVolumeClaimTemplate), v1.36.

import { dns1123LabelProblems, dns1123SubdomainProblems } from "../../name-formats.ts";
import { forbidden, invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { PersistentVolumeClaimSpec, TypedObjectReference } from "../types/claim.ts";
import type { ObjectMeta } from "../types/object-meta.ts";
import type { PersistentVolumeClaimTemplate } from "../types/volume.ts";
import { unsupportedWord, validateOptionalChoice } from "./choices.ts";
import { validateAnnotations, validateLabels, validateLabelSelector } from "./labels.ts";
import { validateName } from "./names.ts";
import type { NameProblems } from "./object-meta.ts";
import { validatePositiveQuantity } from "./quantities.ts";

const ACCESS_MODES: readonly string[] = Object.freeze([
  "ReadOnlyMany",
  "ReadWriteMany",
  "ReadWriteOnce",
  "ReadWriteOncePod",
]);
const EXCLUSIVE_MODE = "ReadWriteOncePod";
const VOLUME_MODES: readonly string[] = Object.freeze(["Block", "Filesystem"]);

/** How a volume may be mounted; an empty list is told elsewhere. */
export function validateAccessModes(modes: readonly string[], path: FieldPath): readonly FieldError[] {
  const unknown = modes.filter((mode) => !ACCESS_MODES.includes(mode));
  const errors = unknown.map((mode) => unsupportedWord(path, mode, ACCESS_MODES));
  const others = modes.filter((mode) => mode !== EXCLUSIVE_MODE && ACCESS_MODES.includes(mode));
  if (!modes.includes(EXCLUSIVE_MODE) || others.length === 0) return errors;
  return [...errors, forbidden(path, "may not use ReadWriteOncePod with other access modes")];
}

/** A file system or a bare device. */
export function validateVolumeMode(mode: string | undefined, path: FieldPath): readonly FieldError[] {
  return validateOptionalChoice(mode, VOLUME_MODES, path);
}

/** The name of a storage class, or of another class of volumes. */
export function validateClassName(name: string | undefined, path: FieldPath): readonly FieldError[] {
  return name === undefined || name === "" ? [] : validateName(name, dns1123SubdomainProblems, path);
}

export function validatePersistentVolumeClaimSpec(
  spec: PersistentVolumeClaimSpec,
  path: FieldPath,
): readonly FieldError[] {
  return [...validateOwnFields(spec, path), ...validateDataSources(spec, dns1123SubdomainProblems, path)];
}

/** The specification that replaces one whose source of data has a group: groups were not always looked at. */
export function validateReplacingClaimSpec(spec: PersistentVolumeClaimSpec, path: FieldPath): readonly FieldError[] {
  return [...validateOwnFields(spec, path), ...validateDataSources(spec, () => [], path)];
}

/** All but where the data comes from. */
function validateOwnFields(spec: PersistentVolumeClaimSpec, path: FieldPath): readonly FieldError[] {
  const { accessModes = [], selector, storageClassName, volumeMode, volumeAttributesClassName } = spec;
  const modesPath = path.child("accessModes");
  return [
    ...(accessModes.length === 0 ? [required(modesPath, "at least 1 access mode is required")] : []),
    ...validateLabelSelector(selector, path.child("selector")),
    ...validateAccessModes(accessModes, modesPath),
    ...validateSize(spec.resources?.requests?.["storage"], path.child("resources").key("storage")),
    ...validateClassName(storageClassName, path.child("storageClassName")),
    ...validateVolumeMode(volumeMode, path.child("volumeMode")),
    ...validateClassName(volumeAttributesClassName, path.child("volumeAttributesClassName")),
  ];
}

function validateSize(text: string | undefined, path: FieldPath): readonly FieldError[] {
  return text === undefined ? [required(path)] : validatePositiveQuantity(text, path);
}

/** What the volume is filled with: two fields, of which the newer one knows more. */
function validateDataSources(
  spec: PersistentVolumeClaimSpec,
  groupProblems: NameProblems,
  path: FieldPath,
): readonly FieldError[] {
  const { dataSource, dataSourceRef } = spec;
  const errors: FieldError[] = [];
  if (dataSource !== undefined) errors.push(...validateDataSource(dataSource, groupProblems, path.child("dataSource")));
  if (dataSourceRef === undefined) return errors;
  errors.push(...validateDataSource(dataSourceRef, groupProblems, path.child("dataSourceRef")));
  if (dataSource === undefined) return errors;
  const { namespace = "" } = dataSourceRef;
  // The server means to print the other field's path there, which shows as an empty structure.
  if (namespace !== "") {
    errors.push(invalid(path, {}, "may not be specified when dataSourceRef.namespace is specified"));
  } else if (!isSameReference(dataSource, dataSourceRef)) errors.push(invalid(path, {}, "must match dataSourceRef"));
  return errors;
}

function validateDataSource(
  source: TypedObjectReference,
  groupProblems: NameProblems,
  path: FieldPath,
): readonly FieldError[] {
  const { name, kind = "", apiGroup = "", namespace = "" } = source;
  const errors: FieldError[] = name === undefined ? [required(path.child("name"))] : [];
  if (kind === "") errors.push(required(path.child("kind")));
  if (apiGroup !== "") errors.push(...validateName(apiGroup, groupProblems, path.child("apiGroup")));
  else if (kind !== "PersistentVolumeClaim") {
    errors.push(invalid(path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup"));
  }
  if (namespace !== "") errors.push(...validateName(namespace, dns1123LabelProblems, path.child("namespace")));
  return errors;
}

function isSameReference(left: TypedObjectReference, right: TypedObjectReference): boolean {
  return left.apiGroup === right.apiGroup && left.kind === right.kind && left.name === right.name;
}

/** A claim that is made for something else, such as a pod's ephemeral volume. */
export function validatePersistentVolumeClaimTemplate(
  template: PersistentVolumeClaimTemplate,
  path: FieldPath,
): readonly FieldError[] {
  return [
    ...validateTemplateMetadata(template.metadata ?? {}, path.child("metadata")),
    ...validatePersistentVolumeClaimSpec(template.spec ?? {}, path.child("spec")),
  ];
}

/** Fields of metadata that a template cannot set, and how the server spells them. */
const FIXED_METADATA: readonly (readonly [keyof ObjectMeta, string])[] = Object.freeze([
  ["name", "name"],
  ["generateName", "generateName"],
  ["namespace", "namespace"],
  ["selfLink", "selfLink"],
  ["uid", "uID"],
  ["resourceVersion", "resourceVersion"],
  ["generation", "generation"],
  ["creationTimestamp", "creationTimestamp"],
  ["deletionTimestamp", "deletionTimestamp"],
  ["deletionGracePeriodSeconds", "deletionGracePeriodSeconds"],
  ["ownerReferences", "ownerReferences"],
  ["finalizers", "finalizers"],
  ["managedFields", "managedFields"],
]);

/** Labels and annotations only. */
function validateTemplateMetadata(metadata: ObjectMeta, path: FieldPath): readonly FieldError[] {
  return [
    ...validateAnnotations(metadata.annotations, path.child("annotations")),
    ...validateLabels(metadata.labels, path.child("labels")),
    ...FIXED_METADATA.filter(([field]) => metadata[field] !== undefined).map(([, spelt]) =>
      forbidden(path.child(spelt), "cannot be set"),
    ),
  ];
}
