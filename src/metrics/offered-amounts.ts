// What nodes offer to pods, by group of nodes and column: now, and on average over time. Knows numbers of nodes and groups, and the
// amounts that it is told.

import { joinSnapshots, packJson, partOf, unpackJson } from "../base/snapshot-parts.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { SIMULATION_START, type SimTime } from "../base/time.ts";

import { WeightedSums } from "./weighted-sums.ts";

/** What a node offers by column, and the numbers of the groups that it is in. */
interface Offer {
  readonly groups: readonly number[];
  readonly amounts: readonly number[];
}

export class OfferedAmounts implements Snapshotable {
  readonly #sums = new WeightedSums();
  /** By node, of those that are there. */
  #offers = new Map<number, Offer>();
  /** When anything last changed, by group. */
  #changedAt: SimTime[] = [];
  #begin: SimTime = SIMULATION_START;

  /** A node offers so much from now on, in the place of what it offered before. */
  set(node: number, groups: readonly number[], amounts: readonly number[], now: SimTime): void {
    this.remove(node, now);
    this.#offers.set(node, { groups, amounts });
    this.#add({ groups, amounts }, 1, now);
  }

  remove(node: number, now: SimTime): void {
    const offer = this.#offers.get(node);
    if (offer === undefined) return;
    this.#offers.delete(node);
    this.#add(offer, -1, now);
  }

  /** Forgets the time before. */
  beginAt(begin: SimTime): void {
    this.#begin = begin;
    this.#sums.beginAt(begin);
  }

  /** Whether the nodes of a group were others at some time, or offered other amounts, than at its end. */
  hasChanged(group: number): boolean {
    return (this.#changedAt[group] ?? SIMULATION_START) > this.#begin;
  }

  /** Over the time from the beginning to `end`. */
  mean(group: number, column: number, end: SimTime): number {
    return this.#sums.mean(group, column, end);
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      sums: this.#sums.snapshot(),
      rest: { state: packJson([[...this.#offers], this.#changedAt, this.#begin]) },
    });
  }

  restore(saved: Snapshot): void {
    this.#sums.restore(partOf(saved, "sums"));
    const state = unpackJson(partOf(saved, "rest"), "state") as [[number, Offer][], SimTime[], SimTime];
    this.#offers = new Map(state[0]);
    this.#changedAt = state[1];
    this.#begin = state[2];
  }

  #add({ groups, amounts }: Offer, sign: 1 | -1, now: SimTime): void {
    for (const group of groups) {
      while (this.#changedAt.length < group) this.#changedAt.push(SIMULATION_START);
      this.#changedAt[group] = now;
      for (const [column, amount] of amounts.entries()) {
        if (amount !== 0) this.#sums.add(group, column, sign * amount, now);
      }
    }
  }
}
