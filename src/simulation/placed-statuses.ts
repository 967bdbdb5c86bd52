// How pods stood that were in the cluster before the run began, as their statuses say. Where controllers run, their clock is the run's
// wall clock; elsewhere the latest time that a dump tells of is taken for the second before the run. All that has happened to them
// lies before any pod of the run.
// Sources: k8s.io/api/core/v1/types.go (PodStatus), pkg/kubelet/kuberuntime/kuberuntime_manager.go (doBackOff), v1.36.

import { US_PER_SECOND } from "../base/time.ts";

import type { Draft } from "../model/api/api-type.ts";
import type { PodDeletion } from "../model/api-server/deletion.ts";
import type { ContainerState, ContainerStatus, Pod, PodCondition } from "../model/objects.ts";
import { secondAfter } from "../model/time/latest-time.ts";
import { parseTime } from "../model/time/timestamp.ts";

import type { LiveContainer, LiveContainerState } from "../cluster/live-pod.ts";
import type { PlacedStatus } from "../cluster/placed-status.ts";

/** Undefined for a text that is no time, or none. */
type MomentOf = (text: string | null | undefined) => number | undefined;

/** What is known of one of the pods. */
export type PlacedStatusOf = (pod: Pod) => PlacedStatus;

/**
 * Reads what the pods' statuses say. `start`: the wall clock when the run begins; undefined, where no dump tells its time: the latest
 * start is the second before it.
 */
export function placedStatuses(pods: readonly Pod[], start: string | undefined): PlacedStatusOf {
  const momentOf = momentReader(start ?? secondAfter(latestStart(pods)));
  const pastMomentOf = pastOf(momentOf);
  return (pod) => placedStatus(pod, momentOf, pastMomentOf);
}

/** Only when they started: that is all that counts where pods are placed and nothing happens to them. */
export function placedStarts(pods: readonly Pod[], dumpedAt: string | undefined): PlacedStatusOf {
  const momentOf = pastOf(momentReader(secondAfter(dumpedAt ?? latestStart(pods))));
  return ({ status }) => ({ createdUs: undefined, startUs: momentOf(status?.startTime), runs: true, ready: undefined });
}

function momentReader(start: string | undefined): MomentOf {
  const startSecond = secondOf(start);
  // A pod tells the same times again and again, and so do its likes.
  const known = new Map<string, number | undefined>();
  return (text) => {
    if (startSecond === undefined || typeof text !== "string") return undefined;
    const read = known.get(text);
    if (read !== undefined || known.has(text)) return read;
    const second = secondOf(text);
    const us = second === undefined ? undefined : (second - startSecond) * US_PER_SECOND;
    known.set(text, us);
    return us;
  };
}

/** What has happened has happened before the run, however early the run begins. */
function pastOf(momentOf: MomentOf): MomentOf {
  return (text) => {
    const us = momentOf(text);
    return us === undefined ? undefined : Math.min(us, -US_PER_SECOND);
  };
}

function latestStart(pods: readonly Pod[]): string | undefined {
  let latest: { readonly text: string; readonly second: number } | undefined;
  // Pods of a dump have started at few times, and one text may stand for thousands.
  for (const text of new Set(pods.map(({ status }) => status?.startTime))) {
    const second = secondOf(text);
    if (text === undefined || second === undefined) continue;
    if (latest === undefined || second > latest.second) latest = { text, second };
  }
  return latest?.text;
}

/** A time that cannot be read was refused when the object was decoded. */
function secondOf(text: string | null | undefined): number | undefined {
  const time = typeof text === "string" ? parseTime(text) : undefined;
  return time?.kind === "parsed" ? time.timestamp.epochSecond : undefined;
}

function placedStatus({ metadata, status }: Pod, timeOf: MomentOf, momentOf: MomentOf): PlacedStatus {
  const startUs = momentOf(status?.startTime);
  const ready = status?.conditions?.find(isReadyCondition);
  const sinceUs = momentOf(ready?.lastTransitionTime) ?? startUs;
  const placed: Draft<PlacedStatus> = {
    createdUs: momentOf(metadata.creationTimestamp),
    startUs,
    runs: status?.phase !== "Pending",
    ready: ready === undefined || sinceUs === undefined ? undefined : { status: readiness(ready.status), sinceUs },
  };
  const containers = containersOf(status?.containerStatuses, momentOf);
  if (containers !== undefined) placed.containers = containers;
  const initContainers = containersOf(status?.initContainerStatuses, momentOf);
  if (initContainers !== undefined) placed.initContainers = initContainers;
  const deletion = deletionOf(metadata, timeOf);
  if (deletion !== undefined) placed.deletion = deletion;
  return placed;
}

function isReadyCondition({ type }: PodCondition): boolean {
  return type === "Ready";
}

function readiness(status: string): "True" | "False" | "Unknown" {
  return status === "True" || status === "False" ? status : "Unknown";
}

function deletionOf(
  { deletionTimestamp, deletionGracePeriodSeconds = 30 }: Pod["metadata"],
  momentOf: MomentOf,
): PodDeletion | undefined {
  const deadlineUs = momentOf(deletionTimestamp);
  return deadlineUs === undefined ? undefined : { deadlineUs, graceSeconds: deletionGracePeriodSeconds };
}

/** Nothing, where all of them run as their pod does and were never restarted. */
function containersOf(
  statuses: readonly ContainerStatus[] | undefined,
  momentOf: MomentOf,
): LiveContainer[] | undefined {
  if (statuses === undefined || !statuses.some(isRemarkable)) return undefined;
  return statuses.map((status) => liveContainer(status, momentOf));
}

function isRemarkable({ restartCount = 0, state, ready }: ContainerStatus): boolean {
  return restartCount > 0 || state?.waiting !== undefined || state?.terminated !== undefined || ready === false;
}

function liveContainer(
  { name, ready = false, restartCount = 0, state, lastState }: ContainerStatus,
  momentOf: MomentOf,
): LiveContainer {
  const last = lastState?.terminated;
  return {
    name,
    isReady: ready,
    restartCount,
    state: liveState(state, restartCount, momentOf),
    ...(last === undefined ? {} : { lastTerminated: terminated(last, momentOf) }),
  };
}

function liveState(state: ContainerState = {}, restartCount: number, momentOf: MomentOf): LiveContainerState {
  if (state.running !== undefined) return { kind: "running", startedUs: momentOf(state.running.startedAt) ?? 0 };
  if (state.terminated !== undefined) return terminated(state.terminated, momentOf);
  const { reason = "ContainerCreating", message } = state.waiting ?? {};
  if (reason !== "CrashLoopBackOff") return { kind: "waiting", reason };
  return { kind: "waiting", reason, backoffUs: backoffUs(message, restartCount) };
}

type Terminated = NonNullable<ContainerState["terminated"]>;

function terminated(
  { exitCode, reason = "Error", finishedAt }: Terminated,
  momentOf: MomentOf,
): Extract<LiveContainerState, { kind: "terminated" }> {
  return { kind: "terminated", exitCode, reason, finishedUs: momentOf(finishedAt) ?? 0 };
}

const LONGEST_BACKOFF_SECONDS = 300;

/** As the kubelet words it; where it does not say, each restart has doubled it. */
function backoffUs(message: string | undefined, restartCount: number): number {
  const [, minutes, secondsText] = /^back-off (?:(\d+)m)?(?:(\d+)s)? restarting/.exec(message ?? "") ?? [];
  const said = Number(minutes ?? 0) * 60 + Number(secondsText ?? 0);
  if (said > 0) return said * US_PER_SECOND;
  let seconds = 10;
  for (let count = 1; count < restartCount && seconds < LONGEST_BACKOFF_SECONDS; count += 1) seconds *= 2;
  return Math.min(seconds, LONGEST_BACKOFF_SECONDS) * US_PER_SECOND;
}
