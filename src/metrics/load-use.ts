// How much CPU the load really used, by group of nodes: each container's use holds from the moment of which it is told, which may lie
// some seconds in the past, until the next one. Knows numbers of containers and groups only.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { packJson, unpackJson } from "../base/snapshot-parts.ts";
import { SIMULATION_START, type SimTime } from "../base/time.ts";

const MILLI_PER_CORE = 1000;

/** What a container uses, since when, and the numbers of the groups that its node is in. */
interface UseLine {
  readonly groups: readonly number[];
  milli: number;
  sinceUs: number;
}

export class LoadUse implements Snapshotable {
  /** By container. */
  #lines = new Map<number, UseLine>();
  /** Thousandths of a core times µs, by group. */
  #sums: number[] = [];
  #begin: SimTime = SIMULATION_START;

  /** Whether anybody ever used anything. */
  get isKnown(): boolean {
    return this.#lines.size > 0 || this.#sums.length > 0;
  }

  /** A container uses so much from a moment on; `groupsOf` says which groups it is in and is asked the first time only. */
  record(container: number, milli: number, fromUs: number, groupsOf: () => readonly number[]): void {
    const line = this.#lines.get(container);
    if (line !== undefined) this.#addUntil(line, fromUs);
    if (milli === 0) this.#lines.delete(container);
    else if (line === undefined) this.#lines.set(container, { groups: groupsOf(), milli, sinceUs: fromUs });
    else line.milli = milli;
  }

  /** Forgets what was used before. All of it must have been told. */
  beginAt(begin: SimTime): void {
    this.#begin = begin;
    for (const line of this.#lines.values()) this.#addUntil(line, begin);
    this.#sums = this.#sums.map(() => 0);
  }

  /** Cores of a group, over the time from the beginning to `end`. */
  meanCores(group: number, end: SimTime): number {
    if (end === this.#begin) return 0;
    let sum = this.#sums[group] ?? 0;
    for (const { groups, milli, sinceUs } of this.#lines.values()) {
      if (sinceUs < end && groups.includes(group)) sum += milli * (end - sinceUs);
    }
    return sum / MILLI_PER_CORE / (end - this.#begin);
  }

  snapshot(): Snapshot {
    return { use: packJson([[...this.#lines], this.#sums, this.#begin]) };
  }

  restore(saved: Snapshot): void {
    const [lines, sums, begin] = unpackJson(saved, "use") as [[number, UseLine][], number[], SimTime];
    this.#lines = new Map(lines);
    this.#sums = sums;
    this.#begin = begin;
  }

  #addUntil(line: UseLine, us: number): void {
    const lastedUs = us - line.sinceUs;
    if (lastedUs <= 0) return;
    for (const group of line.groups) {
      while (this.#sums.length <= group) this.#sums.push(0);
      this.#sums[group]! += line.milli * lastedUs;
    }
    line.sinceUs = us;
  }
}
