// The way of an object into the API server, without admission: strict decoding, defaults, what the server sets
// itself, validation. Imitates apiserver pkg/registry/rest (BeforeCreate, BeforeUpdate), v1.36.

import type { FeatureGates } from "../feature-gates.ts";
import { pathSegmentNameProblems } from "../name-formats.ts";
import type { ApiKind, ApiObject } from "./api-kind.ts";
import type { Draft } from "./api-type.ts";
import { decodeStruct, type DecodeProblem, type Decoded } from "./decode.ts";
import type { FieldError } from "./field-error.ts";
import { FieldPath } from "./field-path.ts";
import type { ObjectMeta } from "./types/object-meta.ts";
import { validateObjectMeta, validateObjectMetaUpdate } from "./validation/object-meta.ts";

const DEFAULT_NAMESPACE = "default";
const METADATA = FieldPath.root("metadata");

export type CreateOutcome =
  | { readonly kind: "created"; readonly object: ApiObject; readonly warnings: readonly string[] }
  /** Nothing is validated that was not understood. */
  | { readonly kind: "undecodable"; readonly problems: readonly DecodeProblem[] }
  | { readonly kind: "invalid"; readonly errors: readonly FieldError[] };

/** What `kubectl create` of the manifest would end in; `uid` is what the server would draw at random. */
export function createObject(manifest: unknown, kind: ApiKind, uid: string, gates?: FeatureGates): CreateOutcome {
  const { value, problems } = readObject(manifest, kind);
  if (problems.length > 0) return { kind: "undecodable", problems };
  metadataOf(value).uid = uid;
  const early = kind.warningsBeforeCreate?.(value) ?? [];
  kind.prepareForCreate(value, gates);
  const errors = validateNewObject(value, kind, gates);
  if (errors.length > 0) return { kind: "invalid", errors };
  return { kind: "created", object: value, warnings: distinct([...early, ...(kind.warningsOnCreate?.(value) ?? [])]) };
}

/** A manifest as the server's handlers see it: decoded, complete, in its internal form. */
function readObject(manifest: unknown, kind: ApiKind): Decoded {
  const { value, problems } = decodeStruct(manifest, kind.type);
  if (problems.some((problem) => problem.kind === "wrong-type")) return { value, problems };
  completeMetadata(value, kind);
  kind.applyDefaults(value);
  const unconvertible = kind.convert?.(value);
  return { value, problems: unconvertible === undefined ? problems : [...problems, unconvertible] };
}

/** What a request fills in: the namespace in which it is made. */
function completeMetadata(object: ApiObject, { namespaced }: ApiKind): void {
  object["metadata"] ??= {};
  const metadata = metadataOf(object);
  if (namespaced) metadata.namespace ??= DEFAULT_NAMESPACE;
  else delete metadata.namespace;
}

function metadataOf(object: ApiObject): Draft<ObjectMeta> {
  return object["metadata"] as Draft<ObjectMeta>;
}

/** A request tells each warning once. */
function distinct(warnings: readonly string[] | undefined): readonly string[] {
  return [...new Set(warnings)];
}

/** The mistakes of an object that has its defaults: its kind's own, and only without these the ones of all kinds. */
export function validateNewObject(object: ApiObject, kind: ApiKind, gates?: FeatureGates): readonly FieldError[] {
  return withMetadataMistakes(kind.validate(object, gates), object, kind);
}

/** The same for an object that a server holds already. */
export function validateStoredObject(object: ApiObject, kind: ApiKind): readonly FieldError[] {
  return withMetadataMistakes(kind.validateStored?.(object) ?? kind.validate(object), object, kind);
}

function withMetadataMistakes(
  own: readonly FieldError[],
  object: ApiObject,
  { namespaced }: ApiKind,
): readonly FieldError[] {
  if (own.length > 0) return own;
  return validateObjectMeta(metadataOf(object), namespaced, pathSegmentNameProblems, METADATA);
}

/** What replacing `old`, which is stored, by the manifest would end in, whatever version the manifest was made of. */
export function updateObject(manifest: unknown, old: ApiObject, kind: ApiKind, gates?: FeatureGates): CreateOutcome {
  const { value, problems } = readObject(manifest, kind);
  if (problems.length > 0) return { kind: "undecodable", problems };
  takeOver(metadataOf(value), metadataOf(old));
  kind.prepareForUpdate?.(value, old, gates);
  keepLifetime(metadataOf(value), metadataOf(old));
  const errors = validateReplacement(value, old, kind, gates);
  if (errors.length > 0) return { kind: "invalid", errors };
  return { kind: "created", object: value, warnings: distinct(kind.warningsOnUpdate?.(value, old)) };
}

/** What only the server counts. */
function takeOver(metadata: Draft<ObjectMeta>, { resourceVersion, generation }: ObjectMeta): void {
  delete metadata.resourceVersion;
  delete metadata.generation;
  if (resourceVersion !== undefined) metadata.resourceVersion = resourceVersion;
  if (generation !== undefined) metadata.generation = generation;
}

/** What no update changes: when the object came to be and when it goes. */
function keepLifetime(metadata: Draft<ObjectMeta>, old: ObjectMeta): void {
  const { uid, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds } = old;
  if (uid !== undefined) metadata.uid ??= uid;
  if (creationTimestamp !== undefined) metadata.creationTimestamp = creationTimestamp;
  if (deletionTimestamp !== undefined) metadata.deletionTimestamp = deletionTimestamp;
  if (deletionGracePeriodSeconds !== undefined) metadata.deletionGracePeriodSeconds ??= deletionGracePeriodSeconds;
}

/** Unlike those of a new object, its kind's mistakes and the ones of all kinds are told together. */
function validateReplacement(
  object: ApiObject,
  old: ApiObject,
  kind: ApiKind,
  gates: FeatureGates | undefined,
): readonly FieldError[] {
  const metadata = metadataOf(object);
  return [
    ...validateObjectMeta(metadata, kind.namespaced, pathSegmentNameProblems, METADATA),
    ...validateObjectMetaUpdate(metadata, metadataOf(old), METADATA),
    ...(kind.validateUpdate?.(object, old, gates) ?? kind.validate(object, gates)),
  ];
}

/** The server's text for what could not be decoded: a refusal by itself, else all unknown fields. */
export function decodeErrorText(problems: readonly DecodeProblem[]): string {
  const wrong = problems.filter((problem) => problem.kind === "wrong-type");
  const first = wrong.find(({ final }) => final) ?? wrong[0];
  if (first !== undefined) return first.message;
  return `strict decoding error: ${problems.map(({ message }) => message).join(", ")}`;
}
