// One probe of one container: what it remembers between its ticks, and what a tick makes of it. Pure: a worker is a value.
// A worker belongs to the container's name and outlives its restarts; it learns of a new container at its next tick.
// Imitates pkg/kubelet/prober/worker.go (doProbe), v1.36.

import { US_PER_SECOND } from "../../../base/time.ts";

export type ProbeKind = "startup" | "liveness" | "readiness";
export type ProbeResult = "unknown" | "success" | "failure";

/** A probe with its defaults filled in. */
export interface ProbeSettings {
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
}

export interface ProbeWorker {
  /** The run of the container that it knows; 0: none so far. Runs of a container are numbered from 1. */
  readonly run: number;
  /** What holds of that run. */
  readonly result: ProbeResult;
  /** How often in a row the command ended as it did last. Restarts do not touch it. */
  readonly lastOutcome: "success" | "failure";
  readonly outcomesInRow: number;
  /** It has said all there is to say of this run. */
  readonly isOnHold: boolean;
}

/** A container as the kubelet's latest status has it. */
export interface ProbedContainer {
  /** 0: it has never run. */
  readonly run: number;
  readonly isRunning: boolean;
  /** In µs; of no meaning unless it runs. */
  readonly startedAtUs: number;
  /** The status says that its start-up probe succeeded, or that it has none. */
  readonly isStarted: boolean;
}

/** What a tick comes to; `worker` is the worker from then on. */
export interface ProbeTick {
  readonly worker: ProbeWorker;
  /** The result is not what it was: the pod is synchronized. */
  readonly hasChanged: boolean;
  /** The command is run now; what it says goes to `probed`. */
  readonly runsCommand: boolean;
}

/** What holds before the first command of a run. */
const INITIAL_RESULT: Readonly<Record<ProbeKind, ProbeResult>> = Object.freeze({
  startup: "unknown",
  liveness: "success",
  readiness: "failure",
});

export const NEW_WORKER: ProbeWorker = Object.freeze({
  run: 0,
  result: "unknown",
  lastOutcome: "success",
  outcomesInRow: 0,
  isOnHold: false,
});

/** A tick at `nowUs`. */
export function probeTick(
  kind: ProbeKind,
  { initialDelaySeconds }: ProbeSettings,
  before: ProbeWorker,
  container: ProbedContainer,
  nowUs: number,
): ProbeTick {
  if (container.run === 0) return { worker: before, hasChanged: false, runsCommand: false };
  const isNew = before.run !== container.run;
  const worker = isNew ? seenRun(kind, before, container.run) : before;
  if (worker.isOnHold) return { worker, hasChanged: false, runsCommand: false };
  if (!container.isRunning) {
    return {
      worker: { ...worker, result: "failure" },
      hasChanged: isNew || worker.result !== "failure",
      runsCommand: false,
    };
  }
  const ranSeconds = Math.trunc((nowUs - container.startedAtUs) / US_PER_SECOND);
  const isDue = ranSeconds >= initialDelaySeconds && container.isStarted === (kind !== "startup");
  return { worker, hasChanged: isNew, runsCommand: isDue };
}

/** The worker after its command has run. */
export function probed(
  kind: ProbeKind,
  { successThreshold, failureThreshold }: ProbeSettings,
  before: ProbeWorker,
  outcome: "success" | "failure",
): { readonly worker: ProbeWorker; readonly hasChanged: boolean } {
  const outcomesInRow = before.lastOutcome === outcome ? before.outcomesInRow + 1 : 1;
  const worker = { ...before, lastOutcome: outcome, outcomesInRow };
  const threshold = outcome === "success" ? successThreshold : failureThreshold;
  if (outcomesInRow < threshold) return { worker, hasChanged: false };
  const isOver = kind === "startup" || (kind === "liveness" && outcome === "failure");
  return {
    worker: { ...worker, result: outcome, isOnHold: isOver, outcomesInRow: isOver ? 0 : outcomesInRow },
    hasChanged: before.result !== outcome,
  };
}

/** The worker once it knows of a run: as its first tick after that would make it, without a command. */
export function seenRun(kind: ProbeKind, worker: ProbeWorker, run: number): ProbeWorker {
  return { ...worker, run, result: INITIAL_RESULT[kind], isOnHold: false };
}

/** What a worker says of a run of its container; undefined: nothing yet. */
export function resultOf(worker: ProbeWorker | undefined, run: number): ProbeResult | undefined {
  return worker === undefined || worker.run !== run ? undefined : worker.result;
}
