// Spans of time in the order in which they were measured, in few bytes each. Knows nothing of what lasted.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn, joinSnapshots, partOf } from "../base/snapshot-parts.ts";
import { inSeconds, type Duration } from "../base/time.ts";
import { WholeNumberColumn } from "../base/whole-number-column.ts";

export class SpanList implements Snapshotable {
  readonly #spansUs = new WholeNumberColumn();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(length: Duration): void {
    this.#spansUs.set(this.#size, length);
    this.#size += 1;
  }

  /** All of them, in seconds. */
  inSeconds(): readonly number[] {
    return Array.from({ length: this.#size }, (_, row) => inSeconds(this.#spansUs.get(row) as Duration));
  }

  snapshot(): Snapshot {
    return { ...joinSnapshots({ spansUs: this.#spansUs.snapshot() }), size: Float64Array.of(this.#size) };
  }

  restore(saved: Snapshot): void {
    this.#spansUs.restore(partOf(saved, "spansUs"));
    this.#size = arrayIn(saved, "size")[0]!;
  }
}
