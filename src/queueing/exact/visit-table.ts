// Visits: each is one attempt of somebody at one station, from the moment it is there until it is answered or cut off. Rows of
// typed columns, used again. What becomes of visits is the business of others, who write the columns.

import { grownTo } from "../../base/grown-column.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import { FreeSlots } from "./free-slots.ts";

const COLUMNS = [
  "station",
  "errand",
  "requestClass",
  "stage",
  "openCalls",
  "generation",
  "keyFirst",
  "keySecond",
  "arrivedUs",
  "cpuUs",
  "waitUs",
] as const;

export class VisitTable implements Snapshotable {
  readonly #slots = new FreeSlots();
  station = new Int32Array();
  /** Who waits for the answer; -1: nobody any more. */
  errand = new Int32Array();
  /** In the list of all classes. */
  requestClass = new Int32Array();
  /** Of its calls; that which is out, or comes next. */
  stage = new Int32Array();
  /** Of that stage, those without an answer. */
  openCalls = new Int32Array();
  /** Another one for each visit in the row, so that a late answer finds out that nobody is there. */
  generation = new Int32Array();
  keyFirst = new Int32Array();
  keySecond = new Int32Array();
  arrivedUs = new Float64Array();
  /** What it needs of a processor, and what it takes without one. */
  cpuUs = new Float64Array();
  waitUs = new Float64Array();

  get used(): number {
    return this.#slots.used;
  }

  take(): number {
    const slot = this.#slots.take();
    if (slot >= this.station.length) this.#grow(slot);
    return slot;
  }

  release(slot: number): void {
    this.generation[slot]! += 1;
    this.#slots.release(slot);
  }

  snapshot(): Snapshot {
    const columns = COLUMNS.map((name) => [name, this[name].slice(0, this.#slots.rows)] as const);
    return joinSnapshots({ slots: this.#slots.snapshot(), columns: Object.fromEntries(columns) });
  }

  restore(saved: Snapshot): void {
    this.#slots.restore(partOf(saved, "slots"));
    const columns = partOf(saved, "columns");
    this.#grow(this.#slots.rows);
    for (const name of COLUMNS) {
      this[name].fill(0);
      this[name].set(columns[name]!);
    }
  }

  #grow(slot: number): void {
    const rows = 2 * slot;
    this.station = grownTo(this.station, rows);
    this.errand = grownTo(this.errand, rows);
    this.requestClass = grownTo(this.requestClass, rows);
    this.stage = grownTo(this.stage, rows);
    this.openCalls = grownTo(this.openCalls, rows);
    this.generation = grownTo(this.generation, rows);
    this.keyFirst = grownTo(this.keyFirst, rows);
    this.keySecond = grownTo(this.keySecond, rows);
    this.arrivedUs = grownTo(this.arrivedUs, rows);
    this.cpuUs = grownTo(this.cpuUs, rows);
    this.waitUs = grownTo(this.waitUs, rows);
  }
}
