// By what objects are found that name one another.

import { namespaceIn, type StoredObject } from "../../cluster/object-store.ts";

/** `Kind/namespace/name`. */
export function objectKey(kind = "", namespace: string, name = ""): string {
  return `${kind}/${namespace}/${name}`;
}

export function storedKey(stored: StoredObject): string {
  return objectKey(stored.kind, namespaceIn(stored), stored.object.metadata?.name);
}
