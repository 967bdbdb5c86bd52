// One cohort of timers: the members that tick at the same moments, in the order in which they joined. A
// member that leaves leaves a gap, so that the others keep their places; gaps are closed when they prevail.

import type { SimTime } from "../base/time.ts";

import type { EventHandle } from "./event-table.ts";

/** An entry whose member has left. */
export const NO_MEMBER = -1;

const INITIAL_ROOM = 4;

export class Cohort {
  nextTick: SimTime;
  tick: EventHandle;
  /** Members among the entries. */
  count: number;
  /** Entries, gaps included. */
  length: number;
  #entries: Int32Array;

  /** `entries` becomes the cohort's own; `count` of them are members. */
  constructor(nextTick: SimTime, tick: EventHandle, entries: Int32Array, count: number) {
    this.nextTick = nextTick;
    this.tick = tick;
    this.count = count;
    this.length = entries.length;
    this.#entries = entries;
  }

  /** The member at a place, or NO_MEMBER. */
  at(place: number): number {
    return this.#entries[place]!;
  }

  entries(): Int32Array {
    return this.#entries.subarray(0, this.length);
  }

  /** Adds a member behind all others; returns its place. */
  append(member: number): number {
    if (this.length === this.#entries.length) {
      const longer = new Int32Array(Math.max(INITIAL_ROOM, this.length * 2));
      longer.set(this.#entries);
      this.#entries = longer;
    }
    this.#entries[this.length] = member;
    this.length += 1;
    this.count += 1;
    return this.length - 1;
  }

  remove(place: number): void {
    this.#entries[place] = NO_MEMBER;
    this.count -= 1;
  }

  /** Closes the gaps if they prevail, and writes the new places into `placeOf`, by member. */
  closeGaps(placeOf: Int32Array): void {
    if (this.length < 2 * this.count + INITIAL_ROOM) return;
    let kept = 0;
    for (let place = 0; place < this.length; place += 1) {
      const member = this.#entries[place]!;
      if (member === NO_MEMBER) continue;
      this.#entries[kept] = member;
      placeOf[member] = kept;
      kept += 1;
    }
    this.length = kept;
  }
}
