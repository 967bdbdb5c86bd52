// Ends a run in which time stands still: the same pods are made and deleted again and again at one moment, as where old and new pods of a
// rollout preempt one another and nothing takes any time. A real cluster would go on like that, too, at its own pace.

import type { Engine } from "../engine/engine.ts";

import type { ClusterObserver, Delta } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import { DELETED } from "../cluster/pod-table.ts";

/** Pods made at one moment for each that is there, and as if there were so many at least. */
const ROUNDS = 100;
const FEWEST = 100;

export class StandingStill implements ClusterObserver {
  readonly concerns = new Set(["pod-created"] as const);
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  #at = -1;
  #made = 0;
  #countedAt = ROUNDS * FEWEST;
  #isStuck = false;

  constructor(engine: Engine, cluster: ClusterState) {
    this.#engine = engine;
    this.#cluster = cluster;
  }

  /** Whether it has ended the run. */
  get isStuck(): boolean {
    return this.#isStuck;
  }

  hear(_delta: Delta): void {
    const { now } = this.#engine;
    if (now !== this.#at) [this.#at, this.#made, this.#countedAt] = [now, 0, ROUNDS * FEWEST];
    this.#made += 1;
    if (this.#made < this.#countedAt) return;
    const limit = ROUNDS * (FEWEST + this.#podsThere());
    if (this.#made < limit) {
      this.#countedAt = limit;
      return;
    }
    this.#isStuck = true;
    this.#engine.stop();
  }

  #podsThere(): number {
    const { pods } = this.#cluster;
    let count = 0;
    for (let pod = 0; pod < pods.size; pod += 1) if (pods.phaseOf(pod) !== DELETED) count += 1;
    return count;
  }
}
