// Visits: each is one attempt of somebody at one station, from the moment it is there until it is answered or cut off. Rows of
// typed columns, used again. What becomes of visits is the business of others, who write the columns.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import { FreeSlots } from "./free-slots.ts";
import { growColumns, restoreColumns, snapshotColumns } from "./table-columns.ts";

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
    if (slot >= this.station.length) growColumns(this, COLUMNS, slot);
    return slot;
  }

  release(slot: number): void {
    this.generation[slot]! += 1;
    this.#slots.release(slot);
  }

  snapshot(): Snapshot {
    return snapshotColumns(this, COLUMNS, this.#slots);
  }

  restore(saved: Snapshot): void {
    restoreColumns(this, COLUMNS, this.#slots, saved);
  }
}
