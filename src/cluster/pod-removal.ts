// What becomes of a pod when it is deleted for good: it is gone, or stays, as one that has ended, for as long as somebody holds it by a
// finalizer, as Job controllers do to count it.
// Imitates staging apiserver pkg/registry/generic/registry/store.go (deletionFinalizersForGarbageCollection, shouldDeleteNow), v1.36.

import type { Change } from "./change.ts";
import type { ClusterState } from "./cluster-state.ts";
import { FAILED, SUCCEEDED, type PodId } from "./pod-table.ts";

/** The changes that a DELETE without any grace comes to; nothing of the pod runs any more. */
export function removalOf(cluster: ClusterState, pod: PodId): readonly Change[] {
  const { finalizers = [] } = cluster.classOfPod(pod).pod.metadata;
  if (finalizers.length === 0) return [{ kind: "pod-deleted", pod }];
  const phase = cluster.pods.phaseOf(pod);
  const changes: Change[] = [];
  if (!cluster.pods.isTerminating(pod)) changes.push({ kind: "pod-terminating", pod, graceSeconds: 0 });
  if (phase !== SUCCEEDED && phase !== FAILED) changes.push({ kind: "pod-ended", pod, phase: "failed" });
  return changes;
}
