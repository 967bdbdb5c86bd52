// Which rows of a table are free: rows given back are used again, the last first. Knows nothing of what is in the rows.

import { grownTo } from "../../base/grown-column.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

const INITIAL_ROOM = 16;

export class FreeSlots implements Snapshotable {
  #free = new Int32Array(INITIAL_ROOM);
  #freeCount = 0;
  #rows = 0;

  /** Rows that were ever used. */
  get rows(): number {
    return this.#rows;
  }

  /** Rows in use. */
  get used(): number {
    return this.#rows - this.#freeCount;
  }

  /** The rows in use, in their order; looks at every row. */
  inUse(): readonly number[] {
    const free = new Set(this.#free.subarray(0, this.#freeCount));
    return Array.from({ length: this.#rows }, (_, row) => row).filter((row) => !free.has(row));
  }

  /** A free row; a new one, the number of those before it, where none was given back. */
  take(): number {
    if (this.#freeCount > 0) {
      this.#freeCount -= 1;
      return this.#free[this.#freeCount]!;
    }
    this.#rows += 1;
    return this.#rows - 1;
  }

  release(slot: number): void {
    if (this.#freeCount === this.#free.length) this.#free = grownTo(this.#free, 2 * this.#freeCount);
    this.#free[this.#freeCount] = slot;
    this.#freeCount += 1;
  }

  snapshot(): Snapshot {
    return { free: this.#free.slice(0, this.#freeCount), rows: Int32Array.of(this.#rows) };
  }

  restore(saved: Snapshot): void {
    const { free, rows } = saved as { free: Int32Array; rows: Int32Array };
    if (free.length > this.#free.length) this.#free = grownTo(this.#free, free.length);
    this.#free.set(free);
    this.#freeCount = free.length;
    this.#rows = rows[0]!;
  }
}
