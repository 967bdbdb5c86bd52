// Ids of nodes in the order in which they changed. A reader keeps a cursor and hears of each change once;
// nobody rescans all nodes. Old entries are forgotten: a reader that fell behind is told to start afresh.

import { invariant } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn } from "../base/snapshot-parts.ts";

/** Entries kept. A reader looks once per scheduling attempt, so this is thousands of times what it needs. */
const CAPACITY = 1 << 16;

export class ChangeLog implements Snapshotable {
  readonly #ids = new Int32Array(CAPACITY);
  #end = 0;

  /** The cursor behind the newest entry. */
  get end(): number {
    return this.#end;
  }

  append(nodeId: number): void {
    this.#ids[this.#end % CAPACITY] = nodeId;
    this.#end += 1;
  }

  /** True if every entry since the cursor is still here. */
  reaches(cursor: number): boolean {
    return this.#end - cursor <= CAPACITY;
  }

  /** The node of the entry at a cursor position that the log still reaches. */
  at(cursor: number): number {
    invariant(cursor < this.#end && this.reaches(cursor), "the log reaches back to the cursor", { cursor });
    return this.#ids[cursor % CAPACITY]!;
  }

  snapshot(): Snapshot {
    return { ids: this.#ids.slice(0, this.#end), end: Float64Array.of(this.#end) };
  }

  restore(saved: Snapshot): void {
    this.#ids.set(arrayIn(saved, "ids"));
    this.#end = arrayIn(saved, "end")[0]!;
  }
}
