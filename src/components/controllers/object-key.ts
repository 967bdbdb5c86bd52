// The keys by which controllers' queues know objects: `namespace/name`.
// Imitates staging client-go tools/cache/store.go (MetaNamespaceKeyFunc, SplitMetaNamespaceKey), v1.36.

import { JoinedNames } from "../../base/joined-names.ts";

import type { ObjectMeta } from "../../model/api/types/object-meta.ts";

export interface ObjectKey {
  readonly namespace: string;
  readonly name: string;
}

const KEYS = new JoinedNames();

export function keyOf({ namespace = "default", name = "" }: ObjectMeta | undefined = {}): string {
  return keyNamed(namespace, name);
}

export function keyNamed(namespace: string, name: string): string {
  return KEYS.of(namespace, name);
}

/** Keys that have been taken apart: queues hand out the same ones again and again, and a new name would be hashed anew by whoever looks it up. */
const TAKEN_APART = new Map<string, ObjectKey>();
const TAKEN_APART_MOST = 10_000;

export function objectOfKey(key: string): ObjectKey {
  let object = TAKEN_APART.get(key);
  if (object === undefined) {
    const slash = key.indexOf("/");
    object = { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
    if (TAKEN_APART.size === TAKEN_APART_MOST) TAKEN_APART.clear();
    TAKEN_APART.set(key, object);
  }
  return object;
}
