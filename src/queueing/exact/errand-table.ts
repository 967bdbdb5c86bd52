// Errands: each is what a source or a visit wants of a service, over all attempts, until it has an answer or gives up. Rows of
// typed columns, used again. What becomes of errands is the business of others, who write the columns.

import { grownTo } from "../../base/grown-column.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import { FreeSlots } from "./free-slots.ts";

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

  take(): number {
    const slot = this.#slots.take();
    if (slot >= this.site.length) this.#grow(slot);
    return slot;
  }

  release(slot: number): void {
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
    this.site = grownTo(this.site, rows);
    this.caller = grownTo(this.caller, rows);
    this.generation = grownTo(this.generation, rows);
    this.attempt = grownTo(this.attempt, rows);
    this.visit = grownTo(this.visit, rows);
    this.keyFirst = grownTo(this.keyFirst, rows);
    this.keySecond = grownTo(this.keySecond, rows);
    this.begunUs = grownTo(this.begunUs, rows);
  }
}
