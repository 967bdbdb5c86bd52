// What a kubelet tells the API of a pod that it works on: the changes since it told last, in one write.
// Imitates pkg/kubelet/status/status_manager.go and kubelet_pods.go (convertToAPIContainerStatuses), v1.36.

import { US_PER_SECOND } from "../../base/time.ts";

import type { Change } from "../../cluster/change.ts";
import type { LiveContainer, LiveContainerState } from "../../cluster/live-pod.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { ContainerExit, ContainerWork } from "./container-work.ts";
import type { ContainerProgramme, PodProgramme } from "./pod-programme.ts";
import { podStanding, type PodWork } from "./pod-work.ts";

export interface PodReport {
  /** To be written together; empty: nothing new. */
  readonly changes: readonly Change[];
  /** The pod has come to its end. */
  readonly hasEnded: boolean;
}

/** Compares the pod with what was said of it, and takes down what is said now. */
export function reportPod(pod: PodId, work: PodWork, programme: PodProgramme): PodReport {
  const { phase, isReady, isRemarkable } = podStanding(work, programme);
  const changes: Change[] = [];
  const hasEnded = phase === "Succeeded" || phase === "Failed";
  if (!work.saidStarted && phase !== "Pending" && phase !== "Failed") {
    changes.push({ kind: "pod-started", pod, isReady });
    work.saidStarted = true;
    work.saidReady = isReady;
  } else if (work.saidStarted && isReady !== work.saidReady && !hasEnded) {
    changes.push({ kind: "pod-ready", pod, ready: isReady ? "True" : "False" });
    work.saidReady = isReady;
  }
  if (isRemarkable || work.saidContainers !== "") changes.push(...containersSaid(pod, work, programme));
  if (hasEnded) changes.push({ kind: "pod-ended", pod, phase: phase === "Succeeded" ? "succeeded" : "failed" });
  return { changes, hasEnded };
}

/** What was said of the containers of a pod whose status stands as they do. */
export function containersText(work: PodWork, { containers }: PodProgramme): string {
  return JSON.stringify(work.containers.map((container, index) => liveContainer(container, containers[index]!)));
}

function containersSaid(pod: PodId, work: PodWork, { containers }: PodProgramme): readonly Change[] {
  const live = work.containers.map((container, index) => liveContainer(container, containers[index]!));
  const text = JSON.stringify(live);
  if (text === work.saidContainers) return [];
  work.saidContainers = text;
  const isRegular = (_one: LiveContainer, index: number) => containers[index]!.role === "regular";
  const starting = live.filter((one, index) => !isRegular(one, index));
  const change = { kind: "pod-containers", pod, containers: live.filter(isRegular) } as const;
  return [starting.length === 0 ? change : { ...change, initContainers: starting }];
}

function liveContainer(work: ContainerWork, { name, role }: ContainerProgramme): LiveContainer {
  const { isReady, restarts, last } = work;
  const state = liveState(work, role);
  const lastTerminated = last === null || state.kind === "terminated" ? {} : { lastTerminated: terminated(last) };
  return { name, isReady, restartCount: restarts, state, ...lastTerminated };
}

function liveState(
  { state, isSeen, startedAtUs, last, waitingReason }: ContainerWork,
  role: ContainerProgramme["role"],
): LiveContainerState {
  if (isSeen) return { kind: "running", startedUs: wholeSecond(startedAtUs) };
  if (last !== null && (state === "finished" || waitingReason === "")) return terminated(last);
  const ordinary = role === "regular" ? "ContainerCreating" : "PodInitializing";
  return { kind: "waiting", reason: waitingReason === "" ? ordinary : waitingReason };
}

function terminated({
  exitCode,
  reason,
  finishedUs,
}: ContainerExit): Extract<LiveContainerState, { kind: "terminated" }> {
  return { kind: "terminated", exitCode, reason, finishedUs: wholeSecond(finishedUs) };
}

/** Times in the API have no parts of seconds. */
function wholeSecond(us: number): number {
  return us - (us % US_PER_SECOND);
}
