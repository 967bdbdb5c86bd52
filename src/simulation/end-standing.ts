// How the pods of a run stand at its end beyond their number: which were evicted, which nobody brings back, which are on lost nodes,
// which wait for one of their containers, how often containers were restarted, which Jobs failed or hang.
// Knows the cluster and what was said during the run.

import { controllingOwner } from "../model/controlling-owner.ts";
import { isMirrorPod } from "../model/kubelet/critical-pod.ts";

import type { ClusterState } from "../cluster/cluster-state.ts";
import { ASSUMED, BOUND, DELETED, FAILED, NONE, RUNNING, SUCCEEDED, type PodId } from "../cluster/pod-table.ts";

import { isNodeLost } from "../metrics/availability/outage-cause.ts";
import { lackingReason } from "../metrics/availability/pod-standing.ts";
import { refusalsInStatus, type ToldRefusal } from "../metrics/availability/quota-refusals.ts";
import { OTHER_OBJECTS, type Chronicle, type ChronicleProbe } from "../metrics/chronicle-probe.ts";

import { hangingJobs } from "./hanging-jobs.ts";
import type { PodCounts } from "./result.ts";

/** Why the condition Failed of a Job is true (k8s.io/api/batch/v1, pkg/controller/job, v1.36). */
const JOB_FAILURES: ReadonlySet<string> = new Set([
  "BackoffLimitExceeded",
  "DeadlineExceeded",
  "FailedIndexes",
  "MaxFailedIndexesExceeded",
  "PodFailurePolicy",
]);

/** Owners whose missing replicas are told of as theirs. */
const REPLICATING: ReadonlySet<string> = new Set(["ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet"]);

const ON_NODES: ReadonlySet<number> = new Set([ASSUMED, BOUND, RUNNING]);

/** Names that are told. */
const NAMED = 3;

/** Pods that a controller cannot create, and what the API server says of that. */
export interface QuotaRefusal {
  /** `deployment/web`, with the namespace where it is not the default one. */
  readonly owner: string;
  readonly replicas: number;
  readonly words: string;
}

/** Pods that were there before the run, by how they stand at its end; those in none of these are gone. */
export interface PodsBefore {
  readonly count: number;
  readonly placed: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
}

export interface EndStanding {
  readonly before: PodsBefore;
  /** Of the failed pods, those with status.reason `Evicted`. */
  readonly evicted: number;
  /** Of those on nodes, how many are to go, and are still there. */
  readonly terminating: number;
  /** Of those on nodes that are not to go, how many have a node that is gone, silent or not ready: what is asked of them nobody does. */
  readonly onLostNodes: number;
  /** Whether controllers ran. */
  readonly hasControllers: boolean;
  /**
   * `namespace/name` of pods without a controller that failed, or that are gone or are to go though their user did not ask for it,
   * in the order of their creation. Where no controllers run, no pod has one.
   */
  readonly lost: readonly string[];
  /** Pods on nodes of which a container does not get to run, but for those of workloads, and why, in the order of their creation. */
  readonly waiting: readonly WaitingPod[];
  /** How often containers were restarted, in how many pods, and where most often; undefined: never. */
  readonly restarts: Restarts | undefined;
  /** `namespace/name` of the Jobs that failed during the run. */
  readonly failedJobs: readonly string[];
  /** `namespace/name` of the Jobs that are not over, with a pod on a node that is lost. */
  readonly hangingJobs: readonly string[];
  readonly refusals: readonly QuotaRefusal[];
}

export interface WaitingPod {
  /** `namespace/name`. */
  readonly pod: string;
  /** As `CrashLoopBackOff`. */
  readonly reason: string;
}

export interface Restarts {
  readonly count: number;
  readonly pods: number;
  /** `namespace/name`. */
  readonly mostOften: string;
  readonly most: number;
}

/** Which pods are asked for, and how they were kept. */
export interface StandingOptions {
  /** Pods from this one on came during the run. */
  readonly first: PodId;
  readonly hasControllers: boolean;
  /** What StatefulSets, DaemonSets and Jobs say of quotas. */
  readonly refused: readonly ToldRefusal[];
}

export function endStanding(
  cluster: ClusterState,
  chronicle: ChronicleProbe,
  { first, hasControllers, refused }: StandingOptions,
): EndStanding {
  const { pods, life } = cluster;
  const { troubles } = chronicle;
  const lost: PodId[] = [];
  const waiting: WaitingPod[] = [];
  let [evicted, terminating, onLostNodes] = [0, 0, 0];
  for (let pod = 0; pod < pods.size; pod += 1) {
    const phase = pods.phaseOf(pod);
    if (phase === FAILED && life.detailOf(pod).reason === "Evicted") evicted += 1;
    const isGoing = pods.isTerminating(pod);
    const stays = ON_NODES.has(phase) && !isGoing;
    if (ON_NODES.has(phase) && isGoing) terminating += 1;
    if (stays && isNodeLost(cluster, pod)) onLostNodes += 1;
    const owner = hasControllers ? controllerKindOf(cluster, pod) : undefined;
    const reason = stays ? lackingReason(life.detailOf(pod)) : undefined;
    if (reason !== undefined && !REPLICATING.has(owner ?? "")) waiting.push({ pod: cluster.keyOfPod(pod), reason });
    // Those that made way for others are told of as such.
    const isGone = (phase === DELETED || isGoing) && !pods.isPreempted(pod) && troubles.isDisturbed(pod);
    if ((isGone || phase === FAILED) && owner === undefined) lost.push(pod);
  }
  return {
    before: podsBefore(cluster, first),
    evicted,
    terminating,
    onLostNodes,
    hasControllers,
    lost: withoutShownAgain(cluster, lost).map((pod) => cluster.keyOfPod(pod)),
    waiting,
    restarts: restartsOf(cluster, troubles.restarts),
    failedJobs: failedJobsOf(chronicle.chronicle()),
    hangingJobs: hasControllers ? hangingJobs(cluster) : [],
    refusals: [...refusalsInStatus(cluster.objects), ...refused].map((refusal) => refusalText(refusal)),
  };
}

/** Without static pods that their kubelet runs again, and shows by a mirror of the same name. */
function withoutShownAgain(cluster: ClusterState, gone: readonly PodId[]): readonly PodId[] {
  const isMirror = (pod: PodId) => isMirrorPod(cluster.classOfPod(pod).pod);
  if (!gone.some(isMirror)) return gone;
  const { pods } = cluster;
  const shown = new Set<string>();
  for (let pod = 0; pod < pods.size; pod += 1) {
    const isThere = ON_NODES.has(pods.phaseOf(pod)) && !pods.isTerminating(pod);
    if (isThere && isMirror(pod)) shown.add(cluster.keyOfPod(pod));
  }
  return gone.filter((pod) => !isMirror(pod) || !shown.has(cluster.keyOfPod(pod)));
}

/** Of the pods before `first`. All of them were on nodes when the run began. */
export function podsBefore({ pods }: ClusterState, first: PodId): PodsBefore {
  let [placed, running, succeeded, failed] = [0, 0, 0, 0];
  for (let pod = 0; pod < first; pod += 1) {
    const phase = pods.phaseOf(pod);
    if (ON_NODES.has(phase)) placed += 1;
    if (phase === RUNNING) running += 1;
    if (phase === SUCCEEDED) succeeded += 1;
    if (phase === FAILED) failed += 1;
  }
  return { count: first, placed, running, succeeded, failed };
}

function failedJobsOf({ events }: Pick<Chronicle, "events">): readonly string[] {
  const failures = events.filter(({ kind, reason }) => kind === "Job" && JOB_FAILURES.has(reason));
  // Each of those for whose names there was no room counts for itself.
  return failures.flatMap(({ object, count }) =>
    object === OTHER_OBJECTS ? Array.from({ length: count }, () => object) : [object],
  );
}

function restartsOf(cluster: ClusterState, restarts: ReadonlyMap<PodId, number>): Restarts | undefined {
  let [count, most, mostOften] = [0, 0, NONE];
  for (const [pod, times] of restarts) {
    count += times;
    if (times > most) [most, mostOften] = [times, pod];
  }
  return count === 0 ? undefined : { count, pods: restarts.size, mostOften: cluster.keyOfPod(mostOften), most };
}

function refusalText({ kind, namespace, name, replicas, words }: ToldRefusal): QuotaRefusal {
  return { owner: named(kind.toLowerCase(), [`${namespace}/${name}`]), replicas, words };
}

/** The kind of the pod's controller; undefined: nobody would bring it back. */
function controllerKindOf(cluster: ClusterState, pod: PodId): string | undefined {
  return controllingOwner(cluster.classOfPod(pod).pod.metadata)?.kind;
}

/**
 * How many run, how many do not and why, with those that were there before the run; undefined where none failed and none is lost or on a lost node.
 * `own`: the pods that came during the run.
 */
export function standingParts(own: PodCounts, standing: EndStanding | undefined): readonly string[] | undefined {
  if (standing === undefined) return undefined;
  const { before, evicted, terminating, onLostNodes, lost, waiting, failedJobs, refusals } = standing;
  const created = own.created + before.count;
  const [placed, running] = [own.placed + before.placed, own.running + before.running];
  const [succeeded, failed] = [own.succeeded + before.succeeded, own.failed + before.failed];
  const kept = refusals.reduce((sum, { replicas }) => sum + replicas, 0);
  if (failed + lost.length + onLostNodes + waiting.length + failedJobs.length + kept === 0) return undefined;
  const { pending, gated, preempted, refused } = own;
  const deleted = created - placed - succeeded - failed - pending - gated - preempted;
  const staying = placed - terminating - onLostNodes;
  const others = [
    ...(onLostNodes > 0
      ? [onLostNodes === 1 ? "1 is on a node that is lost" : `${onLostNodes} are on nodes that are lost`]
      : []),
    ...(terminating > 0 ? [`${terminating} ${terminating === 1 ? "is" : "are"} terminating`] : []),
    ...(succeeded > 0 ? [`${succeeded} succeeded`] : []),
    ...(failed > 0
      ? [failed === evicted ? `${failed} ${failed === 1 ? "was" : "were"} evicted` : failedText(failed, evicted)]
      : []),
    ...(deleted > 0 ? [`${deleted} ${deleted === 1 ? "was" : "were"} deleted`] : []),
    ...(kept > 0 ? [`a quota refuses ${kept} more`] : []),
  ];
  const [verb, being] = staying === 1 ? ["runs", "is"] : ["run", "are"];
  const state = running === placed && waiting.length === 0 ? verb : `${being} placed`;
  return [`At the end ${staying} of ${created + refused} pods ${state}`, ...others];
}

function failedText(failed: number, evicted: number): string {
  return evicted === 0 ? `${failed} failed` : `${failed} failed, ${evicted} of them evicted`;
}

/** What pods wait for, restarts, Jobs that failed or hang and pods that nobody brings back, by name; undefined where there is none. */
export function lossSentence(standing: EndStanding | undefined): string | undefined {
  if (standing === undefined) return undefined;
  const { failedJobs, hangingJobs: hanging, lost, hasControllers } = standing;
  const nobody = hasControllers ? "No controller brings" : "No controllers run here that would bring";
  const sentences = [
    ...waitingSentence(standing),
    ...restartSentence(standing),
    ...(failedJobs.length === 0 ? [] : [`${countOf(failedJobs, "Job")} failed: ${named("job", failedJobs)}.`]),
    ...(hanging.length === 0 ? [] : [hangingSentence(hanging)]),
    ...(lost.length === 0 ? [] : [`${nobody} back ${countOf(lost, "pod")}: ${named("pod", lost)}.`]),
  ];
  return sentences.length === 0 ? undefined : sentences.join(" ");
}

function waitingSentence({ waiting }: EndStanding): readonly string[] {
  if (waiting.length === 0) return [];
  const shown = waiting.slice(0, NAMED).map(({ pod, reason }) => `${named("pod", [pod])} (${reason})`);
  const more = waiting.length > NAMED ? `, and ${waiting.length - NAMED} more` : "";
  const verb = waiting.length === 1 ? "has" : "have";
  return [`${countOf(waiting, "pod")} ${verb} a container that does not run: ${shown.join(", ")}${more}.`];
}

function restartSentence({ restarts }: EndStanding): readonly string[] {
  if (restarts === undefined) return [];
  const { count, pods, most, mostOften } = restarts;
  const times = `${count} ${count === 1 ? "time" : "times"}`;
  const often = most === 1 ? "" : `, ${named("pod", [mostOften])} most often (${most})`;
  const where = pods === 1 ? named("pod", [mostOften]) : `${pods} pods${often}`;
  return [`Containers were restarted ${times} in ${where}.`];
}

function hangingSentence(jobs: readonly string[]): string {
  const isOne = jobs.length === 1;
  return `${countOf(jobs, "Job")} ${isOne ? "is" : "are"} not over, with ${isOne ? "a pod" : "pods"} on a node that is lost: ${named("job", jobs)}.`;
}

function countOf(names: readonly unknown[], noun: string): string {
  return `${names.length} ${noun}${names.length === 1 ? "" : "s"}`;
}

/** `pod/a, pod/b`, with the namespace where it is not the default one. */
function named(kind: string, names: readonly string[]): string {
  const shown = names.slice(0, NAMED).map((name) => `${kind}/${name.replace(/^default\//, "")}`);
  return names.length > NAMED ? `${shown.join(", ")}, and ${names.length - NAMED} more` : shown.join(", ");
}
