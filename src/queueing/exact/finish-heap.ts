// What shares one processor, by how much work each gets until it is finished: a binary heap. All get equally much, so that the
// order never changes while more come and others go. Ties go by the order of coming. Knows nothing of processors.

import type { Snapshot, SnapshotArray } from "../../base/snapshot.ts";

const INITIAL_ROOM = 8;

interface HeapRows {
  readonly marks: Float64Array;
  readonly orders: Float64Array;
  readonly visits: Int32Array;
}

export class FinishHeap {
  #count = 0;
  /** How far the common work has come when it is finished. */
  #marks = new Float64Array(INITIAL_ROOM);
  #orders = new Float64Array(INITIAL_ROOM);
  #visits = new Int32Array(INITIAL_ROOM);

  get count(): number {
    return this.#count;
  }

  /** The mark of what is finished first; only where there is something. */
  get nextMark(): number {
    return this.#marks[0]!;
  }

  push(mark: number, order: number, visit: number): void {
    let place = this.#count;
    if (place === this.#marks.length) this.#grow();
    this.#count += 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#isBefore(mark, order, parent)) break;
      this.#move(parent, place);
      place = parent;
    }
    this.#put(place, mark, order, visit);
  }

  /** Takes out what is finished first. */
  pop(): number {
    const first = this.#visits[0]!;
    const last = this.#count - 1;
    this.#count = last;
    if (last > 0) this.#sink(this.#marks[last]!, this.#orders[last]!, this.#visits[last]!);
    return first;
  }

  clear(): void {
    this.#count = 0;
  }

  /** What is in it, in the order of the heap. */
  rows(): HeapRows {
    const count = this.#count;
    return {
      marks: this.#marks.subarray(0, count),
      orders: this.#orders.subarray(0, count),
      visits: this.#visits.subarray(0, count),
    };
  }

  #sink(mark: number, order: number, visit: number): void {
    const count = this.#count;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= count) break;
      if (child + 1 < count && this.#isBefore(this.#marks[child + 1]!, this.#orders[child + 1]!, child)) child += 1;
      if (this.#isBefore(mark, order, child)) break;
      this.#move(child, place);
      place = child;
    }
    this.#put(place, mark, order, visit);
  }

  #isBefore(mark: number, order: number, place: number): boolean {
    const other = this.#marks[place]!;
    return mark < other || (mark === other && order < this.#orders[place]!);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#marks[from]!, this.#orders[from]!, this.#visits[from]!);
  }

  #put(place: number, mark: number, order: number, visit: number): void {
    this.#marks[place] = mark;
    this.#orders[place] = order;
    this.#visits[place] = visit;
  }

  #grow(): void {
    const rows = 2 * this.#marks.length;
    this.#marks = resized(this.#marks, new Float64Array(rows));
    this.#orders = resized(this.#orders, new Float64Array(rows));
    this.#visits = resized(this.#visits, new Int32Array(rows));
  }
}

function resized<Column extends Float64Array | Int32Array>(column: Column, grown: Column): Column {
  grown.set(column);
  return grown;
}

/** All heaps one after another, so that many small ones make no many small arrays. */
export function snapshotOfHeaps(heaps: readonly FinishHeap[]): Snapshot {
  const rows = heaps.map((heap) => heap.rows());
  return {
    counts: Int32Array.from(heaps, ({ count }) => count),
    marks: Float64Array.from(rows.flatMap(({ marks }) => [...marks])),
    orders: Float64Array.from(rows.flatMap(({ orders }) => [...orders])),
    visits: Int32Array.from(rows.flatMap(({ visits }) => [...visits])),
  };
}

/** Fills as many empty heaps as were saved. */
export function restoreHeaps(heaps: readonly FinishHeap[], saved: Snapshot): void {
  const { counts, marks, orders, visits } = saved as Record<keyof HeapRows | "counts", SnapshotArray>;
  let row = 0;
  for (const [station, count] of counts.entries()) {
    for (const end = row + count; row < end; row += 1) heaps[station]!.push(marks[row]!, orders[row]!, visits[row]!);
  }
}
