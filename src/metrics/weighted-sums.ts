// Sums that change in steps, each with its time-weighted mean and its peak, in rows and columns. One block of numbers, because
// they change with every pod. Knows nothing of what the rows and columns are.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn } from "../base/snapshot-parts.ts";
import { moment, SIMULATION_START, type SimTime } from "../base/time.ts";

/** Numbers of one sum, at these offsets: the value, its peak, value × µs up to a moment, and that moment. */
const FIELDS = 4;
const PEAK = 1;
const INTEGRAL = 2;
const SINCE = 3;

const INITIAL_ROWS = 8;
const INITIAL_COLUMNS = 8;

export class WeightedSums implements Snapshotable {
  #rows = INITIAL_ROWS;
  #columns = INITIAL_COLUMNS;
  #numbers = new Float64Array(INITIAL_ROWS * INITIAL_COLUMNS * FIELDS);
  #begin: SimTime = SIMULATION_START;

  /** Changes a sum; all are 0 from the beginning of the run. Moments never go back. */
  add(row: number, column: number, difference: number, at: SimTime): void {
    if (row >= this.#rows || column >= this.#columns) this.#growTo(row + 1, column + 1);
    const numbers = this.#numbers;
    const base = this.#baseOf(row, column);
    const before = numbers[base]!;
    const value = before + difference;
    numbers[base + INTEGRAL] = numbers[base + INTEGRAL]! + before * (at - numbers[base + SINCE]!);
    numbers[base + SINCE] = at;
    numbers[base] = value;
    if (value > numbers[base + PEAK]!) numbers[base + PEAK] = value;
  }

  value(row: number, column: number): number {
    return this.#has(row, column) ? this.#numbers[this.#baseOf(row, column)]! : 0;
  }

  peak(row: number, column: number): number {
    return this.#has(row, column) ? this.#numbers[this.#baseOf(row, column) + PEAK]! : 0;
  }

  /** Forgets means and peaks of the time before: what the sums are now is where they start from. */
  beginAt(begin: SimTime): void {
    this.#begin = begin;
    const numbers = this.#numbers;
    for (let base = 0; base < numbers.length; base += FIELDS) {
      numbers[base + PEAK] = numbers[base]!;
      numbers[base + INTEGRAL] = 0;
      numbers[base + SINCE] = begin;
    }
  }

  /** Mean over the time from the beginning to `end`; the value itself if no time has passed. */
  mean(row: number, column: number, end: SimTime): number {
    if (!this.#has(row, column)) return 0;
    const numbers = this.#numbers;
    const base = this.#baseOf(row, column);
    if (end === this.#begin) return numbers[base]!;
    return (numbers[base + INTEGRAL]! + numbers[base]! * (end - numbers[base + SINCE]!)) / (end - this.#begin);
  }

  snapshot(): Snapshot {
    return {
      sums: this.#numbers.slice(),
      size: Int32Array.of(this.#rows, this.#columns),
      begin: Float64Array.of(this.#begin),
    };
  }

  restore(saved: Snapshot): void {
    const size = arrayIn(saved, "size");
    this.#rows = size[0]!;
    this.#columns = size[1]!;
    this.#numbers = Float64Array.from(arrayIn(saved, "sums"));
    this.#begin = moment(arrayIn(saved, "begin")[0]!);
  }

  #has(row: number, column: number): boolean {
    return row < this.#rows && column < this.#columns;
  }

  #baseOf(row: number, column: number): number {
    return (row * this.#columns + column) * FIELDS;
  }

  #growTo(rows: number, columns: number): void {
    const before = { numbers: this.#numbers, rows: this.#rows, width: this.#columns * FIELDS };
    while (this.#rows < rows) this.#rows *= 2;
    while (this.#columns < columns) this.#columns *= 2;
    this.#numbers = new Float64Array(this.#rows * this.#columns * FIELDS);
    for (let row = 0; row < before.rows; row += 1) {
      this.#numbers.set(before.numbers.subarray(row * before.width, (row + 1) * before.width), this.#baseOf(row, 0));
    }
  }
}
