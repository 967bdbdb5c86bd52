// The work that a kubelet has in hand when a run begins: containers of a dump that wait for their next start, that are still to become
// ready, that will end. What the dump does not say of probes is taken so that its status holds: a container that was ready has
// succeeded, one that is not for longer than its probes allow goes on to fail.
// Imitates pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions) and pkg/kubelet/prober, v1.36.

import { US_PER_SECOND } from "../../base/time.ts";

import type { PodDeletion } from "../../model/api-server/deletion.ts";

import type { LiveContainer, LiveContainerState } from "../../cluster/live-pod.ts";

import { CRASH_LOOP_BACKOFF } from "./container-backoff.ts";
import { NEVER, newContainerWork, type ContainerWork } from "./container-work.ts";
import type { ContainerProgramme, PodProgramme } from "./pod-programme.ts";
import type { TickingWorker } from "./probes/probe-ticks.ts";
import { NEW_WORKER, seenRun, type ProbeKind, type ProbeSettings } from "./probes/probe-worker.ts";
import { newPodWork, type PodWork } from "./pod-work.ts";

/** A container that waits for one of these is begun as any other: it may still lack its image. */
const GOES_ON: ReadonlySet<string> = new Set([
  "ContainerCreating",
  "PodInitializing",
  "ErrImagePull",
  "ImagePullBackOff",
  "ErrImageNeverPull",
  "InvalidImageName",
]);

/** A pod that stood on a node before; times in µs, before the run. */
export interface PodBefore {
  readonly runs: boolean;
  readonly isReady: boolean;
  readonly startedUs: number;
  /** Those of which the status says something, init containers among them. */
  readonly containers: readonly LiveContainer[];
}

/** How long before the run the end of a pod was asked for, µs; 0 of one that was asked for later. */
export function stoppedForUs(deletion: PodDeletion | undefined): number {
  if (deletion === undefined) return 0;
  return Math.max(0, deletion.graceSeconds * US_PER_SECOND - deletion.deadlineUs);
}

/** True of a pod in whose way a container stands that is restarted, or that cannot be made. */
export function isHeldUp(containers: readonly LiveContainer[]): boolean {
  return containers.some(({ state }) => state.kind === "waiting" && !GOES_ON.has(state.reason));
}

/** Undefined: it runs, and nothing of it is still to come. */
export function workBefore(programme: PodProgramme, before: PodBefore, nowUs: number): PodWork | undefined {
  const said = new Map(before.containers.map((container) => [container.name, container]));
  const isOrdinary = programme.containers.every(({ ownEnd, behaviour }) => {
    return ownEnd === undefined && behaviour.unhealthyAfterUs === undefined;
  });
  if (before.isReady && isOrdinary) return undefined;
  const lives = programme.containers.map((own) => said.get(own.name) ?? ordinary(own, before));
  const begun = begunBefore(programme, lives);
  const containers = programme.containers.map((own, index) => {
    const live = lives[index]!;
    return index < begun ? containerBefore(own, live, nowUs) : newContainerWork(own, nowUs, live.restartCount);
  });
  const work = newPodWork(programme, nowUs, []);
  return { ...work, begun, containers, saidStarted: before.runs, saidReady: before.isReady };
}

/** The turn of those behind an init container that is not done has not come. */
function begunBefore({ containers }: PodProgramme, lives: readonly LiveContainer[]): number {
  const undone = containers.findIndex(({ role }, index) => {
    const { state } = lives[index]!;
    return role === "init" && !(state.kind === "terminated" && state.exitCode === 0);
  });
  return undone === -1 ? containers.length : undone + 1;
}

/** Nothing is said of it: it runs as its pod does. */
function ordinary({ name, role }: ContainerProgramme, { isReady, startedUs }: PodBefore): LiveContainer {
  const state: LiveContainerState =
    role === "init"
      ? { kind: "terminated", exitCode: 0, reason: "Completed", finishedUs: startedUs }
      : { kind: "running", startedUs };
  return { name, isReady: role === "init" || isReady, restartCount: 0, state };
}

function containerBefore(own: ContainerProgramme, live: LiveContainer, nowUs: number): ContainerWork {
  const work = { ...newContainerWork(own, nowUs, live.restartCount), run: 1, knownRun: 1 };
  const { state } = live;
  if (state.kind === "running") return runningBefore(work, own, { ...live, startedUs: state.startedUs }, nowUs);
  const last = state.kind === "terminated" ? state : live.lastTerminated;
  if (last !== undefined) {
    const { exitCode, reason, finishedUs } = last;
    work.last = { exitCode, reason, finishedUs };
    work.exitCode = exitCode;
    work.exitReason = reason;
    work.finishedAtUs = finishedUs;
  }
  if (state.kind === "terminated") {
    work.state = "finished";
    work.isReady = own.role === "init" && state.exitCode === 0;
  } else if (state.backoffUs !== undefined) waitOut(work, own, state.backoffUs, nowUs);
  work.waitingReason = state.kind === "waiting" ? state.reason : "";
  return work;
}

/** It starts when its back-off is over. */
function waitOut(work: ContainerWork, { ownEnd }: ContainerProgramme, delayUs: number, nowUs: number): void {
  const lastedUs = ownEnd?.afterUs ?? 0;
  work.backoff = { delayUs: Math.min(delayUs, CRASH_LOOP_BACKOFF.maxUs), updatedAtUs: work.finishedAtUs - lastedUs };
  work.nextUs = Math.max(nowUs, work.finishedAtUs + delayUs);
}

function runningBefore(
  work: ContainerWork,
  own: ContainerProgramme,
  { isReady, startedUs }: { readonly isReady: boolean; readonly startedUs: number },
  nowUs: number,
): ContainerWork {
  const workers: ContainerWork["workers"] = {};
  const isStarted = isReady || own.probes.startup === undefined;
  for (const kind of ["startup", "liveness", "readiness"] as const) {
    const settings = own.probes[kind];
    if (settings === undefined) continue;
    const holds = kind === "startup" ? isStarted : kind === "liveness" || isReady;
    workers[kind] = workerBefore(kind, settings, holds, startedUs, nowUs);
  }
  const readiness = workers.readiness;
  if (!isReady && readiness !== undefined && hasFailed(own, nowUs - startedUs)) {
    workers.readiness = { ...readiness, tickUs: NEVER };
    if (workers.startup !== undefined) workers.startup = { ...workers.startup, tickUs: NEVER };
  }
  return {
    ...work,
    state: "running",
    isSeen: true,
    isStarted,
    isReady,
    startedAtUs: startedUs,
    nextUs: own.ownEnd === undefined ? NEVER : Math.max(nowUs, startedUs + own.ownEnd.afterUs),
    workers,
  };
}

/** Its probe ticks on the grid of its start. */
function workerBefore(
  kind: ProbeKind,
  { periodSeconds, successThreshold }: ProbeSettings,
  holds: boolean,
  startedUs: number,
  nowUs: number,
): TickingWorker {
  const periodUs = periodSeconds * US_PER_SECOND;
  const tickUs = startedUs + Math.ceil((nowUs - startedUs) / periodUs) * periodUs;
  const worker = seenRun(kind, NEW_WORKER, 1);
  if (!holds) return { worker, tickUs };
  const succeeded = { result: "success", outcomesInRow: successThreshold, isOnHold: kind === "startup" } as const;
  return { worker: { ...worker, ...succeeded }, tickUs };
}

/** Longer than its probes would have needed from its start on. */
function hasFailed({ probes: { startup, readiness }, behaviour }: ContainerProgramme, ageUs: number): boolean {
  const allowed = [startup, readiness].reduce(
    (sum, probe) => sum + (probe === undefined ? 0 : patienceSeconds(probe)),
    0,
  );
  return ageUs > allowed * US_PER_SECOND + behaviour.readyAfterUs;
}

function patienceSeconds({ initialDelaySeconds, periodSeconds, failureThreshold, successThreshold }: ProbeSettings) {
  return initialDelaySeconds + periodSeconds * Math.max(failureThreshold, successThreshold);
}
