// What objects say of the replicas of a workload: which kinds are workloads, who controls an object, how many replicas it wants.
// Pure functions of what the API shows. Source: k8s.io/api/apps/v1/types.go, v1.36.

import { ORPHAN_FINALIZER } from "../../model/api-server/deletion.ts";
import type { Deployment } from "../../model/api/types/workload.ts";
import { controllingOwner } from "../../model/controlling-owner.ts";
import type { Pod } from "../../model/objects.ts";

import type { StoredObject } from "../../cluster/object-store.ts";
import type { BookName } from "./workload-book.ts";

type Owned = Pick<StoredObject["object"], "metadata"> | Pick<Pod, "metadata">;

export const WORKLOAD_KINDS: ReadonlySet<string> = new Set<BookName["kind"]>([
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
  "DaemonSet",
]);

export function controllerOf({ metadata }: Owned): { readonly kind: string; readonly name: string } | undefined {
  const owner = controllingOwner(metadata);
  return owner === undefined ? undefined : { kind: owner.kind ?? "", name: owner.name ?? "" };
}

export function haveSameController({ object }: StoredObject, { object: other }: StoredObject): boolean {
  const [one, another] = [controllerOf(object), controllerOf(other)];
  return one?.kind === another?.kind && one?.name === another?.name;
}

/** Of one of WORKLOAD_KINDS. One that goes and leaves its pods behind wants none any more. */
export function desiredOf(stored: StoredObject): number {
  const { deletionTimestamp, finalizers = [] } = stored.object.metadata ?? {};
  if (deletionTimestamp !== undefined && finalizers.includes(ORPHAN_FINALIZER)) return 0;
  if (stored.kind === "DaemonSet") return stored.object.status?.desiredNumberScheduled ?? 0;
  return (stored.object as Deployment).spec?.replicas ?? 1;
}

/** Nothing was known of what the workload wants: a DaemonSet wants what its controller has counted. */
export function isFirstSeen(previous: StoredObject | undefined): boolean {
  if (previous === undefined) return true;
  return previous.kind === "DaemonSet" && (previous.object.status?.observedGeneration ?? 0) === 0;
}
