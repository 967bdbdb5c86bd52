// What works for stations: each processor is shared evenly by those who need it at a moment, none of whom gets more than one
// core, and stands still for the rest of a period when what it may do in it is used up (CFS bandwidth control, kernel/sched/fair.c
// with a period's slack of zero). Knows visits by number only.
//
// Since all get equally much, a processor counts how much each has got (its mark), and a visit ends when the mark has moved by
// what it needs. So a change of the number that share it touches nothing but the speed of the mark.

import { grownTo } from "../../base/grown-column.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import type { Processor } from "../traffic-model.ts";
import { FinishHeap, restoreHeaps, snapshotOfHeaps } from "./finish-heap.ts";
import { MomentHeap } from "./moment-heap.ts";

const NOBODY = -1;
/** What a processor's next moment brings. */
const FINISH = 0;
const USED_UP = 1;
const NEW_PERIOD = 2;

const INITIAL_ROOM = 8;

export class Processors implements Snapshotable {
  /** By slot of the station. */
  #heaps: FinishHeap[] = [];
  readonly #clocks = new MomentHeap();
  #columns = newColumns(INITIAL_ROOM);
  #due = new Uint8Array(INITIAL_ROOM);

  /** When the next visit is finished or a processor stops or goes on; Infinity: never. */
  get nextUs(): number {
    return this.#clocks.nextUs;
  }

  /** The station whose moment that is. */
  get nextStation(): number {
    return this.#clocks.nextThing;
  }

  open(station: number, nowUs: number, processor: Processor): void {
    this.#reach(station);
    this.#heaps[station]!.clear();
    for (const name of COLUMNS) this.#columns[name][station] = 0;
    this.#columns.syncedUs[station] = nowUs;
    this.#put(station, processor);
  }

  /** Another processor from now on; what was used of the running period counts against another quota for the same period. */
  change(station: number, nowUs: number, processor: Processor): void {
    const { cores, speed, quotaWorkUs, periodUs, usedUs, resumesUs } = this.#columns;
    const { workUs, periodUs: period } = processor.quota ?? NO_QUOTA;
    const isSame = cores[station] === processor.cores && speed[station] === processor.speed;
    if (isSame && quotaWorkUs[station] === workUs && periodUs[station] === period) return;
    this.#pass(station, nowUs);
    if (periodUs[station] !== period) usedUs[station] = 0;
    this.#put(station, processor);
    // Where the new quota is used up already, it stops again at this same moment.
    resumesUs[station] = 0;
    this.#look(station, nowUs);
  }

  /** All that is at work is gone; tells the work that was done. */
  close(station: number, nowUs: number): number {
    this.#pass(station, nowUs);
    this.#heaps[station]!.clear();
    this.#clocks.remove(station);
    return this.#columns.doneUs[station]!;
  }

  /** A visit begins to need the processor, for so much work. */
  add(station: number, nowUs: number, order: number, visit: number, workUs: number): void {
    this.#pass(station, nowUs);
    this.#heaps[station]!.push(this.#columns.markUs[station]! + workUs, order, visit);
    this.#look(station, nowUs);
  }

  /** Lets the next moment happen; tells the visit that is finished, or -1. */
  happen(nowUs: number): number {
    const station = this.#clocks.nextThing;
    const due = this.#due[station]!;
    const columns = this.#columns;
    let finished = NOBODY;
    this.#pass(station, nowUs);
    if (due === FINISH) {
      const heap = this.#heaps[station]!;
      columns.markUs[station] = heap.nextMark;
      finished = heap.pop();
      // From nothing again, so that marks stay small and exact.
      if (heap.count === 0) columns.markUs[station] = 0;
    } else if (due === USED_UP) {
      columns.usedUs[station] = columns.quotaWorkUs[station]!;
      // Where rounding has put it at the end of the period or behind, the new period has begun.
      if (columns.periodEndUs[station]! > nowUs) columns.resumesUs[station] = columns.periodEndUs[station]!;
      else columns.usedUs[station] = 0;
    } else {
      columns.resumesUs[station] = 0;
      columns.usedUs[station] = 0;
    }
    this.#look(station, nowUs);
    return finished;
  }

  /** Work done until now. */
  doneUs(station: number, nowUs: number): number {
    const { doneUs, syncedUs } = this.#columns;
    return doneUs[station]! + (nowUs - syncedUs[station]!) * this.#rate(station);
  }

  snapshot(): Snapshot {
    const stations = this.#heaps.length;
    const columns = COLUMNS.map((name) => [name, this.#columns[name].slice(0, stations)] as const);
    return joinSnapshots({
      heaps: snapshotOfHeaps(this.#heaps),
      columns: Object.fromEntries(columns),
      clocks: this.#clocks.snapshot(),
      due: { due: this.#due.slice(0, stations) },
    });
  }

  restore(saved: Snapshot): void {
    const { due } = partOf(saved, "due") as { due: Uint8Array };
    const columns = partOf(saved, "columns");
    this.#heaps = [];
    if (due.length > 0) this.#reach(due.length - 1);
    for (const name of COLUMNS) this.#columns[name].set(columns[name]!);
    this.#due.set(due);
    this.#clocks.restore(partOf(saved, "clocks"));
    restoreHeaps(this.#heaps, partOf(saved, "heaps"));
  }

  /** Work in a µs by all together. */
  #rate(station: number): number {
    const { speed, cores, resumesUs } = this.#columns;
    if (resumesUs[station]! > 0) return 0;
    const count = this.#heaps[station]!.count;
    const atWork = count < cores[station]! ? count : cores[station]!;
    return atWork * speed[station]!;
  }

  /** Brings the books of a station up to now. */
  #pass(station: number, nowUs: number): void {
    const { markUs, doneUs, syncedUs, usedUs, periodUs, quotaWorkUs } = this.#columns;
    const rate = this.#rate(station);
    const beforeUs = syncedUs[station]!;
    syncedUs[station] = nowUs;
    if (rate > 0 && nowUs > beforeUs) {
      const workUs = (nowUs - beforeUs) * rate;
      doneUs[station] = doneUs[station]! + workUs;
      markUs[station] = markUs[station]! + workUs / this.#heaps[station]!.count;
    }
    if (quotaWorkUs[station] === Infinity) return;
    const startUs = periodStartUs(nowUs, periodUs[station]!);
    if (beforeUs < startUs) usedUs[station] = (nowUs - startUs) * rate;
    else usedUs[station] = usedUs[station]! + (nowUs - beforeUs) * rate;
  }

  /** Finds out what happens next at a station whose books are up to date. */
  #look(station: number, nowUs: number): void {
    const { markUs, resumesUs, quotaWorkUs } = this.#columns;
    const heap = this.#heaps[station]!;
    if (heap.count === 0) return this.#clocks.remove(station);
    if (resumesUs[station]! > 0) return this.#await(station, NEW_PERIOD, resumesUs[station]!);
    const rate = this.#rate(station);
    const leftUs = heap.nextMark - markUs[station]!;
    const finishUs = rate > 0 ? nowUs + (leftUs > 0 ? (leftUs * heap.count) / rate : 0) : Infinity;
    const usedUpUs = quotaWorkUs[station] === Infinity ? Infinity : this.#usedUpUs(station, nowUs, rate);
    if (usedUpUs < finishUs) this.#await(station, USED_UP, usedUpUs);
    else if (finishUs < Infinity) this.#await(station, FINISH, finishUs);
    else this.#clocks.remove(station);
  }

  #await(station: number, due: number, us: number): void {
    this.#due[station] = due;
    this.#clocks.set(station, us, station);
  }

  /** When the quota of this period or of the next is used up, if all goes on as now. */
  #usedUpUs(station: number, nowUs: number, rate: number): number {
    const { quotaWorkUs, periodUs, usedUs, periodEndUs } = this.#columns;
    const quotaUs = quotaWorkUs[station]!;
    const period = periodUs[station]!;
    const endUs = periodStartUs(nowUs, period) + period;
    const leftUs = Math.max(0, quotaUs - usedUs[station]!);
    if (rate * (endUs - nowUs) > leftUs) {
      periodEndUs[station] = endUs;
      return nowUs + leftUs / rate;
    }
    if (rate * period <= quotaUs) return Infinity;
    periodEndUs[station] = endUs + period;
    return endUs + quotaUs / rate;
  }

  #put(station: number, { cores, speed, quota }: Processor): void {
    const columns = this.#columns;
    columns.cores[station] = cores;
    columns.speed[station] = speed;
    columns.quotaWorkUs[station] = quota?.workUs ?? NO_QUOTA.workUs;
    columns.periodUs[station] = quota?.periodUs ?? NO_QUOTA.periodUs;
  }

  #reach(station: number): void {
    while (this.#heaps.length <= station) this.#heaps.push(new FinishHeap());
    if (station < this.#due.length) return;
    this.#due = grownTo(this.#due, 2 * station);
    for (const name of COLUMNS) this.#columns[name] = grownTo(this.#columns[name], this.#due.length);
  }
}

const NO_QUOTA = { workUs: Infinity, periodUs: 1 } as const;

/** The columns, with their units. */
interface ProcessorColumns {
  cores: Float64Array;
  speed: Float64Array;
  quotaWorkUs: Float64Array;
  periodUs: Float64Array;
  /** What each of those that share it has got since the processor was last idle. */
  markUs: Float64Array;
  doneUs: Float64Array;
  /** Up to when all this is booked. */
  syncedUs: Float64Array;
  /** Of the quota, in the period of that moment. */
  usedUs: Float64Array;
  /** The end of the period in which the quota will be used up. */
  periodEndUs: Float64Array;
  /** Until when it stands still; 0: it doesn't. */
  resumesUs: Float64Array;
}

const COLUMNS = [
  "cores",
  "speed",
  "quotaWorkUs",
  "periodUs",
  "markUs",
  "doneUs",
  "syncedUs",
  "usedUs",
  "periodEndUs",
  "resumesUs",
] as const satisfies readonly (keyof ProcessorColumns)[];

function newColumns(rows: number): ProcessorColumns {
  return {
    cores: new Float64Array(rows),
    speed: new Float64Array(rows),
    quotaWorkUs: new Float64Array(rows),
    periodUs: new Float64Array(rows),
    markUs: new Float64Array(rows),
    doneUs: new Float64Array(rows),
    syncedUs: new Float64Array(rows),
    usedUs: new Float64Array(rows),
    periodEndUs: new Float64Array(rows),
    resumesUs: new Float64Array(rows),
  };
}

function periodStartUs(us: number, periodUs: number): number {
  return Math.floor(us / periodUs) * periodUs;
}
