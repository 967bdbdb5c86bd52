// The keys by which controllers' queues know objects: `namespace/name`.
// Imitates staging client-go tools/cache/store.go (MetaNamespaceKeyFunc, SplitMetaNamespaceKey), v1.36.

import type { ObjectMeta } from "../../model/api/types/object-meta.ts";

export interface ObjectKey {
  readonly namespace: string;
  readonly name: string;
}

export function keyOf({ namespace = "default", name = "" }: ObjectMeta | undefined = {}): string {
  return `${namespace}/${name}`;
}

export function objectOfKey(key: string): ObjectKey {
  const slash = key.indexOf("/");
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
