// How many nodes the pods that wait need: they are packed first fit decreasing onto nodes that are not there yet. A pure
// decision; the trial keeps what was placed where.
// Imitates cluster-autoscaler v1.36: core/scaleup/orchestrator/orchestrator.go and estimator/{binpacking_estimator,decreasing_pod_orderer}.go,
// in outline: pools are asked in the scenario's order, and all of them in one go.

import type { Node } from "../../model/objects.ts";

import type { ClassId } from "../../cluster/class-table.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { RoomTrial } from "./room-trial.ts";

/** A pod that found no node; `size` puts the largest first. */
export interface WaitingPod {
  readonly pod: PodId;
  readonly classId: ClassId;
  readonly size: number;
}

/** A pool that may get these nodes, in this order, and no others. */
export interface GrowingPool {
  readonly pool: string;
  readonly free: readonly Node[];
}

export interface ScaleUp {
  /** How many of its free nodes each pool gets, in the pools' order. */
  readonly counts: readonly number[];
  /** Pods for which there is no node because a pool is as large as it may be. */
  readonly heldBack: readonly PodId[];
}

/** New nodes of all pools at once, at most (cluster-autoscaler's --max-nodes-per-scaleup). */
export const MAX_NODES_PER_SCALE_UP = 1000;

interface NewNode {
  readonly node: number;
  readonly pool: number;
}

/** What to order for the pods that wait, with the nodes that are there and on their way already in the trial. */
export function scaleUpFor(waiting: readonly WaitingPod[], pools: readonly GrowingPool[], trial: RoomTrial): ScaleUp {
  const packing = new Packing(pools, trial);
  // Sorting is stable: of equal pods, the one that has waited longer comes first.
  for (const pod of waiting.toSorted((left, right) => right.size - left.size)) packing.place(pod);
  return packing.result();
}

class Packing {
  readonly #pools: readonly GrowingPool[];
  readonly #trial: RoomTrial;
  readonly #counts: number[];
  readonly #new: NewNode[] = [];
  readonly #heldBack: PodId[] = [];
  /** Classes that no node that is there takes: room only gets less while nodes are packed. */
  readonly #homeless = new Set<ClassId>();
  /** Classes that an empty node of a pool does not take, as `pool/class`. */
  readonly #unfit = new Set<string>();

  constructor(pools: readonly GrowingPool[], trial: RoomTrial) {
    this.#pools = pools;
    this.#trial = trial;
    this.#counts = pools.map(() => 0);
  }

  place(waiting: WaitingPod): void {
    const { pod, classId } = waiting;
    if (!this.#homeless.has(classId)) {
      if (this.#trial.placeAnywhere(pod)) return;
      this.#homeless.add(classId);
    }
    if (this.#new.some(({ node }) => this.#trial.placeOn(pod, node))) return;
    let isHeldBack = false;
    for (let pool = 0; pool < this.#pools.length; pool += 1) {
      if (this.#unfit.has(`${pool}/${classId}`)) continue;
      const opened = this.#open(pool, waiting);
      if (opened === "placed") return;
      isHeldBack ||= opened === "full";
    }
    if (isHeldBack) this.#heldBack.push(pod);
  }

  result(): ScaleUp {
    return { counts: this.#counts, heldBack: this.#heldBack };
  }

  #open(pool: number, { pod, classId }: WaitingPod): "placed" | "unfit" | "full" {
    const { free, pool: name } = this.#pools[pool]!;
    const next = free[this.#counts[pool]!];
    if (next === undefined || this.#new.length === MAX_NODES_PER_SCALE_UP) return "full";
    const node = this.#trial.addNode(next, name);
    if (!this.#trial.placeOn(pod, node)) {
      this.#trial.dropNode(node);
      this.#unfit.add(`${pool}/${classId}`);
      return "unfit";
    }
    this.#new.push({ node, pool });
    this.#counts[pool] = this.#counts[pool]! + 1;
    return "placed";
  }
}
