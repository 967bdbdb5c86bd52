// Why a pod no longer serves, from what happened to it at that moment; and why one does not that is found so, as in a dump.

import { US_PER_SECOND } from "../../base/time.ts";

import type { Change } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE, RUNNING, type PodId } from "../../cluster/pod-table.ts";
import type { OutageCause } from "./availability.ts";
import type { WorkloadBook } from "./workload-book.ts";

/** Reasons of the condition DisruptionTarget (k8s.io/api/core/v1, pkg/controller and pkg/kubelet, v1.36). */
const DISRUPTIONS: ReadonlyMap<string, OutageCause> = new Map([
  ["PreemptionByScheduler", "preemption"],
  ["EvictionByEvictionAPI", "eviction"],
  ["TerminationByKubelet", "eviction"],
  ["DeletionByPodGC", "failure"],
]);
/** A taint drove it out: that of a node that was lost, or one that somebody set. */
const TAINTED = "DeletionByTaintManager";

/** The only reason of a pod's end (status.reason) with which its kubelet does not save or clear its node. */
const OVERDUE = "DeadlineExceeded";

export function lossCause(
  cluster: ClusterState,
  pod: PodId,
  change: Change,
  books: readonly WorkloadBook[],
): OutageCause {
  if (change.kind === "pod-terminating" && change.preemptor !== undefined) return "preemption";
  const disruption = disruptionCause(cluster, pod);
  if (disruption !== undefined) return disruption;
  if (isNodeInTrouble(cluster, pod)) return "failure";
  return ownCause(change, books);
}

/** Of a pod that is found without its serving; undefined: it has ended, or nothing is known of its having served. */
export function foundCause(cluster: ClusterState, pod: PodId): OutageCause | undefined {
  const { pods } = cluster;
  if (pods.hasEnded(pod) || (pods.phaseOf(pod) !== RUNNING && !pods.isTerminating(pod))) return undefined;
  const disruption = disruptionCause(cluster, pod);
  if (disruption !== undefined) return disruption;
  if (isNodeLost(cluster, pod)) return "failure";
  if (pods.isTerminating(pod)) return "deletion";
  return hasBeenReady(cluster, pod) ? "not-ready" : undefined;
}

/** As its condition says; undefined: it says nothing of it. */
function disruptionCause(cluster: ClusterState, pod: PodId): OutageCause | undefined {
  const { reason = "" } = cluster.life.detailOf(pod).conditions?.["DisruptionTarget"] ?? {};
  if (reason === TAINTED) return isNodeLost(cluster, pod) ? "failure" : "eviction";
  return DISRUPTIONS.get(reason);
}

/** Its node is gone or silent, or said not to be ready. */
export function isNodeLost(cluster: ClusterState, pod: PodId): boolean {
  return isNodeInTrouble(cluster, pod) || !isNodeReady(cluster, pod);
}

/** As the API says it: what runs on a machine is known only once a run has begun. */
function isNodeReady(cluster: ClusterState, pod: PodId): boolean {
  const { nodes } = cluster;
  const node = nodeOf(cluster, pod);
  if (node === NONE || !nodes.has(node)) return true;
  const ready = nodes.record(node).object.status?.conditions?.find(({ type }) => type === "Ready");
  return ready === undefined || ready.status === "True";
}

/** Its readiness has changed since its start, or its containers have been started again. */
function hasBeenReady({ life, pods }: ClusterState, pod: PodId): boolean {
  if (life.readinessOf(pod) === undefined) return false;
  const { containers = [] } = life.detailOf(pod);
  if (containers.some(({ restartCount }) => restartCount > 0)) return true;
  // A kubelet says first that its pod is not ready, within the second in which it takes the pod up.
  return life.readinessSinceUs(pod) > pods.statusStartUs(pod) + US_PER_SECOND;
}

/** Its node is gone, or its kubelet says nothing. */
function isNodeInTrouble(cluster: ClusterState, pod: PodId): boolean {
  const { kubelets, nodes } = cluster;
  const node = nodeOf(cluster, pod);
  if (node === NONE) return false;
  const { runsContainers, postsStatus } = kubelets.of(node);
  return !nodes.has(node) || !runsContainers || !postsStatus;
}

/** Where it runs, or ran. */
function nodeOf({ life, pods }: ClusterState, pod: PodId): number {
  const node = pods.nodeOf(pod);
  return node === NONE ? life.ranOn(pod) : node;
}

/** Nothing disturbed it from outside. */
function ownCause(change: Change, books: readonly WorkloadBook[]): OutageCause {
  switch (change.kind) {
    case "pod-terminating":
    case "pod-deleted":
      return books.some(({ isRollingOut }) => isRollingOut) ? "rollout" : "deletion";
    case "pod-ended":
      return change.reason === undefined || change.reason === OVERDUE ? "crash-loop" : "eviction";
    case "pod-containers":
      return "crash-loop";
    default:
      return "not-ready";
  }
}
