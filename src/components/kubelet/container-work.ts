// One container under a kubelet's care: what it does now, and when that will change. Plain data, so that it can be saved; the
// functions here move it on. Times in µs.
// Imitates pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions, doBackOff) and pkg/kubelet/prober, v1.36.

import { US_PER_SECOND } from "../../base/time.ts";

import { shouldRestart } from "../../model/kubelet/container-restart.ts";

import { advancedBackoff, CRASH_LOOP_BACKOFF, restartableAtUs, type BackoffEntry } from "./container-backoff.ts";
import { outcomesOf, stopUs, type ContainerProgramme, type PodProgramme } from "./pod-programme.ts";
import { doTick, doTicks, type TickingWorker } from "./probes/probe-ticks.ts";
import { probeVerdict } from "./probes/probe-verdict.ts";
import { NEW_WORKER, resultOf, seenRun, type ProbedContainer, type ProbeKind } from "./probes/probe-worker.ts";

/** Nothing is foreseen. */
export const NEVER = Number.MAX_SAFE_INTEGER;

export interface ContainerExit {
  readonly exitCode: number;
  readonly reason: string;
  readonly finishedUs: number;
}

export interface ContainerWork {
  /** `waiting` is all before a start: its turn, its image, its back-off. */
  state: "waiting" | "running" | "stopping" | "exited" | "finished";
  /** What the API says that it waits for. */
  waitingReason: string;
  /** When the state moves on by itself. */
  nextUs: number;
  /** When the kubelet will notice what has happened last. */
  noticedUs: number;
  /** Starts so far. */
  run: number;
  /** Those of them that the kubelet knows of. */
  knownRun: number;
  restarts: number;
  startedAtUs: number;
  /** How long of the time since then its machine stood still, and its process with it. */
  stoodStillUs: number;
  /** The kubelet knows that it runs. */
  isSeen: boolean;
  isStarted: boolean;
  isReady: boolean;
  exitCode: number;
  exitReason: string;
  finishedAtUs: number;
  last: ContainerExit | null;
  backoff: BackoffEntry | null;
  pullBackoff: BackoffEntry | null;
  workers: Partial<Record<ProbeKind, TickingWorker>>;
}

/** What a step needs of the world. */
export interface WorkPorts {
  /** A number of chance in [0, 1). */
  readonly chance: () => number;
  /** From the decision to start a container to its running, µs. */
  readonly containerStartUs: number;
  /** Between two looks at what runs, µs. */
  readonly relistUs: number;
}

const PROBE_KINDS: readonly ProbeKind[] = ["startup", "liveness", "readiness"];
const KILLED = 137;
const TERMINATED = 143;

/** A container whose turn has not come. Probes tick from `beganUs` on. */
export function newContainerWork({ probes }: ContainerProgramme, beganUs: number, restarts: number): ContainerWork {
  const workers: ContainerWork["workers"] = {};
  for (const kind of PROBE_KINDS) {
    if (probes[kind] !== undefined) workers[kind] = { worker: NEW_WORKER, tickUs: beganUs };
  }
  return {
    state: "waiting",
    waitingReason: "",
    nextUs: NEVER,
    noticedUs: NEVER,
    run: 0,
    knownRun: 0,
    restarts,
    startedAtUs: 0,
    stoodStillUs: 0,
    isSeen: false,
    isStarted: false,
    isReady: false,
    exitCode: 0,
    exitReason: "",
    finishedAtUs: 0,
    last: null,
    backoff: null,
    pullBackoff: null,
    workers,
  };
}

/** When it will have to be looked at next. */
export function dueUs(work: ContainerWork, programme: ContainerProgramme): number {
  let least = Math.min(work.nextUs, work.noticedUs);
  if (!isProbed(work)) return least;
  for (const kind of PROBE_KINDS) least = Math.min(least, resultChangesUs(work, programme, kind));
  return least;
}

/** Its status says that it runs. */
function isProbed({ state, isSeen }: ContainerWork): boolean {
  return isSeen && (state === "running" || state === "stopping");
}

function resultChangesUs(work: ContainerWork, programme: ContainerProgramme, kind: ProbeKind): number {
  const ticking = work.workers[kind];
  const settings = programme.probes[kind];
  if (ticking === undefined || settings === undefined) return NEVER;
  // Nothing more comes of the others than that it is stopped.
  if (work.state === "stopping" && kind !== "readiness") return NEVER;
  const outcomes = outcomesOf(programme, processStartUs(work));
  return doTicks(kind, settings, ticking, probedContainer(work), outcomes, Infinity).changesAtUs ?? NEVER;
}

function probedContainer({ run, startedAtUs, isStarted, state }: ContainerWork): ProbedContainer {
  return { run, isRunning: state === "running" || state === "stopping", startedAtUs, isStarted };
}

/** It starts at `nowUs`; `delayUs` later the kubelet notices. */
export function start(work: ContainerWork, { ownEnd }: ContainerProgramme, nowUs: number, delayUs: number): void {
  work.state = "running";
  work.waitingReason = "";
  work.run += 1;
  work.startedAtUs = nowUs;
  work.stoodStillUs = 0;
  work.isSeen = false;
  work.nextUs = ownEnd === undefined ? NEVER : nowUs + ownEnd.afterUs;
  work.noticedUs = nowUs + delayUs;
}

/** It has ended at `nowUs`. */
export function exit(
  work: ContainerWork,
  { exitCode, reason }: Pick<ContainerExit, "exitCode" | "reason">,
  nowUs: number,
  delayUs: number,
): void {
  work.state = "exited";
  work.exitCode = exitCode;
  work.exitReason = reason;
  work.finishedAtUs = nowUs;
  work.nextUs = NEVER;
  work.noticedUs = nowUs + delayUs;
}

/** The kubelet sees that it runs: probes learn of the new run. */
export function noticeStart(
  work: ContainerWork,
  programme: ContainerProgramme,
  pod: PodProgramme,
  nowUs: number,
): void {
  work.noticedUs = NEVER;
  work.isSeen = true;
  countRuns(work);
  skipTicks(work, programme, nowUs);
  for (const kind of PROBE_KINDS) {
    const ticking = work.workers[kind];
    if (ticking !== undefined) work.workers[kind] = { ...ticking, worker: seenRun(kind, ticking.worker, work.run) };
  }
  synchronize(work, programme, pod, nowUs);
}

/** Nobody was there for the ticks before now. */
export function skipTicks(work: ContainerWork, { probes }: ContainerProgramme, nowUs: number): void {
  for (const kind of PROBE_KINDS) {
    const ticking = work.workers[kind];
    const settings = probes[kind];
    if (ticking === undefined || settings === undefined || ticking.tickUs >= nowUs) continue;
    const periodUs = settings.periodSeconds * US_PER_SECOND;
    const missed = Math.ceil((nowUs - ticking.tickUs) / periodUs);
    work.workers[kind] = { worker: ticking.worker, tickUs: ticking.tickUs + missed * periodUs };
  }
}

/** Where its process counts its age from, which did not grow while its machine stood still. */
export function processStartUs({ startedAtUs, stoodStillUs }: ContainerWork): number {
  return startedAtUs + stoodStillUs;
}

/** Its machine stood still from `fromUs` to `nowUs`: its process goes on where it was, and nobody probed it meanwhile. */
export function standStill(work: ContainerWork, programme: ContainerProgramme, fromUs: number, nowUs: number): void {
  const stoodStillUs = nowUs - fromUs;
  if (work.state !== "running" && work.state !== "stopping") return;
  if (isProbed(work)) passTicks(work, programme, fromUs);
  if (work.nextUs >= fromUs && work.nextUs !== NEVER) work.nextUs += stoodStillUs;
  if (work.startedAtUs < fromUs) {
    work.stoodStillUs += stoodStillUs;
    return;
  }
  // It was about to start.
  work.startedAtUs += stoodStillUs;
  if (work.noticedUs !== NEVER) work.noticedUs += stoodStillUs;
}

/** A run that ended before anybody noticed counts all the same. */
function countRuns(work: ContainerWork): void {
  if (work.knownRun > 0) work.restarts += work.run - work.knownRun;
  work.knownRun = work.run;
}

/** Ticks of `kind` up to and including the one at `nowUs`, which changes its result. */
export function changeResult(
  work: ContainerWork,
  programme: ContainerProgramme,
  pod: PodProgramme,
  kind: ProbeKind,
  nowUs: number,
): void {
  tickAt(work, programme, kind, nowUs);
  // The pod's worker waits for the container to stop, but what its readiness probe says is written at once
  // (status_manager.go, SetContainerReadiness).
  if (work.state === "stopping") work.isReady = resultOf(work.workers.readiness?.worker, work.run) === "success";
  else synchronize(work, programme, pod, nowUs);
}

/** True if the result of a probe changes at `nowUs`. */
export function changingProbe(
  work: ContainerWork,
  programme: ContainerProgramme,
  nowUs: number,
): ProbeKind | undefined {
  return PROBE_KINDS.find((kind) => resultChangesUs(work, programme, kind) <= nowUs);
}

/** A run of the command now, and each period from now on. */
function tickAt(work: ContainerWork, programme: ContainerProgramme, kind: ProbeKind, nowUs: number): boolean {
  const settings = programme.probes[kind]!;
  const outcomes = outcomesOf(programme, processStartUs(work));
  const container = probedContainer(work);
  const before = doTicks(kind, settings, work.workers[kind]!, container, outcomes, nowUs);
  const { worker, hasChanged } = doTick(kind, settings, before.worker, container, outcomes, nowUs);
  work.workers[kind] = { worker, tickUs: nowUs + settings.periodSeconds * US_PER_SECOND };
  return hasChanged;
}

/** What the probes say is taken over; a container that is not ready has its readiness probe run at once. */
function synchronize(work: ContainerWork, programme: ContainerProgramme, pod: PodProgramme, nowUs: number): void {
  passTicks(work, programme, nowUs);
  for (let again = true; again;) {
    const verdict = probeVerdict(workersOf(work), work.run, work.state === "running");
    work.isStarted = verdict.isStarted;
    work.isReady = verdict.isReady;
    if (verdict.killedFor !== undefined) {
      kill(work, programme, pod.graceSeconds, nowUs);
      return;
    }
    again =
      verdict.triggersReadiness && work.workers.readiness !== undefined && tickAt(work, programme, "readiness", nowUs);
  }
}

/** Ticks before now were those of a container as it was before. */
function passTicks(work: ContainerWork, programme: ContainerProgramme, nowUs: number): void {
  const outcomes = outcomesOf(programme, processStartUs(work));
  for (const kind of PROBE_KINDS) {
    const ticking = work.workers[kind];
    if (ticking === undefined) continue;
    const { worker, tickUs } = doTicks(kind, programme.probes[kind]!, ticking, probedContainer(work), outcomes, nowUs);
    work.workers[kind] = { worker, tickUs };
  }
}

function workersOf({ workers: { startup, liveness, readiness } }: ContainerWork) {
  return {
    ...(startup === undefined ? {} : { startup: startup.worker }),
    ...(liveness === undefined ? {} : { liveness: liveness.worker }),
    ...(readiness === undefined ? {} : { readiness: readiness.worker }),
  };
}

/**
 * It stays ready until it has ended, unless its readiness probe fails before that; its own end may come before what it is given
 * to stop.
 */
function kill(work: ContainerWork, programme: ContainerProgramme, graceSeconds: number, nowUs: number): void {
  const stopsUs = stopUs(programme, graceSeconds);
  const { ownEnd } = programme;
  work.state = "stopping";
  if (ownEnd !== undefined && work.nextUs < nowUs + stopsUs) {
    work.exitCode = ownEnd.exitCode;
    work.exitReason = ownEnd.reason;
    return;
  }
  work.exitCode = stopsUs >= graceSeconds * US_PER_SECOND ? KILLED : TERMINATED;
  work.exitReason = "Error";
  work.nextUs = nowUs + stopsUs;
}

/** The kubelet sees that it has ended: it is started again now or later, or not at all. */
export function noticeExit(
  work: ContainerWork,
  programme: ContainerProgramme,
  podPolicy: string | undefined,
  nowUs: number,
  { chance }: WorkPorts,
): void {
  const { exitCode, exitReason, finishedAtUs } = work;
  work.noticedUs = NEVER;
  countRuns(work);
  work.isSeen = false;
  work.isStarted = false;
  work.isReady = false;
  work.last = { exitCode, reason: exitReason, finishedUs: finishedAtUs };
  if (!shouldRestart(programme.restarts, podPolicy, exitCode)) {
    work.state = "finished";
    work.isReady = programme.role === "init" && exitCode === 0;
    return;
  }
  const earliestUs = restartableAtUs(work.backoff ?? undefined, finishedAtUs, CRASH_LOOP_BACKOFF);
  work.state = "waiting";
  work.waitingReason = earliestUs > nowUs ? "CrashLoopBackOff" : "";
  work.nextUs = nextSyncUs(nowUs, earliestUs, chance);
}

const RESYNC_AT_MOST_US = 60 * US_PER_SECOND;
const JITTER = 0.5;

/**
 * The first synchronization of the pod at or after `earliestUs`: each comes after what is left to wait, at most a minute, and
 * up to half of that more.
 */
export function nextSyncUs(nowUs: number, earliestUs: number, chance: () => number): number {
  let atUs = nowUs;
  while (atUs < earliestUs) {
    const waitUs = Math.min(earliestUs - atUs, RESYNC_AT_MOST_US);
    atUs += Math.round(waitUs * (1 + JITTER * chance()));
  }
  return atUs;
}

/** The back-off moves on with a restart that is decided at `nowUs`. */
export function advanceBackoff(work: ContainerWork, nowUs: number): void {
  work.backoff = advancedBackoff(work.backoff ?? undefined, work.finishedAtUs, nowUs, CRASH_LOOP_BACKOFF);
}

/** Some containers run for so long between that their back-off begins anew each time. */
const MANY_RESTARTS = 20;

/** It has been started again and again for so long that nothing new will come of it. */
export function isLooping({ backoff, pullBackoff, restarts }: ContainerWork): boolean {
  const longest = CRASH_LOOP_BACKOFF.maxUs;
  return backoff?.delayUs === longest || pullBackoff?.delayUs === longest || restarts >= MANY_RESTARTS;
}
