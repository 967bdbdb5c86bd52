// What the API server stores when an object beside pods is created or replaced: what it fills in, and what it does not let the
// request change. Pure.
// Imitates staging apiserver pkg/registry/rest/{create,update}.go and the strategies in pkg/registry, v1.36.

import { merged } from "../../../base/merged.ts";
import { areSameFields, isSame } from "../../../base/same-data.ts";

import { storedApiKindOf } from "../../../model/api/api-kinds.ts";
import { withSentStatus } from "../../../model/api-server/status-update.ts";
import { createObject } from "../../../model/api/create-object.ts";
import type { ObjectMeta } from "../../../model/api/types/object-meta.ts";
import type { FeatureGates } from "../../../model/feature-gates.ts";

import type { StoredKind, StoredObject } from "../../../cluster/object-store.ts";

/** What the server knows of an object that comes. */
export interface Arrival {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  /** As the API writes it. */
  readonly createdAt: string;
}

export type Creation =
  { readonly kind: "created"; readonly stored: StoredObject } | { readonly kind: "invalid"; readonly message: string };

/** A new object as it is stored; `gates` are those of the API server that are set. */
export function createdObject({ kind, object }: StoredObject, arrival: Arrival, gates?: FeatureGates): Creation {
  const { name, namespace, uid, createdAt } = arrival;
  const metadata = merged(object.metadata ?? {}, namespace === "" ? { name, uid } : { name, namespace, uid });
  const wished = merged(object, { metadata });
  const apiKind = storedApiKindOf(kind);
  if (apiKind === undefined)
    return { kind: "created", stored: withMetadata(kind, wished, { creationTimestamp: createdAt }) };
  const typed = merged(wished, { apiVersion: apiKind.apiVersion, kind });
  const outcome = createObject(typed, apiKind, uid, gates);
  if (outcome.kind === "created") {
    return {
      kind: "created",
      stored: withMetadata(kind, outcome.object, { creationTimestamp: createdAt }),
    };
  }
  const problems =
    outcome.kind === "invalid"
      ? outcome.errors.map(({ path, message }) => `${path.toString()}: ${message}`)
      : outcome.problems.map((problem) => problem.kind);
  return { kind: "invalid", message: `${kind} "${name}" is invalid: ${problems.join(", ")}` };
}

/**
 * The object as it stands after a request about its spec and metadata, or about its status; undefined where that is as it is.
 * A new generation begins when what is wanted changes.
 */
export function replacedObject(
  wished: StoredObject,
  current: StoredObject,
  what: "spec" | "status",
): StoredObject | undefined {
  const next = wished.object as WithParts;
  const before = current.object as WithParts;
  if (what === "status") {
    const sent = withSentStatus(before, next);
    return isSame(sent, before) ? undefined : storedAs(current.kind, sent);
  }
  const isSameSpec = areSameFields(next, before, PARTS);
  const kept = keptMetadata(next.metadata, before.metadata);
  if (isSameSpec && isSame(kept, before.metadata)) return undefined;
  const { generation } = before.metadata ?? {};
  if (!isSameSpec && generation !== undefined) kept.generation = generation + 1;
  const { status: _status, metadata: _metadata, ...rest } = next;
  const { status } = before;
  return storedAs(current.kind, merged(rest, status === undefined ? { metadata: kept } : { metadata: kept, status }));
}

interface WithParts {
  readonly metadata?: ObjectMeta;
  readonly status?: unknown;
  readonly [field: string]: unknown;
}

/** What is no specification. */
const PARTS: ReadonlySet<string> = new Set(["metadata", "status"]);

type KeptMetadata = { -readonly [Name in keyof ObjectMeta]: ObjectMeta[Name] };

/** Identity and life are not the request's to change. */
function keptMetadata(wished: ObjectMeta = {}, known: ObjectMeta = {}): KeptMetadata {
  const kept: KeptMetadata = { ...wished };
  if (known.uid !== undefined) kept.uid = known.uid;
  if (known.creationTimestamp !== undefined) kept.creationTimestamp = known.creationTimestamp;
  if (known.deletionTimestamp !== undefined) kept.deletionTimestamp = known.deletionTimestamp;
  if (known.deletionGracePeriodSeconds !== undefined)
    kept.deletionGracePeriodSeconds = known.deletionGracePeriodSeconds;
  if (known.generation !== undefined) kept.generation = known.generation;
  return kept;
}

function withMetadata(kind: StoredKind, object: StoredObject["object"], more: Partial<ObjectMeta>): StoredObject {
  return storedAs(kind, merged(object, { metadata: merged(object.metadata ?? {}, more) }));
}

/** No type can say that an object is of the kind that it was before. */
function storedAs(kind: StoredKind, object: unknown): StoredObject {
  return { kind, object } as StoredObject;
}
