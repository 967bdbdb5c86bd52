// The way of an object into the API server, without admission: strict decoding, defaults, what the server sets
// itself, validation. Imitates apiserver pkg/registry/rest (BeforeCreate, BeforeUpdate), v1.36.

import { pathSegmentNameProblems } from "../name-formats.ts";
import type { ApiKind, ApiObject } from "./api-kind.ts";
import type { Draft } from "./api-type.ts";
import { decodeStruct, type DecodeProblem } from "./decode.ts";
import type { FieldError } from "./field-error.ts";
import { FieldPath } from "./field-path.ts";
import type { ObjectMeta } from "./types/object-meta.ts";
import { validateObjectMeta } from "./validation/object-meta.ts";

const DEFAULT_NAMESPACE = "default";
const METADATA = FieldPath.root("metadata");

export type CreateOutcome =
  | { readonly kind: "created"; readonly object: ApiObject; readonly warnings: readonly string[] }
  /** Nothing is validated that was not understood. */
  | { readonly kind: "undecodable"; readonly problems: readonly DecodeProblem[] }
  | { readonly kind: "invalid"; readonly errors: readonly FieldError[] };

/** What `kubectl create` of the manifest would end in; `uid` is what the server would draw at random. */
export function createObject(manifest: unknown, kind: ApiKind, uid: string): CreateOutcome {
  const { value, problems } = decodeStruct(manifest, kind.type);
  if (problems.length > 0) return { kind: "undecodable", problems };
  completeMetadata(value, kind);
  kind.applyDefaults(value);
  (value["metadata"] as Draft<ObjectMeta>).uid = uid;
  kind.prepareForCreate(value);
  const errors = validateNewObject(value, kind);
  if (errors.length > 0) return { kind: "invalid", errors };
  return { kind: "created", object: value, warnings: kind.warningsOnCreate?.(value) ?? [] };
}

/** What a request fills in: the namespace in which it is made. */
function completeMetadata(object: ApiObject, { namespaced }: ApiKind): void {
  const metadata = (object["metadata"] ??= {}) as Draft<ObjectMeta>;
  if (namespaced) metadata.namespace ??= DEFAULT_NAMESPACE;
}

/** The mistakes of an object that has its defaults: its kind's own, and only without these the ones of all kinds. */
export function validateNewObject(object: ApiObject, kind: ApiKind): readonly FieldError[] {
  const own = kind.validate(object);
  if (own.length > 0) return own;
  const { namespaced } = kind;
  return validateObjectMeta(
    object["metadata"] as ObjectMeta | undefined,
    namespaced,
    pathSegmentNameProblems,
    METADATA,
  );
}

/** What replacing `old`, which is stored, by the manifest would end in. */
export function updateObject(manifest: unknown, old: ApiObject, kind: ApiKind): CreateOutcome {
  const { value, problems } = decodeStruct(manifest, kind.type);
  if (problems.length > 0) return { kind: "undecodable", problems };
  completeMetadata(value, kind);
  kind.applyDefaults(value);
  kind.prepareForUpdate?.(value, old);
  const errors = kind.validateUpdate?.(value, old) ?? kind.validate(value);
  if (errors.length > 0) return { kind: "invalid", errors };
  return { kind: "created", object: value, warnings: kind.warningsOnUpdate?.(value, old) ?? [] };
}

/** The server's text for what could not be decoded: a refusal by itself, else all unknown fields. */
export function decodeErrorText(problems: readonly DecodeProblem[]): string {
  const wrong = problems.filter((problem) => problem.kind === "wrong-type");
  const first = wrong.find(({ final }) => final) ?? wrong[0];
  if (first !== undefined) return first.message;
  return `strict decoding error: ${problems.map(({ message }) => message).join(", ")}`;
}
