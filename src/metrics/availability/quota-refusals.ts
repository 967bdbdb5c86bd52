// How many replicas of a workload are not created because a quota refuses them. ReplicaSets say so in their
// status; StatefulSets and DaemonSets do not. Knows the objects of the API.
// Imitates what callers see of plugin/pkg/admission/resourcequota/controller.go (checkRequest) through
// pkg/controller/replicaset/replica_set_utils.go (calculateStatus), v1.36.

import type { StoredObject } from "../../cluster/object-store.ts";

/** A quota that is full, or that asks for requests or limits which the pod does not have. */
const QUOTA_WORDS = /(?:exceeded|failed) quota: /;

/** The words of the API server from the quota on; undefined if it was no quota that refused. */
function quotaWords(message: string): string | undefined {
  const found = QUOTA_WORDS.exec(message);
  return found === null ? undefined : message.slice(found.index);
}

/** What a ReplicaSet says of a quota that keeps it from creating pods; undefined if none does. */
export function refusalOf(stored: StoredObject): { readonly replicas: number; readonly words: string } | undefined {
  if (stored.kind !== "ReplicaSet" && stored.kind !== "ReplicationController") return undefined;
  const { spec, status } = stored.object;
  const failure = status?.conditions?.find(
    ({ type, reason }) => type === "ReplicaFailure" && reason === "FailedCreate",
  );
  const words = failure === undefined ? undefined : quotaWords(failure.message ?? "");
  const replicas = (spec?.replicas ?? 1) - (status?.replicas ?? 0);
  return words === undefined || replicas <= 0 ? undefined : { replicas, words };
}

/** By how many more pods a quota keeps back after the change of an object. */
export function refusalsMore(stored: StoredObject, previous: StoredObject | undefined): number {
  return (refusalOf(stored)?.replicas ?? 0) - (previous === undefined ? 0 : (refusalOf(previous)?.replicas ?? 0));
}
