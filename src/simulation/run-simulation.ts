// Plan in, result out. No input or output of its own: the same plan gives the same result, byte for byte.

import { checkBooks } from "../cluster/books.ts";
import type { ClusterObserver, Delta } from "../cluster/change.ts";

import type { LatenciesInOrder } from "../metrics/latency.ts";

import type { Plan } from "../scenario/plan.ts";

import { buildResult, measuredLatencies } from "./build-result.ts";
import type { SimulationResult } from "./result.ts";
import { recordRun, type SavedRun } from "./saved-run.ts";
import { Simulation } from "./simulation.ts";

/** How far a run is, for whoever shows it. */
export interface RunProgress {
  readonly podsCreated: number;
  readonly podsBound: number;
  readonly podsTotal: number;
  readonly simulatedUs: number;
}

/** What a caller may ask of a run beside its result. */
export interface RunWishes {
  /** Called every so often while the run goes on. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** When the cluster's books are checked; always at the end. */
  readonly checks?: "at-the-end" | "after-every-event";
  /** Called at the end with the latencies of the pods that count, in the order in which they were created. */
  readonly onLatencies?: (latencies: readonly LatenciesInOrder[]) => void;
  /** Called at the end, if the run leaves something behind for later questions. */
  readonly onSaved?: (saved: SavedRun) => void;
}

/** Pods created or bound between two calls of onProgress. */
const PODS_PER_PROGRESS = 64;

/**
 * Runs a plan to its end.
 *
 * @throws InvariantViolation if the program contradicts itself; never for what a user wrote.
 */
export function runSimulation(plan: Plan, wishes: RunWishes = {}): SimulationResult {
  const simulation = new Simulation(plan);
  const { engine, cluster, overfull } = simulation;
  if (wishes.onProgress !== undefined) cluster.observe(new ProgressTeller(simulation, wishes.onProgress));
  if (wishes.checks === "after-every-event") engine.observe(() => checkBooks(cluster, overfull));
  const recorded = wishes.onSaved === undefined ? undefined : recordRun(simulation);
  const outcome = recorded?.outcome ?? simulation.run();
  checkBooks(cluster, overfull);
  if (recorded?.saved !== undefined) wishes.onSaved?.(recorded.saved);
  wishes.onLatencies?.(measuredLatencies(simulation));
  return buildResult(simulation, outcome);
}

class ProgressTeller implements ClusterObserver {
  readonly #simulation: Simulation;
  readonly #tell: (progress: RunProgress) => void;
  readonly #podsTotal: number;
  #created = 0;
  #bound = 0;

  constructor(simulation: Simulation, tell: (progress: RunProgress) => void) {
    this.#simulation = simulation;
    this.#tell = tell;
    this.#podsTotal = simulation.plan.workloads.reduce((sum, { pods }) => sum + pods.names.length, 0);
  }

  hear({ change }: Delta): void {
    if (change.kind === "pod-created") this.#created += 1;
    else if (change.kind === "pod-bound") this.#bound += 1;
    else return;
    if ((this.#created + this.#bound) % PODS_PER_PROGRESS !== 0) return;
    this.#tell({
      podsCreated: this.#created,
      podsBound: this.#bound,
      podsTotal: this.#podsTotal,
      simulatedUs: this.#simulation.engine.now,
    });
  }
}
