// What the API server says of an object's metadata.
// Imitates apimachinery pkg/api/validation/objectmeta.go and apiserver pkg/registry/rest/create.go, v1.36.

import { dns1123LabelProblems, nameFromPrefix } from "../../name-formats.ts";
import { qualifiedNameProblems } from "../../qualified-name.ts";
import { list } from "../api-type.ts";
import { encodeValue } from "../encode.ts";
import { forbidden, invalid, required, tooLong, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { jsonText } from "../../go-text.ts";
import {
  OWNER_REFERENCE,
  type ManagedFieldsEntry,
  type ObjectMeta,
  type OwnerReference,
} from "../types/object-meta.ts";
import { validateAnnotations, validateLabels } from "./labels.ts";
import { validateNonNegative } from "./numbers.ts";

/** What is wrong with a name of a kind, in Kubernetes' words; empty if nothing is. */
export type NameProblems = (name: string) => readonly string[];

const OWNER_REFERENCES = list(OWNER_REFERENCE);
const ORPHAN = "orphan";
const DELETE_DEPENDENTS = "foregroundDeletion";
const MANAGER_LENGTH_MAX = 128;
const SUBRESOURCE_LENGTH_MAX = 256;
const IMMUTABLE = "field is immutable";

/** Metadata of a new object whose names follow `nameProblems`. */
export function validateObjectMeta(
  metadata: ObjectMeta | undefined,
  namespaced: boolean,
  nameProblems: NameProblems,
  path: FieldPath,
): readonly FieldError[] {
  const { name, generateName } = metadata ?? {};
  const prefix = generateName === undefined ? [] : nameProblems(nameFromPrefix(generateName));
  const names =
    name === undefined
      ? [required(path.child("name"), "name or generateName is required")]
      : nameProblems(name).map((problem) => invalid(path.child("name"), name, problem));
  return [
    ...prefix.map((problem) => invalid(path.child("generateName"), generateName, problem)),
    ...names,
    ...validateNamespace(metadata?.namespace, namespaced, path.child("namespace")),
    ...validateNonNegative(metadata?.generation ?? 0, path.child("generation")),
    ...validateSharedParts(metadata, path),
    ...validateFinalizers(metadata?.finalizers ?? [], path.child("finalizers")),
  ];
}

function validateNamespace(namespace: string | undefined, namespaced: boolean, path: FieldPath): readonly FieldError[] {
  if (!namespaced) return namespace === undefined ? [] : [forbidden(path, "not allowed on this type")];
  if (namespace === undefined) return [required(path)];
  return dns1123LabelProblems(namespace).map((problem) => invalid(path, namespace, problem));
}

/** What holds on creation and on every update. */
function validateSharedParts(metadata: ObjectMeta | undefined, path: FieldPath): readonly FieldError[] {
  return [
    ...validateLabels(metadata?.labels, path.child("labels")),
    ...validateAnnotations(metadata?.annotations, path.child("annotations")),
    ...validateOwnerReferences(metadata?.ownerReferences ?? [], path.child("ownerReferences")),
    ...validateManagedFields(metadata?.managedFields ?? [], path.child("managedFields")),
  ];
}

/** Metadata of an object that replaces `old`. */
export function validateObjectMetaUpdate(
  metadata: ObjectMeta | undefined,
  old: ObjectMeta | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const fresh = newFinalizers(metadata, old);
  const shown = `[]string{${fresh.map((name) => JSON.stringify(name)).join(", ")}}`;
  const generation = metadata?.generation ?? 0;
  return [
    ...(fresh.length === 0
      ? []
      : [
          forbidden(
            path.child("finalizers"),
            `no new finalizers can be added if the object is being deleted, found new finalizers ${shown}`,
          ),
        ]),
    ...(metadata?.resourceVersion === undefined
      ? [invalid(path.child("resourceVersion"), "", "must be specified for an update")]
      : []),
    ...(generation < (old?.generation ?? 0)
      ? [invalid(path.child("generation"), generation, "must not be decremented")]
      : []),
    ...IMMUTABLE_TEXTS.flatMap((field) =>
      validateImmutable(metadata?.[field] ?? "", old?.[field] ?? "", path.child(field)),
    ),
    ...IMMUTABLE_POINTERS.flatMap((field) => validateImmutable(metadata?.[field], old?.[field], path.child(field))),
    ...validateSharedParts(metadata, path),
  ];
}

const IMMUTABLE_TEXTS = ["name", "namespace", "uid"] as const;
const IMMUTABLE_POINTERS = ["creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"] as const;

/** That a field keeps its value, compared as JSON. */
export function validateImmutable(value: unknown, old: unknown, path: FieldPath): readonly FieldError[] {
  return jsonText(value) === jsonText(old) ? [] : [invalid(path, value, IMMUTABLE)];
}

function newFinalizers(metadata: ObjectMeta | undefined, old: ObjectMeta | undefined): readonly string[] {
  if (old?.deletionTimestamp === undefined) return [];
  const known = new Set(old.finalizers);
  return (metadata?.finalizers ?? []).filter((name) => !known.has(name)).toSorted();
}

/** The server names the list, not the item, as the place of these mistakes. */
function validateOwnerReferences(references: readonly OwnerReference[], path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  let controller: string | undefined;
  for (const reference of references) {
    errors.push(...validateOwnerReference(reference, path));
    if (reference.controller !== true) continue;
    const name = `${reference.kind ?? ""}/${reference.name ?? ""}`;
    if (controller === undefined) controller = name;
    else {
      const rule = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`;
      errors.push(invalid(path, encodeValue(references, OWNER_REFERENCES), rule));
    }
  }
  return errors;
}

function validateOwnerReference(reference: OwnerReference, path: FieldPath): readonly FieldError[] {
  const { apiVersion = "", kind = "" } = reference;
  const version = apiVersion.slice(apiVersion.indexOf("/") + 1);
  const missing = (["kind", "name", "uid"] as const).filter((field) => reference[field] === undefined);
  return [
    ...(version === "" || apiVersion.split("/").length > 2
      ? [invalid(path.child("apiVersion"), apiVersion, "version must not be empty")]
      : []),
    ...missing.map((field) => invalid(path.child(field), "", "must not be empty")),
    ...(apiVersion === "v1" && kind === "Event"
      ? [invalid(path, encodeValue(reference, OWNER_REFERENCE), "/v1, Kind=Event is disallowed from being an owner")]
      : []),
  ];
}

function validateFinalizers(finalizers: readonly string[], path: FieldPath): readonly FieldError[] {
  const names = finalizers.flatMap((name) =>
    qualifiedNameProblems(name).map((problem) => invalid(path, name, problem)),
  );
  if (!finalizers.includes(ORPHAN) || !finalizers.includes(DELETE_DEPENDENTS)) return names;
  return [...names, invalid(path, finalizers, `finalizer ${ORPHAN} and ${DELETE_DEPENDENTS} cannot be both set`)];
}

function validateManagedFields(entries: readonly ManagedFieldsEntry[], path: FieldPath): readonly FieldError[] {
  return entries.flatMap((entry, index) => validateManagedFieldsEntry(entry, path.index(index)));
}

function validateManagedFieldsEntry(entry: ManagedFieldsEntry, path: FieldPath): readonly FieldError[] {
  const { operation = "", fieldsType, manager = "", subresource = "" } = entry;
  return [
    ...(operation === "Apply" || operation === "Update"
      ? []
      : [invalid(path.child("operation"), operation, "must be `Apply` or `Update`")]),
    ...(fieldsType === undefined || fieldsType === "FieldsV1"
      ? []
      : [invalid(path.child("fieldsType"), fieldsType, "must be `FieldsV1`")]),
    ...(manager.length > MANAGER_LENGTH_MAX ? [tooLong(path.child("manager"), MANAGER_LENGTH_MAX)] : []),
    ...(subresource.length > SUBRESOURCE_LENGTH_MAX
      ? [tooLong(path.child("subresource"), SUBRESOURCE_LENGTH_MAX)]
      : []),
  ];
}
