// What the API server itself sets when objects with a status are created and replaced: the status is not the
// user's to write, and the generation counts changes of what is wanted.
// Imitates PrepareForCreate and PrepareForUpdate of the strategies in pkg/registry, v1.36.

import type { Draft } from "./api-type.ts";
import type { ObjectMeta } from "./types/object-meta.ts";

interface ObjectWithStatus {
  readonly metadata?: ObjectMeta;
  readonly status?: unknown;
}

/** A new object has no status and is of the first generation. */
export function beginGenerations(object: Draft<ObjectWithStatus>): void {
  delete object.status;
  object.metadata ??= {};
  object.metadata.generation = 1;
}

/** An update leaves the status alone. */
export function keepStatus(object: Draft<ObjectWithStatus>, old: ObjectWithStatus): void {
  if (old.status === undefined) delete object.status;
  else object.status = old.status;
}

/** The generation after the one that is stored. */
export function nextGeneration(object: Draft<ObjectWithStatus>, old: ObjectWithStatus): void {
  object.metadata ??= {};
  object.metadata.generation = (old.metadata?.generation ?? 0) + 1;
}
