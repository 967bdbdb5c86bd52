// Follows the pods that hold room on nodes, for counts that are kept from cycle to cycle.
// Imitates what pkg/scheduler/backend/cache/cache.go (UpdateSnapshot) keeps up to date, v1.36.

import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE } from "../../cluster/pod-table.ts";

/** What follows the pods: begins anew, and hears of every pod more (+1) or less (−1) on a node. */
export interface PlacementReader {
  reset(): void;
  count(classId: ClassId, node: number, sign: number): void;
}

export class PlacedPods {
  readonly #cluster: ClusterState;
  readonly #reader: PlacementReader;
  #cursor = NONE;
  /** Of the log that the cursor points into. */
  #epoch = NONE;

  constructor(cluster: ClusterState, reader: PlacementReader) {
    this.#cluster = cluster;
    this.#reader = reader;
  }

  /** Tells the reader what happened since the last time; all of it if the log does not reach back that far. */
  catchUp(): void {
    const { placements } = this.#cluster;
    if (this.#epoch !== placements.epoch || !placements.reaches(this.#cursor)) this.#countAll();
    for (; this.#cursor < placements.end; this.#cursor += 1) {
      const sign = placements.presentAt(this.#cursor);
      if (sign !== 0) this.#reader.count(placements.classAt(this.#cursor), placements.nodeAt(this.#cursor), sign);
    }
  }

  #countAll(): void {
    const { pods, placements } = this.#cluster;
    this.#reader.reset();
    for (let pod = 0; pod < pods.size; pod += 1) {
      if (pods.nodeOf(pod) !== NONE) this.#reader.count(pods.classOf(pod), pods.nodeOf(pod), 1);
    }
    this.#cursor = placements.end;
    this.#epoch = placements.epoch;
  }
}
