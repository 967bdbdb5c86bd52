// Pods counted by the values of one label of nodes, and several such counts read as one.

import type { TopologyColumn } from "../topology/topology-values.ts";
import type { PairCounts } from "./inter-pod-affinity-counts.ts";

/** Counts some pods wherever a node has the label. */
export class TopologyCounter {
  readonly column: TopologyColumn;
  /** Sum of all counts. */
  total = 0;
  /** After `settle`: the number of each node's value, and the count by number. */
  byNode: Int32Array;
  counts = new Int32Array(8);

  constructor(column: TopologyColumn) {
    this.column = column;
    this.byNode = column.byNode;
  }

  /** Counts `amount` more pods at a value's number; nowhere if that is negative. */
  add(value: number, amount: number): void {
    if (value < 0) return;
    this.#fit(value + 1);
    this.counts[value] = this.counts[value]! + amount;
    this.total += amount;
  }

  /** Makes both lists fit for reading, until something is counted or a node changes. */
  settle(): void {
    this.byNode = this.column.byNode;
    this.#fit(this.column.limit);
  }

  /** The count of a value. */
  countOf(value: string): number {
    return this.counts[this.column.idOf(value)] ?? 0;
  }

  clear(): void {
    this.counts.fill(0);
    this.total = 0;
  }

  #fit(size: number): void {
    if (size <= this.counts.length) return;
    const larger = new Int32Array(Math.max(size, 2 * this.counts.length));
    larger.set(this.counts);
    this.counts = larger;
  }
}

/** Counters as one, for whoever asks by key and value. The list may grow. */
export class CounterSum implements PairCounts {
  readonly counters: readonly TopologyCounter[];

  constructor(counters: readonly TopologyCounter[]) {
    this.counters = counters;
  }

  get total(): number {
    let sum = 0;
    for (const { total } of this.counters) sum += total;
    return sum;
  }

  countOf(key: string, value: string): number {
    let sum = 0;
    for (const counter of this.counters) {
      if (counter.total > 0 && counter.column.topologyKey === key) sum += counter.countOf(value);
    }
    return sum;
  }
}
