// What a run leaves behind so that questions about it can be answered without repeating all of it: its state at a few moments
// and at its end, and when each pod was tried. Plain data; how it is stored is not its business.

import type { Snapshot } from "../base/snapshot.ts";
import type { SimTime } from "../base/time.ts";

import type { RunOutcome } from "../engine/engine.ts";

import type { ClusterObserver, Delta } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import { PENDING, type PodId, type PodPhase } from "../cluster/pod-table.ts";

import type { Simulation } from "./simulation.ts";

/** The latest attempt that placed nothing. */
export interface LastFailure {
  readonly at: SimTime;
  readonly message: string;
}

/** What became of a pod by the end of the run; if several had its name, of the latest. */
export interface PodFate {
  /** `namespace/name`. */
  readonly key: string;
  /** When its first and its latest attempt began; null: it was never tried. */
  readonly attemptedAtUs: { readonly first: number; readonly last: number } | null;
  readonly attempts: number;
  readonly phase: PodPhase;
  readonly isWaiting: boolean;
  /** Of a pod that waits. */
  readonly failure: LastFailure | null;
  /** True if an attempt of a pod that waits has made others go: which ones, only a repeated run can tell. */
  readonly hasPreempted: boolean;
}

/** The state at a moment: everything before it has happened, and of what happens at it perhaps a part. */
export interface Checkpoint {
  readonly at: SimTime;
  readonly state: Snapshot;
}

export interface SavedRun {
  /** When the run ended. */
  readonly endedAt: SimTime;
  /** Pods that came during the run. */
  readonly fates: readonly PodFate[];
  /** In order of time; the last is the end of the run. */
  readonly checkpoints: readonly Checkpoint[];
}

/** Attempts after which a first state is kept; a run with fewer is repeated quickly enough. */
const FIRST_INTERVAL = 2_000;

/** States kept beside the last. */
const MOST_BETWEEN = 8;

/** A larger state is not kept: it would take longer to read than the run to repeat. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface RecordedRun {
  readonly outcome: RunOutcome;
  /** Undefined if the run was short or is large, or if plugins or extenders of a user may remember what no state holds. */
  readonly saved: SavedRun | undefined;
}

/** Lets a simulation that was just made run to its end, which is the same as without recording; `interval`: see FIRST_INTERVAL. */
export function recordRun(simulation: Simulation, interval = FIRST_INTERVAL): RecordedRun {
  const { plan, engine, cluster } = simulation;
  if (plan.ownPlugins.length > 0 || (plan.scheduler.extenders ?? []).length > 0) {
    return { outcome: simulation.run(), saved: undefined };
  }
  const recorder = new RunRecorder(cluster, () => engine.stop(), interval);
  cluster.observe(recorder);
  let outcome = simulation.run();
  let { events } = outcome;
  while (outcome.endedBy === "stop-condition") {
    recorder.keep(simulation);
    outcome = simulation.run();
    events += outcome.events;
  }
  return { outcome: { ...outcome, events }, saved: recorder.finish(simulation, outcome.at) };
}

/** Hears a run, says when its state is to be taken, and keeps what was taken. */
class RunRecorder implements ClusterObserver {
  readonly #cluster: ClusterState;
  readonly #stop: () => void;
  readonly #firstAttempts = new Map<PodId, number>();
  readonly #failures = new Map<PodId, LastFailure>();
  readonly #preempting = new Set<PodId>();
  #checkpoints: Checkpoint[] = [];
  readonly #firstInterval: number;
  #attempts = 0;
  #interval: number;
  #isTooLarge = false;

  /** `stop` is called in the event after which `keep` is to be called. */
  constructor(cluster: ClusterState, stop: () => void, interval: number) {
    this.#cluster = cluster;
    this.#stop = stop;
    this.#firstInterval = interval;
    this.#interval = interval;
  }

  hear({ change, pod }: Delta): void {
    switch (change.kind) {
      case "pod-attempted":
        if (!this.#firstAttempts.has(pod)) this.#firstAttempts.set(pod, this.#cluster.now);
        this.#attempts += 1;
        if (this.#attempts % this.#interval === 0 && !this.#isTooLarge) this.#stop();
        break;
      case "pod-unschedulable":
        this.#failed(pod, change.failure.message);
        if ((change.failure.preemption?.victims ?? 0) > 0) this.#preempting.add(pod);
        break;
      case "pod-attempt-failed":
        this.#failed(pod, change.message);
        break;
      case "pod-bound":
        this.#failures.delete(pod);
        break;
      default:
        break;
    }
  }

  /** Keeps the state as it is now; of many, every other one is given up. */
  keep(simulation: Simulation): void {
    const taken = this.#take(simulation, simulation.engine.now);
    if (taken === undefined) return;
    this.#checkpoints.push(taken);
    if (this.#checkpoints.length <= MOST_BETWEEN) return;
    this.#checkpoints = this.#checkpoints.filter((_, index) => index % 2 === 1);
    this.#interval *= 2;
  }

  /** What is left behind of a run that is over; undefined if it was short, or is large. */
  finish(simulation: Simulation, endedAt: SimTime): SavedRun | undefined {
    if (this.#attempts < this.#firstInterval || this.#isTooLarge) return undefined;
    const end = this.#take(simulation, endedAt);
    if (end === undefined) return undefined;
    return { endedAt, fates: this.#fates(simulation.preexisting), checkpoints: [...this.#checkpoints, end] };
  }

  #take(simulation: Simulation, at: SimTime): Checkpoint | undefined {
    const state = simulation.snapshot();
    const bytes = Object.values(state).reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (bytes <= MOST_BYTES) return { at, state };
    this.#isTooLarge = true;
    this.#checkpoints = [];
    return undefined;
  }

  #fates(from: PodId): readonly PodFate[] {
    const fates = new Map<string, PodFate>();
    for (let pod = from; pod < this.#cluster.pods.size; pod += 1) {
      const fate = this.#fateOf(pod);
      fates.set(fate.key, fate);
    }
    return [...fates.values()];
  }

  #fateOf(pod: PodId): PodFate {
    const { pods } = this.#cluster;
    const first = this.#firstAttempts.get(pod);
    const isWaiting = pods.phaseOf(pod) === PENDING;
    return {
      key: this.#cluster.keyOfPod(pod),
      attemptedAtUs: first === undefined ? null : { first, last: pods.attemptedAtUs(pod) },
      attempts: pods.attemptsOf(pod),
      phase: pods.phaseNameOf(pod),
      isWaiting,
      failure: isWaiting ? (this.#failures.get(pod) ?? null) : null,
      hasPreempted: isWaiting && this.#preempting.has(pod),
    };
  }

  /** In words of the attempt, and as of its beginning. */
  #failed(pod: PodId, message: string): void {
    this.#failures.set(pod, { at: this.#cluster.pods.attemptedAtUs(pod) as SimTime, message });
  }
}
