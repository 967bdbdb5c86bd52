// How the pods of a run stand at its end beyond their number: which were evicted, which nobody brings back, which Jobs failed.
// Knows the cluster and what was said during the run.

import type { ClusterState } from "../cluster/cluster-state.ts";
import { ASSUMED, BOUND, DELETED, FAILED, RUNNING, type PodId } from "../cluster/pod-table.ts";

import { refusalOf } from "../metrics/availability/quota-refusals.ts";
import type { Chronicle } from "../metrics/chronicle-probe.ts";

import type { PodCounts } from "./result.ts";

/** Why the condition Failed of a Job is true (k8s.io/api/batch/v1, pkg/controller/job, v1.36). */
const JOB_FAILURES: ReadonlySet<string> = new Set([
  "BackoffLimitExceeded",
  "DeadlineExceeded",
  "FailedIndexes",
  "MaxFailedIndexesExceeded",
  "PodFailurePolicy",
]);

const ON_NODES: ReadonlySet<number> = new Set([ASSUMED, BOUND, RUNNING]);

/** Names that are told. */
const NAMED = 3;

/** Pods that a ReplicaSet or its like cannot create, and what the API server says of that. */
export interface QuotaRefusal {
  /** `deployment/web`, with the namespace where it is not the default one. */
  readonly owner: string;
  readonly replicas: number;
  readonly words: string;
}

export interface EndStanding {
  /** Of the failed pods, those with status.reason `Evicted`. */
  readonly evicted: number;
  /** Of those on nodes, how many are to go, and are still there. */
  readonly terminating: number;
  /** `namespace/name` of pods without a controller that failed, are gone or are to go, in the order of their creation. */
  readonly lost: readonly string[];
  /** `namespace/name` of the Jobs that failed during the run. */
  readonly failedJobs: readonly string[];
  readonly refusals: readonly QuotaRefusal[];
}

export function endStanding(cluster: ClusterState, chronicle: Chronicle, first: PodId): EndStanding {
  const { pods, life } = cluster;
  const lost: string[] = [];
  let [evicted, terminating] = [0, 0];
  for (let pod = 0; pod < pods.size; pod += 1) {
    const phase = pods.phaseOf(pod);
    if (phase === FAILED && pod >= first && life.detailOf(pod).reason === "Evicted") evicted += 1;
    if (pod >= first && ON_NODES.has(phase) && pods.isTerminating(pod)) terminating += 1;
    // Those that made way for others are told of as such.
    const isGoing = (phase === DELETED || pods.isTerminating(pod)) && !pods.isPreempted(pod);
    if ((isGoing || phase === FAILED) && isBare(cluster, pod))
      lost.push(`${cluster.classOfPod(pod).namespace}/${pods.nameOf(pod)}`);
  }
  const failedJobs = chronicle.events.filter(({ kind, reason }) => kind === "Job" && JOB_FAILURES.has(reason));
  const refusals = quotaRefusals(cluster);
  return { evicted, terminating, lost, failedJobs: failedJobs.map(({ object }) => object), refusals };
}

function quotaRefusals({ objects }: ClusterState): readonly QuotaRefusal[] {
  const sets = [...objects.list("ReplicaSet")].map((object) => ({ kind: "ReplicaSet", object }) as const);
  return sets.flatMap((stored): QuotaRefusal[] => {
    const refusal = refusalOf(stored);
    if (refusal === undefined) return [];
    const { name = "", namespace = "default", ownerReferences = [] } = stored.object.metadata ?? {};
    const owner = ownerReferences.find(({ controller }) => controller === true) ?? { kind: stored.kind, name };
    const key = [`${namespace}/${owner.name}`];
    return [{ owner: named((owner.kind ?? "").toLowerCase(), key), ...refusal }];
  });
}

function isBare(cluster: ClusterState, pod: PodId): boolean {
  const { ownerReferences = [] } = cluster.classOfPod(pod).pod.metadata;
  return !ownerReferences.some(({ controller }) => controller === true);
}

/** How many run, how many do not and why; undefined where none failed and none is lost. */
export function standingParts(pods: PodCounts, standing: EndStanding | undefined): readonly string[] | undefined {
  if (standing === undefined) return undefined;
  const { evicted, terminating, lost, failedJobs, refusals } = standing;
  const kept = refusals.reduce((sum, { replicas }) => sum + replicas, 0);
  if (pods.failed + lost.length + failedJobs.length + kept === 0) return undefined;
  const { created, placed, running, succeeded, failed, pending, gated, preempted, refused } = pods;
  const deleted = created - placed - succeeded - failed - pending - gated - preempted;
  const staying = placed - terminating;
  const others = [
    ...(terminating > 0 ? [`${terminating} ${terminating === 1 ? "is" : "are"} terminating`] : []),
    ...(succeeded > 0 ? [`${succeeded} succeeded`] : []),
    ...(failed > 0
      ? [failed === evicted ? `${failed} ${failed === 1 ? "was" : "were"} evicted` : failedText(failed, evicted)]
      : []),
    ...(deleted > 0 ? [`${deleted} ${deleted === 1 ? "was" : "were"} deleted`] : []),
    ...(kept > 0 ? [`a quota refuses ${kept} more`] : []),
  ];
  const [verb, being] = staying === 1 ? ["runs", "is"] : ["run", "are"];
  const state = running === placed ? verb : `${being} placed`;
  return [`At the end ${staying} of ${created + refused} pods ${state}`, ...others];
}

function failedText(failed: number, evicted: number): string {
  return evicted === 0 ? `${failed} failed` : `${failed} failed, ${evicted} of them evicted`;
}

/** Jobs that failed and pods that nobody brings back, by name; undefined where there are none. */
export function lossSentence(standing: EndStanding | undefined): string | undefined {
  const { failedJobs, lost } = standing ?? { failedJobs: [], lost: [] };
  const sentences = [
    ...(failedJobs.length === 0 ? [] : [`${countOf(failedJobs, "Job")} failed: ${named("job", failedJobs)}.`]),
    ...(lost.length === 0 ? [] : [`No controller brings back ${countOf(lost, "pod")}: ${named("pod", lost)}.`]),
  ];
  return sentences.length === 0 ? undefined : sentences.join(" ");
}

function countOf(names: readonly string[], noun: string): string {
  return `${names.length} ${noun}${names.length === 1 ? "" : "s"}`;
}

/** `pod/a, pod/b`, with the namespace where it is not the default one. */
function named(kind: string, names: readonly string[]): string {
  const shown = names.slice(0, NAMED).map((name) => `${kind}/${name.replace(/^default\//, "")}`);
  return names.length > NAMED ? `${shown.join(", ")}, and ${names.length - NAMED} more` : shown.join(", ");
}
