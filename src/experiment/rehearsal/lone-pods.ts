// Pods that no controller makes anew: how they fared with a loss, beside the same run without it. Knows the cluster.
// What becomes of them on a node that is silent: pkg/controller/tainteviction, v1.36 (deleted, and nobody replaces them).

import { inSeconds, span, type SimTime } from "../../base/time.ts";

import { controllingOwner } from "../../model/controlling-owner.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { isPodReady, LivePodView } from "../../cluster/live-pods.ts";
import { WORKLOAD_KINDS } from "../../cluster/object-store.ts";
import { ASSUMED, DELETED, FAILED, PENDING, SUCCEEDED, type PodId } from "../../cluster/pod-table.ts";

import type { LonePod, LonePods } from "./rehearsal-result.ts";

/** Pods that are named. */
const NAMED_MAX = 100;

type Fare = "serves" | "done" | LonePod["became"];

/** Of two runs that have ended, without and with the loss of the nodes of these names at `at`. */
export function lonePods(before: ClusterState, after: ClusterState, lost: ReadonlySet<string>, at: SimTime): LonePods {
  const calm = lonePodsByName(before);
  const missing: LonePod[] = [];
  let missingCount = 0;
  let backCount = 0;
  let latestUs: number = at;
  for (const [name, pod] of lonePodsByName(after)) {
    const calmPod = calm.get(name);
    if (calmPod === undefined) continue;
    const node = new LivePodView(before, calmPod).nodeName ?? null;
    const became = fareOf(after, pod);
    if (became !== "serves" && became !== "done") {
      if (!isWorse(became, fareOf(before, calmPod))) continue;
      missingCount += 1;
      if (missing.length < NAMED_MAX) missing.push({ pod: name, node, owner: ownerOf(after, pod), became });
    } else if (node !== null && lost.has(node) && isBackSince(at, servesSinceUs(after, pod), before, calmPod)) {
      backCount += 1;
      latestUs = Math.max(latestUs, servesSinceUs(after, pod));
    }
  }
  const recoverySeconds = missingCount > 0 ? null : inSeconds(span(latestUs - at));
  return { missing, missingCount, backCount, recoverySeconds };
}

/** The latest of each name, as `namespace/name`. */
function lonePodsByName(cluster: ClusterState): ReadonlyMap<string, PodId> {
  const { classes, pods } = cluster;
  const found = new Map<string, PodId>();
  for (let pod = 0; pod < pods.size; pod += 1) {
    const { namespace } = classes.get(pods.classOf(pod));
    const kind = controllerOf(cluster, pod)?.kind ?? "";
    // A node's own pods go and come with it.
    if (kind !== "Node" && !WORKLOAD_KINDS.has(kind)) found.set(`${namespace}/${pods.nameOf(pod)}`, pod);
  }
  return found;
}

function controllerOf({ classes, pods }: ClusterState, pod: PodId) {
  const { metadata } = classes.get(pods.classOf(pod)).pod;
  return controllingOwner(metadata);
}

function ownerOf(cluster: ClusterState, pod: PodId): string | null {
  const owner = controllerOf(cluster, pod);
  return owner === undefined ? null : `${owner.kind}/${owner.name}`;
}

function fareOf(cluster: ClusterState, pod: PodId): Fare {
  const { pods } = cluster;
  const phase = pods.phaseOf(pod);
  if (phase === SUCCEEDED) return "done";
  if (phase === FAILED) return "failed";
  if (phase === DELETED || pods.isTerminating(pod)) return "deleted";
  if (phase === PENDING || phase === ASSUMED) return "pending";
  return isPodReady(cluster, pod) ? "serves" : "not-ready";
}

/** Who has failed, is gone or waits without the loss, too, is not touched by it; who only starts may not have been ready before. */
function isWorse(became: LonePod["became"], calm: Fare): boolean {
  if (calm === "serves" || calm === "done") return true;
  return calm === "not-ready" && became !== "not-ready";
}

/** Ready, or at its end, since a moment after the loss at which nothing of the kind happens without it. */
function isBackSince(at: SimTime, sinceUs: number, calm: ClusterState, pod: PodId): boolean {
  return sinceUs > at && sinceUs !== servesSinceUs(calm, pod);
}

function servesSinceUs({ life, pods }: ClusterState, pod: PodId): number {
  if (pods.phaseOf(pod) === SUCCEEDED) return pods.endedAtUs(pod);
  return life.readinessOf(pod) === undefined ? pods.startedAtUs(pod) : life.readinessSinceUs(pod);
}
