// A search that keeps nothing: where room in nodes' rows and the default scores decide alone, the best node is found in one loop
// over rows. For classes that come so rarely that most of what they would keep is stale.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { CPU_INDEX, MEMORY_INDEX } from "../../cluster/resource-index.ts";

import { changeOfBalance } from "../framework/cpu-memory-scores.ts";
import { MAX_NODE_SCORE } from "../framework/plugin.ts";
import type { ClassPlan } from "./class-plan.ts";
import type { BestNode } from "./read-verdicts.ts";
import { bestByRows, type RowWork } from "./row-kernel.ts";

/** More than the last bits of a difference of shares, in percent. */
const LAST_BITS = 1e-6;

export class RowScan {
  readonly #cluster: ClusterState;
  /** The smallest amounts that a node has, of those that have both: of the cluster at this version. */
  #objectsVersion = -1;
  #cpuMilliMin = Infinity;
  #memoryBytesMin = Infinity;

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  /** Whether rows decide alone for the class as the cluster stands. */
  decides({ pod: { podClass }, filters, rowWork, blockScorers }: ClassPlan): boolean {
    if (rowWork === undefined) return false;
    for (let place = 0; place < filters.length - 1; place += 1) {
      if (filters[place]!.form.passesAll?.() !== true) return false;
    }
    for (const { form } of blockScorers) if (form.uniformScore?.(podClass) !== 0) return false;
    return true;
  }

  /** Goes round the order from `start` as a search does. */
  findBest(work: RowWork, order: Int32Array, start: number, enough: number, best: BestNode): void {
    const { rows, stride } = this.#cluster.nodes;
    const most = this.#balanceMax(work, order);
    const stop = bestByRows(rows, stride, work, order, start, order.length, best, enough, most);
    if (stop === order.length) bestByRows(rows, stride, work, order, 0, start, best, enough, most);
  }

  /**
   * A pod changes the difference of both shares by no more than the larger of what it adds to either, and the balance by
   * half of that; balances cut off to whole ones differ by one more at most.
   */
  #balanceMax({ balancesChange, addedCpuMilli, addedMemoryBytes }: RowWork, order: Int32Array): number {
    if (!balancesChange) return MAX_NODE_SCORE;
    this.#measure(order);
    const share = Math.max(addedCpuMilli / this.#cpuMilliMin, addedMemoryBytes / this.#memoryBytesMin);
    const change = Math.min(MAX_NODE_SCORE, Math.floor((share * MAX_NODE_SCORE) / 2 + LAST_BITS) + 1);
    return changeOfBalance(0, change);
  }

  #measure(order: Int32Array): void {
    const { nodes } = this.#cluster;
    if (nodes.objectsVersion === this.#objectsVersion) return;
    this.#objectsVersion = nodes.objectsVersion;
    this.#cpuMilliMin = Infinity;
    this.#memoryBytesMin = Infinity;
    for (const node of order) {
      const cpuMilli = nodes.allocatable(node, CPU_INDEX);
      const memoryBytes = nodes.allocatable(node, MEMORY_INDEX);
      if (cpuMilli === 0 || memoryBytes === 0) continue;
      this.#cpuMilliMin = Math.min(this.#cpuMilliMin, cpuMilli);
      this.#memoryBytesMin = Math.min(this.#memoryBytesMin, memoryBytes);
    }
  }
}
