// Which of two pods is worth more to a preemption: the one of higher priority, then the one that has run for longer.
// Imitates pkg/scheduler/util/utils.go (MoreImportantPod, GetPodStartTime), v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

/** The pod's priority. */
export function priorityOf({ classes, pods }: ClusterState, pod: PodId): number {
  return classes.priorityOf(pods.classOf(pod));
}

/** When the kubelet took the pod up, µs of simulated time; a pod that has not started counts as starting now. */
export function startedUsOf({ pods, now }: ClusterState, pod: PodId): number {
  const startedUs = pods.statusStartUs(pod);
  return Number.isNaN(startedUs) ? now : startedUs;
}

/** True if `left` is strictly more important. */
export function isMoreImportant(cluster: ClusterState, left: PodId, right: PodId): boolean {
  const higher = priorityOf(cluster, left) - priorityOf(cluster, right);
  return higher === 0 ? startedUsOf(cluster, left) < startedUsOf(cluster, right) : higher > 0;
}
