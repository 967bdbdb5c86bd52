// Who is in which station, in the order of coming: those that are served first, behind them those that wait. So the first of the
// waiting is all that must be known of the two. Chained rows, so that anybody can leave from the middle. Knows neither services
// nor processors.

import { grownTo } from "../../base/grown-column.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

const NOBODY = -1;
const INITIAL_ROOM = 16;

export class StationLists implements Snapshotable {
  /** By station. */
  #heads = newChain();
  #tails = newChain();
  #firstWaiting = newChain();
  #present = new Int32Array(INITIAL_ROOM);
  #waiting = new Int32Array(INITIAL_ROOM);
  /** By visit. */
  #next = newChain();
  #previous = newChain();

  open(station: number): void {
    if (station >= this.#heads.length) this.#reachStation(station);
    for (const chain of [this.#heads, this.#tails, this.#firstWaiting]) chain[station] = NOBODY;
    this.#present[station] = 0;
    this.#waiting[station] = 0;
  }

  present(station: number): number {
    return this.#present[station]!;
  }

  waiting(station: number): number {
    return this.#waiting[station]!;
  }

  /** The one that came first, or -1. */
  head(station: number): number {
    return this.#heads[station]!;
  }

  firstWaiting(station: number): number {
    return this.#firstWaiting[station]!;
  }

  /** Comes and is served at once; nobody waits then. */
  addServed(station: number, visit: number): void {
    this.#append(station, visit);
  }

  addWaiting(station: number, visit: number): void {
    this.#append(station, visit);
    this.#waiting[station]! += 1;
    if (this.#firstWaiting[station] === NOBODY) this.#firstWaiting[station] = visit;
  }

  /** The first of the waiting is served from now on. */
  serveFirst(station: number): void {
    this.#waiting[station]! -= 1;
    this.#firstWaiting[station] = this.#next[this.#firstWaiting[station]!]!;
  }

  /** One that is served leaves; or anybody, where all do and nobody asks any more who waits. */
  remove(station: number, visit: number): void {
    const before = this.#previous[visit]!;
    const after = this.#next[visit]!;
    if (before === NOBODY) this.#heads[station] = after;
    else this.#next[before] = after;
    if (after === NOBODY) this.#tails[station] = before;
    else this.#previous[after] = before;
    this.#present[station]! -= 1;
  }

  snapshot(): Snapshot {
    const [heads, tails, firstWaiting] = [this.#heads.slice(), this.#tails.slice(), this.#firstWaiting.slice()];
    return joinSnapshots({
      stations: { heads, tails, firstWaiting, present: this.#present.slice(), waiting: this.#waiting.slice() },
      visits: { next: this.#next.slice(), previous: this.#previous.slice() },
    });
  }

  restore(saved: Snapshot): void {
    const stations = partOf(saved, "stations") as Record<string, Int32Array>;
    const visits = partOf(saved, "visits") as Record<string, Int32Array>;
    this.#heads = stations["heads"]!.slice();
    this.#tails = stations["tails"]!.slice();
    this.#firstWaiting = stations["firstWaiting"]!.slice();
    this.#present = stations["present"]!.slice();
    this.#waiting = stations["waiting"]!.slice();
    this.#next = visits["next"]!.slice();
    this.#previous = visits["previous"]!.slice();
  }

  #append(station: number, visit: number): void {
    if (visit >= this.#next.length) {
      this.#next = grownTo(this.#next, 2 * visit);
      this.#previous = grownTo(this.#previous, 2 * visit);
    }
    const last = this.#tails[station]!;
    this.#previous[visit] = last;
    this.#next[visit] = NOBODY;
    if (last === NOBODY) this.#heads[station] = visit;
    else this.#next[last] = visit;
    this.#tails[station] = visit;
    this.#present[station]! += 1;
  }

  #reachStation(station: number): void {
    const rows = 2 * station;
    this.#heads = grownTo(this.#heads, rows);
    this.#tails = grownTo(this.#tails, rows);
    this.#firstWaiting = grownTo(this.#firstWaiting, rows);
    this.#present = grownTo(this.#present, rows);
    this.#waiting = grownTo(this.#waiting, rows);
  }
}

function newChain(): Int32Array<ArrayBuffer> {
  return new Int32Array(INITIAL_ROOM).fill(NOBODY);
}
