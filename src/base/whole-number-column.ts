// A growing list of whole numbers that takes only the bytes that they need. It is kept in pages, and each page takes one, two
// or four bytes a number, else eight, as its largest one says: most counts and spans of time are small, and the few that are
// not cost only their neighbours. A page is made when it is written to, and never moves. Knows nothing of what the numbers mean.

import type { Snapshot, Snapshotable } from "./snapshot.ts";

import { invariant, present } from "./invariant.ts";
import { arrayIn } from "./snapshot-parts.ts";

/** What stands in a row that holds no number. */
export const ABSENT = -1;

/** A cell holds the number and one more, 0 where there is none. */
type Cells = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Rows of a page: 2 to the power of PAGE_BITS. */
const PAGE_BITS = 12;
const PAGE_ROWS = 1 << PAGE_BITS;

/** The narrowest first. */
const WIDTHS: readonly { readonly make: new (cells: number) => Cells; readonly largestCell: number }[] = [
  { make: Uint8Array, largestCell: 0xff },
  { make: Uint16Array, largestCell: 0xffff },
  { make: Uint32Array, largestCell: 0xffff_ffff },
  { make: Float64Array, largestCell: Number.MAX_SAFE_INTEGER },
];

export class WholeNumberColumn implements Snapshotable {
  #pages: (Cells | undefined)[] = [];

  /** The number of a row, or ABSENT. */
  get(row: number): number {
    const number = row >>> PAGE_BITS;
    // Reading beyond an array's end makes the fast code of every caller void.
    const page = number < this.#pages.length ? this.#pages[number] : undefined;
    return page === undefined ? ABSENT : page[row & (PAGE_ROWS - 1)]! - 1;
  }

  /** Writes a number from 0 to 2^53 - 2, or ABSENT. */
  set(row: number, value: number): void {
    const cell = value + 1;
    const number = row >>> PAGE_BITS;
    const page = number < this.#pages.length ? this.#pages[number] : undefined;
    if (page !== undefined) {
      page[row & (PAGE_ROWS - 1)] = cell;
      // A page that is too narrow does not give back what was written.
      if (page[row & (PAGE_ROWS - 1)] === cell) return;
    }
    invariant(Number.isInteger(value) && value >= ABSENT, "a column holds whole numbers", { row, value });
    this.#widen(number, cell)[row & (PAGE_ROWS - 1)] = cell;
  }

  /** Up to the last row that holds a number, as narrow as may be. */
  snapshot(): Snapshot {
    const last = this.#lastRow();
    let largest = 0;
    for (let row = 0; row <= last; row += 1) largest = Math.max(largest, this.get(row) + 1);
    const cells = cellsFor(largest, last + 1);
    for (let row = 0; row <= last; row += 1) cells[row] = this.get(row) + 1;
    return { cells };
  }

  restore(saved: Snapshot): void {
    this.#pages = [];
    for (const [row, cell] of arrayIn(saved, "cells").entries()) if (cell !== 0) this.set(row, cell - 1);
  }

  /** Makes a page that is wide enough for a cell, or the first of its number. */
  #widen(number: number, cell: number): Cells {
    const made = cellsFor(cell, PAGE_ROWS);
    const page = this.#pages[number];
    if (page !== undefined) made.set(page);
    while (this.#pages.length < number) this.#pages.push(undefined);
    this.#pages[number] = made;
    return made;
  }

  /** The last row that holds a number, or -1. */
  #lastRow(): number {
    let row = this.#pages.length * PAGE_ROWS - 1;
    while (row >= 0 && this.get(row) === ABSENT) row -= 1;
    return row;
  }
}

/** The narrowest cells that hold one like this. */
function cellsFor(cell: number, count: number): Cells {
  const { make: Narrowest } = present(
    WIDTHS.find(({ largestCell }) => cell <= largestCell),
    "a width for a whole number",
  );
  return new Narrowest(count);
}
