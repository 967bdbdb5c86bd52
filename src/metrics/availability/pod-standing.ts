// What a pod counts as in the book of its workload: whether it serves, and what it lacks if it does not. Knows the cluster.

import type { Change } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { LiveContainer } from "../../cluster/live-pod.ts";
import { isPodReady } from "../../cluster/live-pods.ts";
import type { PodDetail } from "../../cluster/pod-life.ts";
import { NONE, type PodId } from "../../cluster/pod-table.ts";

export const SERVES = 1;
export const HAS_NO_ROOM = 2;
export const CRASHES = 4;
/** It is there, and nobody has asked for its end. */
export const IS_THERE = 8;
export const HAS_NO_IMAGE = 16;

/** Reasons for which a container waits (pkg/kubelet/images/types.go, pkg/kubelet/kubelet_pods.go, v1.36). */
const LACKS: ReadonlyMap<string, number> = new Map([
  ["CrashLoopBackOff", CRASHES],
  ["ErrImagePull", HAS_NO_IMAGE],
  ["ImagePullBackOff", HAS_NO_IMAGE],
  ["ErrImageNeverPull", HAS_NO_IMAGE],
  ["InvalidImageName", HAS_NO_IMAGE],
]);

/** The bits that hold after a change; undefined: as it stands now. `before` are those that held. */
export function standingOf(cluster: ClusterState, pod: PodId, change: Change | undefined, before: number): number {
  const { pods, life } = cluster;
  if (pods.hasEnded(pod) || pods.isTerminating(pod)) return 0;
  if (isPodReady(cluster, pod)) return IS_THERE | SERVES;
  const reason = lackingReason(life.detailOf(pod));
  if (reason !== undefined) return IS_THERE | LACKS.get(reason)!;
  if (change?.kind === "pod-unschedulable") return IS_THERE | HAS_NO_ROOM;
  return IS_THERE | (pods.nodeOf(pod) === NONE ? before & HAS_NO_ROOM : 0);
}

/** Why a container of the pod waits that should run, of the first that does; undefined: none does. */
export function lackingReason({ containers = [], initContainers = [] }: PodDetail): string | undefined {
  return firstLack(containers) ?? firstLack(initContainers);
}

function firstLack(containers: readonly LiveContainer[]): string | undefined {
  for (const { state } of containers) if (state.kind === "waiting" && LACKS.has(state.reason)) return state.reason;
  return undefined;
}

export function flag(standing: number, bit: number): 0 | 1 {
  return (standing & bit) === 0 ? 0 : 1;
}
