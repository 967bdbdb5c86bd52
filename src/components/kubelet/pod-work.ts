// One pod under a kubelet's care whose life is more than a start: its containers one after the other, restarts, probes, and what
// its status says. Plain data, moved on from one foreseen moment to the next.
// Imitates pkg/kubelet/pod_workers.go, kuberuntime_manager.go (SyncPod) and kubelet_pods.go, v1.36.

import { present } from "../../base/invariant.ts";

import type { ContainerStanding, ContainerStandings, ContainerState } from "../../model/kubelet/container-state.ts";
import { podPhase, type KubeletPhase } from "../../model/kubelet/pod-phase.ts";

import { advancedBackoff, IMAGE_PULL_BACKOFF } from "./container-backoff.ts";
import {
  changeResult,
  changingProbe,
  advanceBackoff,
  dueUs,
  exit,
  isLooping,
  NEVER,
  newContainerWork,
  nextSyncUs,
  noticeExit,
  noticeStart,
  skipTicks,
  start,
  type ContainerWork,
  type WorkPorts,
} from "./container-work.ts";
import { stopUs, type ContainerProgramme, type PodProgramme } from "./pod-programme.ts";

export interface PodWork {
  /** Of the event that waits for it: one of another number is out of date. */
  ticket: number;
  /** Containers whose turn has come. */
  begun: number;
  /** Along the programme's containers. */
  readonly containers: ContainerWork[];
  /** Draws of chance so far. */
  draws: number;
  /** Nothing moved on before then, because no kubelet was there. */
  resumedUs: number;
  /** What its status said last. */
  saidStarted: boolean;
  saidReady: boolean;
  saidContainers: string;
}

/** What the steps of a pod need of the world. */
export interface PodWorkPorts extends WorkPorts {
  /** When an image will be on the node, if its pull is asked for at `nowUs`; `nowUs` if it is there. */
  readonly imageReadyUs: (image: string, sizeBytes: number | undefined, nowUs: number) => number;
  /** From asking a registry for an image to its refusal, µs. */
  readonly refusalUs: number;
  /** A registry refuses the container's image once more. `isBackedOff`: its status says since the last time that it backs off. */
  readonly refusedAgain: (container: ContainerProgramme, isBackedOff: boolean) => void;
}

/** A pod that is taken up at `nowUs`. `restarts`: along the containers, of pods that ran before. */
export function newPodWork({ containers }: PodProgramme, nowUs: number, restarts: readonly number[]): PodWork {
  return {
    ticket: 0,
    begun: 0,
    containers: containers.map((container, index) => newContainerWork(container, nowUs, restarts[index] ?? 0)),
    draws: 0,
    resumedUs: nowUs,
    saidStarted: false,
    saidReady: false,
    saidContainers: "",
  };
}

/** A pod all of whose containers run since `startedAtUs`, those before them being done. */
export function runningPodWork(programme: PodProgramme, startedAtUs: number, restarts: readonly number[]): PodWork {
  const work = newPodWork(programme, startedAtUs, restarts);
  work.begun = work.containers.length;
  for (const [index, container] of work.containers.entries()) {
    const own = programme.containers[index]!;
    start(container, own, startedAtUs, 0);
    if (own.role === "init") hasSucceeded(container, startedAtUs);
    else noticeStart(container, own, programme, startedAtUs);
  }
  return work;
}

function hasSucceeded(container: ContainerWork, atUs: number): void {
  exit(container, { exitCode: 0, reason: "Completed" }, atUs, 0);
  container.noticedUs = NEVER;
  container.state = "finished";
  container.isReady = true;
  container.knownRun = container.run;
  container.last = { exitCode: 0, reason: "Completed", finishedUs: atUs };
}

/** The sandbox stands: the first container's turn comes. */
export function beginPod(work: PodWork, programme: PodProgramme, nowUs: number, ports: PodWorkPorts): void {
  beginNext(work, programme, nowUs, ports);
}

/** Does all that is due until `nowUs`, in its order; returns when something will be due next, or NEVER. */
export function advancePod(work: PodWork, programme: PodProgramme, nowUs: number, ports: PodWorkPorts): number {
  const dues = work.containers.map((container, index) => dueUs(container, programme.containers[index]!));
  for (;;) {
    const least = Math.min(...dues);
    if (least > nowUs) return least;
    const index = dues.indexOf(least);
    const begun = work.begun;
    step(work, programme, index, least, ports);
    dues[index] = dueUs(work.containers[index]!, programme.containers[index]!);
    for (let at = begun; at < work.begun; at += 1) dues[at] = dueUs(work.containers[at]!, programme.containers[at]!);
  }
}

/** When something will be due next, or NEVER. */
export function nextDueUs({ containers }: PodWork, programme: PodProgramme): number {
  return Math.min(...containers.map((container, index) => dueUs(container, programme.containers[index]!)));
}

/** A kubelet is there again at `nowUs`: containers went on meanwhile, and nobody probed them. */
export function resumePod(work: PodWork, programme: PodProgramme, nowUs: number): void {
  work.resumedUs = nowUs;
  for (const [index, container] of work.containers.entries()) skipTicks(container, programme.containers[index]!, nowUs);
}

/** How long the pod takes to stop that is asked to at `nowUs`: what does not run has nothing to stop, and what ends by itself sooner does. */
export function workStopUs(work: PodWork, programme: PodProgramme, graceSeconds: number, nowUs: number): number {
  return work.containers.reduce((longest, { state, nextUs }, index) => {
    if (state !== "running" && state !== "stopping") return longest;
    const leftUs = Math.max(0, nextUs - nowUs);
    return Math.max(longest, Math.min(leftUs, stopUs(programme.containers[index]!, graceSeconds)));
  }, 0);
}

/** What is due of one container. Containers end when they do; all else waits for a kubelet. */
function step(work: PodWork, programme: PodProgramme, index: number, atUs: number, ports: PodWorkPorts): void {
  const container = work.containers[index]!;
  const own = programme.containers[index]!;
  const nowUs = Math.max(atUs, work.resumedUs);
  if (container.nextUs === atUs) {
    if (container.state === "waiting") tryToStart(work, programme, index, nowUs, ports);
    else end(container, own, atUs, ports);
  } else if (container.noticedUs === atUs) {
    if (container.state === "exited") noticeExit(container, own, programme.spec.restartPolicy, nowUs, ports);
    else noticeStart(container, own, programme, nowUs);
    goOn(work, programme, index, nowUs, ports);
  } else {
    const kind = changingProbe(container, own, atUs);
    if (kind !== undefined) changeResult(container, own, programme, kind, atUs);
    goOn(work, programme, index, nowUs, ports);
  }
}

/** By itself, or because it was asked to: then the kubelet waited for it. */
function end(container: ContainerWork, { ownEnd }: ContainerProgramme, nowUs: number, ports: PodWorkPorts): void {
  const { state, exitCode, exitReason } = container;
  if (state === "stopping") exit(container, { exitCode, reason: exitReason }, nowUs, 0);
  else exit(container, present(ownEnd, "an end of its own"), nowUs, Math.round(ports.relistUs * ports.chance()));
}

/** The next container's turn comes once this one is far enough. */
function goOn(work: PodWork, programme: PodProgramme, index: number, nowUs: number, ports: PodWorkPorts): void {
  if (index !== work.begun - 1) return;
  const { state, isStarted, exitCode } = work.containers[index]!;
  const { role } = programme.containers[index]!;
  const isDone = role === "init" ? state === "finished" && exitCode === 0 : isStarted;
  if (role === "regular" || isDone) beginNext(work, programme, nowUs, ports);
}

function beginNext(work: PodWork, programme: PodProgramme, nowUs: number, ports: PodWorkPorts): void {
  const index = work.begun;
  if (index === programme.containers.length) return;
  work.begun += 1;
  const container = work.containers[index]!;
  container.waitingReason = "";
  container.nextUs = nowUs;
  tryToStart(work, programme, index, nowUs, ports);
}

/** First its image, then its start; each takes its time. */
function tryToStart(work: PodWork, programme: PodProgramme, index: number, nowUs: number, ports: PodWorkPorts): void {
  const container = work.containers[index]!;
  const own = programme.containers[index]!;
  if (container.run === 0 && !hasImage(container, own, nowUs, ports)) return;
  const isRestart = container.run > 0;
  if (isRestart) advanceBackoff(container, nowUs);
  // The first start is part of what the pod's start took.
  const startedUs = nowUs + (isRestart || index > 0 ? ports.containerStartUs : 0);
  start(container, own, startedUs, isRestart ? Math.round(ports.relistUs * ports.chance()) : 0);
  if (own.role === "regular" && index === work.begun - 1) beginNext(work, programme, startedUs, ports);
}

/** False: it is being pulled, or was refused and will be tried again. */
function hasImage(container: ContainerWork, own: ContainerProgramme, nowUs: number, ports: PodWorkPorts): boolean {
  const { behaviour, image, neverPulls } = own;
  if (!behaviour.pullFails) {
    const readyUs = neverPulls ? nowUs : ports.imageReadyUs(image, behaviour.imageBytes, nowUs);
    container.nextUs = readyUs;
    container.waitingReason = readyUs > nowUs ? "" : container.waitingReason;
    return readyUs <= nowUs;
  }
  if (container.pullBackoff !== null) ports.refusedAgain(own, container.waitingReason === "ImagePullBackOff");
  const refusedUs = nowUs + ports.refusalUs;
  container.waitingReason = container.pullBackoff === null ? "ErrImagePull" : "ImagePullBackOff";
  container.pullBackoff = advancedBackoff(container.pullBackoff ?? undefined, refusedUs, refusedUs, IMAGE_PULL_BACKOFF);
  container.nextUs = nextSyncUs(refusedUs, refusedUs + container.pullBackoff.delayUs, ports.chance);
  return false;
}

/** How the pod stands, as its status has it. */
export interface PodStanding {
  readonly phase: KubeletPhase;
  readonly isReady: boolean;
  /** Something of it is out of the ordinary: a restart, a failure, a wait. */
  readonly isRemarkable: boolean;
}

export function podStanding({ containers }: PodWork, programme: PodProgramme): PodStanding {
  const standings: ContainerStandings = new Map(
    containers.map((work, index) => [programme.containers[index]!.name, standingOf(work)]),
  );
  const hasCreatedRegular = containers.some(
    ({ run }, index) => run > 0 && programme.containers[index]!.role === "regular",
  );
  return {
    phase: podPhase(programme.spec, standings, { isTerminal: false, hasCreatedRegular, isStatic: false }),
    isReady: containers.every(({ isReady }, index) => programme.containers[index]!.role === "init" || isReady),
    isRemarkable: containers.some(({ last, restarts, waitingReason, state }) => {
      if (restarts > 0 || waitingReason !== "") return true;
      return last !== null && (last.exitCode !== 0 || state !== "finished");
    }),
  };
}

function standingOf(work: ContainerWork): ContainerStanding {
  return { state: stateOf(work), isReady: work.isReady, isStarted: work.isStarted };
}

/** What the kubelet has not noticed yet is not so. */
function stateOf({ state, isSeen, waitingReason, last, exitCode }: ContainerWork): ContainerState {
  if (state === "finished") return { kind: "terminated", exitCode };
  if (isSeen) return { kind: "running" };
  return { kind: "waiting", reason: waitingReason, lastExitCode: last?.exitCode };
}

/** True if all that is left to come is another turn of the same. */
export function isEndless({ containers }: PodWork): boolean {
  return containers.some(isLooping);
}
