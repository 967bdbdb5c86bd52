// Who controls an object, and how an object is marked as somebody's.
// Imitates staging apimachinery pkg/apis/meta/v1/controller_ref.go, v1.36.

import { present } from "../../base/invariant.ts";

import { controllingOwner } from "../../model/controlling-owner.ts";
import type { ObjectMeta, OwnerReference } from "../../model/objects.ts";
import type { ObjectMeta as StoredMeta } from "../../model/api/types/object-meta.ts";

/** A reference to the controlling owner. */
export interface ControllerReference extends OwnerReference {
  readonly apiVersion: string;
  readonly uid: string;
  readonly controller: true;
  readonly blockOwnerDeletion: true;
}

/** An owner reference as any object may carry it: all but `controller` is said. */
type AnyReference = NonNullable<StoredMeta["ownerReferences"]>[number] | OwnerReference;

/** The reference to whoever controls the object; undefined for an orphan. */
export function controllerOf(metadata: StoredMeta | ObjectMeta | undefined): AnyReference | undefined {
  return controllingOwner<AnyReference>(metadata);
}

/** Whether an owner of the kind controls the object, or nobody does. */
export function isOfKindOrOrphan(metadata: StoredMeta | ObjectMeta | undefined, kind: string): boolean {
  return (controllerOf(metadata)?.kind ?? kind) === kind;
}

/** The reference by which an object says that this one controls it. */
export function controllerReference(
  apiVersion: string,
  kind: string,
  metadata: StoredMeta | ObjectMeta | undefined,
): ControllerReference {
  return {
    apiVersion,
    kind,
    name: present(metadata?.name, "an owner has a name"),
    uid: present(metadata?.uid, "an owner has a uid"),
    controller: true,
    blockOwnerDeletion: true,
  };
}
