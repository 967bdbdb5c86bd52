// What the API server says of the metadata of Kubernetes' own kinds: finalizers without a domain are few there.
// Imitates pkg/apis/core/validation/validation.go (ValidateObjectMeta, ValidateObjectMetaUpdate), v1.36.

import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { ObjectMeta } from "../types/object-meta.ts";
import { validateObjectMeta, validateObjectMetaUpdate, type NameProblems } from "./object-meta.ts";

const STANDARD_FINALIZERS: ReadonlySet<string> = new Set(["kubernetes", "orphan", "foregroundDeletion"]);

/** Metadata of a new object whose names follow `nameProblems`. */
export function validateCoreObjectMeta(
  metadata: ObjectMeta | undefined,
  namespaced: boolean,
  nameProblems: NameProblems,
  path: FieldPath,
): readonly FieldError[] {
  const errors = validateObjectMeta(metadata, namespaced, nameProblems, path);
  return withFinalizerNames(errors, metadata, path);
}

/** Metadata of an object that replaces `old`. */
export function validateCoreObjectMetaUpdate(
  metadata: ObjectMeta | undefined,
  old: ObjectMeta | undefined,
  path: FieldPath,
): readonly FieldError[] {
  return withFinalizerNames(validateObjectMetaUpdate(metadata, old, path), metadata, path);
}

/** Here the server names the item as the place. */
function withFinalizerNames(
  errors: readonly FieldError[],
  metadata: ObjectMeta | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const finalizers = metadata?.finalizers;
  if (finalizers === undefined) return errors;
  return [...errors, ...validateFinalizerNames(finalizers, path.child("finalizers"))];
}

/** That finalizers have a domain or are known without one. */
export function validateFinalizerNames(finalizers: readonly string[], path: FieldPath): readonly FieldError[] {
  return finalizers.flatMap((name, index) =>
    name.includes("/") || STANDARD_FINALIZERS.has(name)
      ? []
      : [invalid(path.index(index), name, "name is neither a standard finalizer name nor is it fully qualified")],
  );
}
