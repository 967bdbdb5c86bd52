// Weighted sums in rows and columns, each made when it is first asked for. Knows nothing of what the rows and columns are.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn } from "../base/snapshot-parts.ts";

import { WeightedSum } from "./weighted-sum.ts";

/** Numbers of one sum in a snapshot: row, column, and what the sum packs. */
const FIELDS = 6;

export class SumTable implements Snapshotable {
  #rows: ((WeightedSum | undefined)[] | undefined)[] = [];

  /** The sum, if anybody has ever added to it. */
  find(row: number, column: number): WeightedSum | undefined {
    return this.#rows[row]?.[column];
  }

  /** The sum to add to. */
  at(row: number, column: number): WeightedSum {
    const sums = (this.#rows[row] ??= []);
    return (sums[column] ??= new WeightedSum());
  }

  snapshot(): Snapshot {
    const numbers: number[] = [];
    for (const [row, sums] of this.#rows.entries()) {
      for (const [column, sum] of (sums ?? []).entries()) {
        if (sum !== undefined) numbers.push(row, column, ...sum.pack());
      }
    }
    return { sums: Float64Array.from(numbers) };
  }

  restore(saved: Snapshot): void {
    const numbers = arrayIn(saved, "sums");
    this.#rows = [];
    for (let at = 0; at < numbers.length; at += FIELDS) {
      const [row, column, value, peak, integral, since] = numbers.subarray(at, at + FIELDS);
      (this.#rows[row!] ??= [])[column!] = WeightedSum.unpack(value!, peak!, integral!, since!);
    }
  }
}
