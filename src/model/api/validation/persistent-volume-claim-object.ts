// What the API server says of persistent volume claims, new and changed.
// Imitates pkg/apis/core/validation/validation.go (ValidatePersistentVolumeClaim, ValidatePersistentVolumeClaimUpdate), v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { compareQuantities } from "../../quantity/quantity.ts";
import { differingFields } from "../differences.ts";
import { forbidden, invalid, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import {
  PERSISTENT_VOLUME_CLAIM_SPEC,
  type PersistentVolumeClaim,
  type PersistentVolumeClaimSpec,
} from "../types/claim.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateImmutableValue } from "./immutable.ts";
import { validatePersistentVolumeClaimSpec, validateReplacingClaimSpec } from "./persistent-volume-claim.ts";
import { amountOf } from "./quantities.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
const VOLUME_MODE = PERSISTENT_VOLUME_CLAIM_SPEC.table.volumeMode.type;
const CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

export function validatePersistentVolumeClaim({ metadata, spec = {} }: PersistentVolumeClaim): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validatePersistentVolumeClaimSpec(spec, SPEC),
  ];
}

/** `claim` has the status of `old`. */
export function validatePersistentVolumeClaimUpdate(
  claim: PersistentVolumeClaim,
  old: PersistentVolumeClaim,
): readonly FieldError[] {
  const { metadata, spec = {} } = claim;
  const oldSpec = old.spec ?? {};
  return [
    ...validateCoreObjectMetaUpdate(metadata, old.metadata, METADATA),
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...(hasGroup(oldSpec) ? validateReplacingClaimSpec(spec, SPEC) : validatePersistentVolumeClaimSpec(spec, SPEC)),
    ...validateClassAnnotation(claim, old),
    ...validateSameSpec(claim, old),
    ...validateSize(spec, old),
    ...validateImmutableValue(spec.volumeMode, oldSpec.volumeMode, VOLUME_MODE, FieldPath.root("volumeMode")),
    ...validateAttributesClass(spec, old),
  ];
}

function hasGroup({ dataSource, dataSourceRef }: PersistentVolumeClaimSpec): boolean {
  return dataSource?.apiGroup !== undefined || dataSourceRef?.apiGroup !== undefined;
}

function classAnnotation({ metadata }: PersistentVolumeClaim): string | undefined {
  return metadata?.annotations?.[CLASS_ANNOTATION];
}

/** Whether the class, once an annotation, now stands in its own field. */
function hasMovedClass(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): boolean {
  const before = classAnnotation(old);
  const isKept = (classAnnotation(claim) ?? before) === before;
  const wasField = old.spec?.storageClassName !== undefined;
  return before !== undefined && !wasField && claim.spec?.storageClassName === before && isKept;
}

function validateClassAnnotation(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): readonly FieldError[] {
  const value = classAnnotation(claim) ?? "";
  if (hasMovedClass(claim, old) || value === (classAnnotation(old) ?? "")) return [];
  return [invalid(METADATA.child("annotations", CLASS_ANNOTATION), value, "field is immutable")];
}

/** Whether a class is named where there was none, and no annotation says another. */
function hasFoundClass(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): boolean {
  const { storageClassName: name } = claim.spec ?? {};
  const annotated = classAnnotation(old);
  const wasField = old.spec?.storageClassName !== undefined;
  return name !== undefined && !wasField && (annotated === undefined || annotated === name);
}

/** Nothing but sizes and classes of attributes changes, and these only of claims that are bound. */
function validateSameSpec(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): readonly FieldError[] {
  const oldSpec = old.spec ?? {};
  const was = oldSpec.volumeName === undefined ? { ...oldSpec, volumeName: claim.spec?.volumeName } : oldSpec;
  const becomes = comparableSpec(claim, old);
  const fields = differingFields(was, becomes, PERSISTENT_VOLUME_CLAIM_SPEC, SPEC);
  if (fields.length === 0) return [];
  const rule =
    "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims";
  return [forbidden(SPEC, `${rule}\n${fields.join("\n")}`)];
}

/** Fields that may be undefined. */
type Fields = Readonly<Record<string, unknown>>;

/** The new specification without what may have changed. */
function comparableSpec(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): Fields {
  const { spec = {}, status } = claim;
  const oldSpec = old.spec ?? {};
  const isFound = hasMovedClass(claim, old) || hasFoundClass(claim, old);
  const storageClassName = isFound ? oldSpec.storageClassName : spec.storageClassName;
  if (status?.phase !== "Bound") return { ...spec, storageClassName };
  const { volumeAttributesClassName } = oldSpec;
  if (spec.resources?.requests === undefined) return { ...spec, storageClassName, volumeAttributesClassName };
  const storage = oldSpec.resources?.requests?.["storage"] ?? "0";
  const resources = { ...spec.resources, requests: { ...spec.resources.requests, storage } };
  return { ...spec, storageClassName, volumeAttributesClassName, resources };
}

/** A claim may shrink to no less than what its volume has. */
function validateSize({ resources }: PersistentVolumeClaimSpec, old: PersistentVolumeClaim): readonly FieldError[] {
  const size = amountOf(resources?.requests?.["storage"]);
  const shrinks = compareQuantities(size, amountOf(old.spec?.resources?.requests?.["storage"])) < 0;
  if (!shrinks || compareQuantities(size, amountOf(old.status?.capacity?.["storage"])) > 0) return [];
  return [forbidden(SPEC.child("resources", "requests", "storage"), "field can not be less than status.capacity")];
}

/** A class of attributes that is in force can be replaced, but not taken away. */
function validateAttributesClass(
  { volumeAttributesClassName: name }: PersistentVolumeClaimSpec,
  old: PersistentVolumeClaim,
): readonly FieldError[] {
  const isKept = name === old.spec?.volumeAttributesClassName;
  if (isKept || old.status?.currentVolumeAttributesClassName === undefined) return [];
  if (name !== undefined && name !== "") return [];
  const what = name === undefined ? "nil" : "empty string";
  const detail = `update to ${what} is forbidden when status.currentVolumeAttributesClassName is not nil`;
  return [forbidden(SPEC.child("volumeAttributesClassName"), detail)];
}
