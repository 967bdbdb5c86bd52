// What a scheduler in one loop costs: every node visited asks three amounts and works out two scores, all in typed columns,
// without a plugin or a call. It knows one kind of pods and decides as the default profile does for them. A bound for the
// cost of a decision that remembers nothing.

import type { SchedulingClass } from "../../src/cluster/class-table.ts";
import type { ClusterState } from "../../src/cluster/cluster-state.ts";
import { CPU_INDEX, MEMORY_INDEX } from "../../src/cluster/resource-index.ts";
import { feasibleNodesToFind } from "../../src/scheduling/framework/node-sampling.ts";
import { comesFirstInPreOrder } from "../../src/scheduling/framework/select-host.ts";

/** Columns of a node's row: what it has, and what is taken. */
const CPU = 0;
const MEMORY = 1;
const PODS = 2;
const CPU_TAKEN = 3;
const MEMORY_TAKEN = 4;
const PODS_TAKEN = 5;
const STRIDE = 6;

export class FusedScan {
  readonly #order: Int32Array;
  readonly #rows: Float64Array;
  readonly #enough: number;
  #start = 0;

  constructor({ nodes, nodeOrder }: ClusterState, percentageOfNodesToScore: number) {
    this.#order = nodeOrder;
    this.#rows = new Float64Array(STRIDE * nodes.idLimit);
    this.#enough = feasibleNodesToFind(nodeOrder.length, percentageOfNodesToScore);
    for (const node of nodeOrder) {
      this.#rows[STRIDE * node + CPU] = nodes.allocatable(node, CPU_INDEX);
      this.#rows[STRIDE * node + MEMORY] = nodes.allocatable(node, MEMORY_INDEX);
      this.#rows[STRIDE * node + PODS] = nodes.allowedPods(node);
    }
  }

  /** The node for a pod, or −1. */
  decide({ requests: { cpuMilli, memoryBytes } }: SchedulingClass): number {
    const [order, rows] = [this.#order, this.#rows];
    let best = -1;
    let bestScore = -1;
    let bestPosition = 0;
    let found = 0;
    let visited = 0;
    for (; visited < order.length; visited += 1) {
      const index = this.#start + visited;
      const base = STRIDE * order[index < order.length ? index : index - order.length]!;
      const cpu = rows[base + CPU]!;
      const memory = rows[base + MEMORY]!;
      const cpuAfter = rows[base + CPU_TAKEN]! + cpuMilli;
      const memoryAfter = rows[base + MEMORY_TAKEN]! + memoryBytes;
      if (cpuAfter > cpu || memoryAfter > memory || rows[base + PODS_TAKEN]! >= rows[base + PODS]!) continue;
      if (found === this.#enough) break;
      const free = Math.floor(((cpu - cpuAfter) * 100) / cpu) + Math.floor(((memory - memoryAfter) * 100) / memory);
      const before = balance(rows[base + CPU_TAKEN]! / cpu, rows[base + MEMORY_TAKEN]! / memory);
      const change = balance(cpuAfter / cpu, memoryAfter / memory) - before;
      const score = (free >> 1) + 50 + ((50 + change) >> 1);
      if (
        score > bestScore ||
        (score === bestScore && bestPosition !== 0 && comesFirstInPreOrder(found, bestPosition))
      ) {
        best = base / STRIDE;
        bestScore = score;
        bestPosition = found;
      }
      found += 1;
    }
    this.#start = (this.#start + visited) % order.length;
    return best;
  }

  /** A pod comes to a node (1) or leaves it (−1). */
  shift(node: number, { requests: { cpuMilli, memoryBytes } }: SchedulingClass, by: 1 | -1): void {
    const base = STRIDE * node;
    this.#rows[base + CPU_TAKEN]! += by * cpuMilli;
    this.#rows[base + MEMORY_TAKEN]! += by * memoryBytes;
    this.#rows[base + PODS_TAKEN]! += by;
  }
}

/** How evenly the two are taken, 0 to 100. */
function balance(cpuShare: number, memoryShare: number): number {
  return Math.trunc((1 - Math.abs((cpuShare - memoryShare) / 2)) * 100);
}
