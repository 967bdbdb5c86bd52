// What becomes of whole manifests of a kind, in forms that a test can write down.

import type { ApiKind, ApiObject } from "../../../src/model/api/api-kind.ts";
import { createObject, updateObject, type CreateOutcome } from "../../../src/model/api/create-object.ts";
import { encodeStruct } from "../../../src/model/api/encode.ts";
import { errorLines } from "./error-lines.ts";

const UID = "u";

/** The parts of a manifest that differ from case to case; its name is `a` unless they say another. */
export type ManifestParts = Readonly<Record<string, unknown>>;

/** The stored object, or what the server says of it. */
export type Told =
  { readonly object: ApiObject; readonly warnings: readonly string[] } | { readonly lines: readonly string[] };

function told(outcome: CreateOutcome, kind: ApiKind): Told {
  switch (outcome.kind) {
    case "created":
      return { object: encodeStruct(outcome.object, kind.type), warnings: outcome.warnings };
    case "undecodable":
      return { lines: outcome.problems.map(({ message }) => message) };
    case "invalid":
      return { lines: errorLines(outcome.errors) };
  }
}

function manifestOf(parts: ManifestParts): ManifestParts {
  return { ...parts, metadata: { name: "a", ...(parts["metadata"] as object | undefined) } };
}

export function create(kind: ApiKind, parts: ManifestParts): Told {
  return told(createObject(manifestOf(parts), kind, UID), kind);
}

/** The object that is stored of the manifest, which must be accepted. */
export function stored(kind: ApiKind, parts: ManifestParts): ApiObject {
  const outcome = createObject(manifestOf(parts), kind, UID);
  if (outcome.kind !== "created") throw new Error(JSON.stringify(told(outcome, kind)));
  return { ...outcome.object, metadata: { ...(outcome.object["metadata"] as object), resourceVersion: "1" } };
}

/** The same as the server would write it. */
export function created(kind: ApiKind, parts: ManifestParts): ApiObject {
  return encodeStruct(stored(kind, parts), kind.type);
}

/** What comes of replacing the object of `old` by that of `parts`. */
export function update(kind: ApiKind, old: ManifestParts, parts: ManifestParts): Told {
  return told(updateObject(manifestOf(parts), stored(kind, old), kind), kind);
}

/** The mistakes of a new object; empty if it is accepted. */
export function mistakes(kind: ApiKind, parts: ManifestParts): readonly string[] {
  const outcome = create(kind, parts);
  return "lines" in outcome ? outcome.lines : [];
}

/** The mistakes of a change; empty if it is accepted. */
export function changeMistakes(kind: ApiKind, old: ManifestParts, parts: ManifestParts): readonly string[] {
  const outcome = update(kind, old, parts);
  return "lines" in outcome ? outcome.lines : [];
}
