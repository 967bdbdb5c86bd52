// Owners and what they own, for tests. Knows no rule.

import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import type { OwnerReference } from "../../../../src/model/objects.ts";

interface Traits {
  readonly owners?: readonly OwnerReference[];
  readonly finalizers?: readonly string[];
  readonly isDeleted?: boolean;
}

type PlainKind = "ControllerRevision" | "Deployment" | "PersistentVolumeClaim" | "ReplicaSet" | "StatefulSet";

/** An object with nothing but metadata. */
export function stored(kind: PlainKind, name: string, { owners, finalizers, isDeleted }: Traits = {}): StoredObject {
  const metadata = {
    name,
    namespace: "default",
    uid: `uid-${name}`,
    ...(owners === undefined ? {} : { ownerReferences: owners }),
    ...(finalizers === undefined ? {} : { finalizers }),
    ...(isDeleted === true ? { deletionTimestamp: "1970-01-01T00:00:00Z" } : {}),
  };
  return { kind, object: { metadata } };
}
