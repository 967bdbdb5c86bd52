// The phase of a pod, from what its containers do.
// Imitates pkg/kubelet/kubelet_pods.go (getPhase), v1.36 (gate ContainerRestartRules on, as by default).

import { shouldRestart } from "./container-restart.ts";
import { isSidecar, type ContainerStandings, type PhasedContainer, type PhasedPodSpec } from "./container-state.ts";

export type KubeletPhase = "Pending" | "Running" | "Succeeded" | "Failed";

/** What the kubelet knows beside the containers. */
export interface PodProgress {
  /** The pod is at its end: nothing of it is started again. */
  readonly isTerminal: boolean;
  /** A regular container has been created before: restarting sidecars do not make the pod wait. */
  readonly hasCreatedRegular: boolean;
  readonly isStatic: boolean;
}

interface Counts {
  running: number;
  waiting: number;
  unknown: number;
  stopped: number;
  /** Among the stopped. */
  stoppedForGood: number;
  succeeded: number;
  isInitializing: boolean;
  isSidecarStarting: boolean;
  hasFailedForGood: boolean;
}

export function podPhase(spec: PhasedPodSpec, standings: ContainerStandings, progress: PodProgress): KubeletPhase {
  const counts: Counts = {
    running: 0,
    waiting: 0,
    unknown: 0,
    stopped: 0,
    stoppedForGood: 0,
    succeeded: 0,
    isInitializing: false,
    isSidecarStarting: false,
    hasFailedForGood: false,
  };
  for (const container of spec.initContainers ?? []) {
    if (isSidecar(container)) countSidecar(counts, container, standings);
    else countInit(counts, container, spec, standings);
  }
  for (const container of spec.containers) countRegular(counts, container, spec, standings);
  return phaseOf(counts, progress);
}

function countInit(counts: Counts, container: PhasedContainer, spec: PhasedPodSpec, standings: ContainerStandings) {
  const state = standings.get(container.name)?.state;
  const exitCode = state?.kind === "terminated" ? state.exitCode : state?.kind === "waiting" && state.lastExitCode;
  if (typeof exitCode !== "number") counts.isInitializing = true;
  else if (exitCode !== 0 && !shouldRestart(container, spec.restartPolicy, exitCode)) counts.hasFailedForGood = true;
}

/** Sidecars that ended count for nothing. */
function countSidecar(counts: Counts, { name }: PhasedContainer, standings: ContainerStandings): void {
  const standing = standings.get(name);
  if (standing === undefined) {
    counts.unknown += 1;
  } else if (standing.state.kind === "running") {
    if (standing.isStarted !== true) counts.isSidecarStarting = true;
    counts.running += 1;
  } else if (standing.state.kind === "waiting" && standing.state.lastExitCode === undefined) {
    counts.isSidecarStarting = true;
    counts.waiting += 1;
  }
}

function countRegular(counts: Counts, container: PhasedContainer, spec: PhasedPodSpec, standings: ContainerStandings) {
  const state = standings.get(container.name)?.state;
  if (state === undefined) counts.unknown += 1;
  else if (state.kind === "running") counts.running += 1;
  else if (state.kind === "waiting" && state.lastExitCode === undefined) counts.waiting += 1;
  else {
    const exitCode = state.kind === "waiting" ? state.lastExitCode! : state.exitCode;
    counts.stopped += 1;
    if (!shouldRestart(container, spec.restartPolicy, exitCode)) counts.stoppedForGood += 1;
    // One that waits for its next start has not succeeded, whatever its last exit said.
    if (state.kind === "terminated" && exitCode === 0) counts.succeeded += 1;
  }
}

function phaseOf(counts: Counts, { isTerminal, hasCreatedRegular, isStatic }: PodProgress): KubeletPhase {
  const { running, waiting, unknown, stopped, stoppedForGood, succeeded } = counts;
  if (counts.hasFailedForGood) return "Failed";
  if (counts.isInitializing || (counts.isSidecarStarting && !hasCreatedRegular) || waiting > 0) return "Pending";
  if (unknown > 0 || (running === 0 && stopped === 0)) return "Pending";
  if (running > 0) return "Running";
  const isOver = (isTerminal && !isStatic) || stopped === stoppedForGood;
  if (!isOver) return "Running";
  return stopped === succeeded ? "Succeeded" : "Failed";
}
