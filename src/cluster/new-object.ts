// What is to be created: a pod of a known class, or another object. Knows the tables.

import type { Change } from "./change.ts";
import type { ClassId } from "./class-table.ts";
import type { ClusterState } from "./cluster-state.ts";
import { namespaceIn, type StoredObject } from "./object-store.ts";

export type NewObject =
  | { readonly kind: "pod"; readonly classId: ClassId; readonly name: string }
  | { readonly kind: "stored"; readonly stored: StoredObject };

/** What the changes would create that is not there yet. */
export function newObjectsOf(cluster: ClusterState, changes: readonly Change[]): readonly NewObject[] {
  const created: NewObject[] = [];
  for (const change of changes) {
    if (change.kind === "pod-created") created.push({ kind: "pod", classId: change.classId, name: change.name });
    else if (change.kind === "object-stored" && isNew(cluster, change.stored)) {
      created.push({ kind: "stored", stored: change.stored });
    }
  }
  return created;
}

function isNew({ objects }: ClusterState, stored: StoredObject): boolean {
  return objects.find(stored.kind, namespaceIn(stored), stored.object.metadata?.name ?? "") === undefined;
}
