// Pods that came to nodes, left them, or began to end there, in the order in which it happened. Counters of pods by topology
// read it to catch up. Only the latest entries are kept: a reader that fell behind counts afresh.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn } from "../base/snapshot-parts.ts";

import type { ClassId } from "./class-table.ts";

/** Entries kept. */
const CAPACITY = 1 << 16;
/** Numbers an entry: class, node, change in pods present, change in pods present that are not terminating. */
const STRIDE = 4;

export class PlacementLog implements Snapshotable {
  #rows = new Int32Array(CAPACITY * STRIDE);
  #end = 0;
  #start = 0;
  #epoch = 0;

  /** The cursor behind the newest entry. */
  get end(): number {
    return this.#end;
  }

  /** Changes when another history is taken over: cursors of the old one, and what was counted by them, are void. */
  get epoch(): number {
    return this.#epoch;
  }

  /** True if every entry since the cursor is still here. */
  reaches(cursor: number): boolean {
    return cursor >= this.#start && this.#end - cursor <= CAPACITY;
  }

  append(classId: ClassId, node: number, present: -1 | 0 | 1, live: -1 | 0 | 1): void {
    const row = (this.#end % CAPACITY) * STRIDE;
    this.#rows[row] = classId;
    this.#rows[row + 1] = node;
    this.#rows[row + 2] = present;
    this.#rows[row + 3] = live;
    this.#end += 1;
  }

  /** Of the entry at a cursor that the log reaches: the pod's class. */
  classAt(cursor: number): ClassId {
    return this.#rows[(cursor % CAPACITY) * STRIDE]!;
  }

  nodeAt(cursor: number): number {
    return this.#rows[(cursor % CAPACITY) * STRIDE + 1]!;
  }

  /** +1: a pod more on the node, -1: one less, 0: it only began to terminate. */
  presentAt(cursor: number): number {
    return this.#rows[(cursor % CAPACITY) * STRIDE + 2]!;
  }

  /** The same for pods that are not terminating. */
  liveAt(cursor: number): number {
    return this.#rows[(cursor % CAPACITY) * STRIDE + 3]!;
  }

  snapshot(): Snapshot {
    return { end: Float64Array.of(this.#end) };
  }

  /** Entries are not saved: all readers count afresh. */
  restore(saved: Snapshot): void {
    this.#end = arrayIn(saved, "end")[0]!;
    this.#start = this.#end;
    this.#epoch += 1;
  }
}
