// Pods counted by the values of one label of nodes, and several such counts read as one.

import type { TopologyColumn } from "../topology/topology-values.ts";
import type { PairCounts } from "./inter-pod-affinity-counts.ts";

/** Counts some pods wherever a node has the label. */
export class TopologyCounter {
  readonly column: TopologyColumn;
  /** By number of the value. May end before the column's limit: nobody was counted behind its end. */
  counts = new Int32Array(8);
  /** Sum of all counts. */
  total = 0;

  constructor(column: TopologyColumn) {
    this.column = column;
  }

  /** Counts `amount` more pods at a value's number; nowhere if that is negative. */
  add(value: number, amount: number): void {
    if (value < 0) return;
    if (value >= this.counts.length) this.#growTo(value + 1);
    this.counts[value] = this.counts[value]! + amount;
    this.total += amount;
  }

  countAt(value: number): number {
    return value < this.counts.length ? this.counts[value]! : 0;
  }

  clear(): void {
    this.counts.fill(0);
    this.total = 0;
  }

  #growTo(size: number): void {
    const larger = new Int32Array(Math.max(size, 2 * this.counts.length, this.column.limit));
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
      if (counter.total > 0 && counter.column.topologyKey === key) sum += counter.countAt(counter.column.idOf(value));
    }
    return sum;
  }
}
