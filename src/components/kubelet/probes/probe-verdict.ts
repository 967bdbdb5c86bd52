// What the probes of a container say together, whenever its pod is synchronized: started, ready, to be killed.
// Imitates pkg/kubelet/prober/prober_manager.go (UpdatePodStatus) and pkg/kubelet/kuberuntime/kuberuntime_manager.go
// (computePodActions), v1.36.

import { resultOf, type ProbeKind, type ProbeWorker } from "./probe-worker.ts";

/** The workers of a container; absent where it has no such probe. */
export type ProbeWorkers = Readonly<Partial<Record<ProbeKind, ProbeWorker>>>;

export interface ProbeVerdict {
  readonly isStarted: boolean;
  readonly isReady: boolean;
  /** The readiness probe runs at once, whatever its period. */
  readonly triggersReadiness: boolean;
  /** The probe for which it is stopped and started again. */
  readonly killedFor: "liveness" | "startup" | undefined;
}

const NOT_RUNNING: ProbeVerdict = Object.freeze({
  isStarted: false,
  isReady: false,
  triggersReadiness: false,
  killedFor: undefined,
});

/** Of the given run of a container. */
export function probeVerdict(workers: ProbeWorkers, run: number, isRunning: boolean): ProbeVerdict {
  if (!isRunning) return NOT_RUNNING;
  const startup = resultOf(workers.startup, run);
  const isStarted = startup === undefined ? workers.startup === undefined : startup === "success";
  const isReady = isStarted && (workers.readiness === undefined || resultOf(workers.readiness, run) === "success");
  return {
    isStarted,
    isReady,
    triggersReadiness: isStarted && !isReady,
    killedFor: killedFor(workers, run),
  };
}

function killedFor(workers: ProbeWorkers, run: number): "liveness" | "startup" | undefined {
  if (resultOf(workers.liveness, run) === "failure") return "liveness";
  return resultOf(workers.startup, run) === "failure" ? "startup" : undefined;
}
