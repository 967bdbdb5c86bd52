// At most how many volumes the pods on each node have it attach: enough to see without looking at them that a node is far
// from its limits. Kept from cycle to cycle.

import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { isPlainClaim } from "./attached-volumes.ts";
import { PlacedPods, type PlacementReader } from "./placed-pods.ts";

/** For a volume that may fail the cycle when it is looked at: it must be looked at. */
const TO_BE_LOOKED_AT = 1 << 20;

export class AttachmentBounds implements PlacementReader {
  readonly #cluster: ClusterState;
  readonly #pods: PlacedPods;
  /** By node. */
  readonly #bounds: number[] = [];

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
    this.#pods = new PlacedPods(cluster, this);
  }

  catchUp(): void {
    this.#pods.catchUp();
  }

  /** As of the last catching up. */
  of(node: number): number {
    return this.#bounds[node] ?? 0;
  }

  reset(): void {
    this.#bounds.length = 0;
  }

  count(classId: ClassId, node: number, sign: number): void {
    let bound = 0;
    for (const use of this.#cluster.classes.get(classId).volumes.attachable) {
      bound += isPlainClaim(use) ? 1 : TO_BE_LOOKED_AT;
    }
    while (this.#bounds.length <= node) this.#bounds.push(0);
    this.#bounds[node] = this.#bounds[node]! + sign * bound;
  }
}
