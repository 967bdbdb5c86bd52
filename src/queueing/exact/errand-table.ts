// Errands: each is what a source or a visit wants of a service, over all attempts, until it has an answer or gives up. Rows of
// typed columns, used again. What becomes of errands is the business of others, who write the columns.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import { FreeSlots } from "./free-slots.ts";
import { growColumns, restoreColumns, snapshotColumns } from "./table-columns.ts";

const COLUMNS = ["site", "caller", "generation", "attempt", "visit", "keyFirst", "keySecond", "begunUs"] as const;

export class ErrandTable implements Snapshotable {
  readonly #slots = new FreeSlots();
  /** In the list of sites: what is asked, and how patiently. */
  site = new Int32Array();
  /** The visit that asks; -1: a source. */
  caller = new Int32Array();
  /** Of the caller's row: another one there means that it is gone. */
  generation = new Int32Array();
  /** Attempts before this one. */
  attempt = new Int32Array();
  /** The attempt that is under way; -1: none is. */
  visit = new Int32Array();
  keyFirst = new Int32Array();
  keySecond = new Int32Array();
  begunUs = new Float64Array();

  get used(): number {
    return this.#slots.used;
  }

  /** Rows of errands that are under way; looks at every row. */
  inUse(): readonly number[] {
    return this.#slots.inUse();
  }

  take(): number {
    const slot = this.#slots.take();
    if (slot >= this.site.length) growColumns(this, COLUMNS, slot);
    return slot;
  }

  release(slot: number): void {
    this.#slots.release(slot);
  }

  snapshot(): Snapshot {
    return snapshotColumns(this, COLUMNS, this.#slots);
  }

  restore(saved: Snapshot): void {
    restoreColumns(this, COLUMNS, this.#slots, saved);
  }
}
