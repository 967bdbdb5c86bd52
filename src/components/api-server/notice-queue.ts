// Notices of a watch on their way, in order, each with the moment from which it can be seen: columns used round and round.
// Knows nothing of what they say.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn } from "../../base/snapshot-parts.ts";

const LEAST_ROOM = 64;
/** Code, two numbers, and 1 for the first about its change. */
const FIELDS = 4;

export class NoticeQueue implements Snapshotable {
  #dueUs = new Float64Array(LEAST_ROOM);
  #notices = new Int32Array(LEAST_ROOM * FIELDS);
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** When the first can be seen; there must be one. */
  get firstDueUs(): number {
    return this.#dueUs[this.#head]!;
  }

  /** `begun`: 1 for the first notice about a change, 0 for others about it. */
  push(dueUs: number, code: number, first: number, second: number, begun: 0 | 1): void {
    if (this.#size === this.#dueUs.length) this.#grow();
    const place = (this.#head + this.#size) & (this.#dueUs.length - 1);
    this.#dueUs[place] = dueUs;
    this.#notices[place * FIELDS] = code;
    this.#notices[place * FIELDS + 1] = first;
    this.#notices[place * FIELDS + 2] = second;
    this.#notices[place * FIELDS + 3] = begun;
    this.#size += 1;
  }

  /** How many of the first can be seen at a moment, at most `most`. */
  countDue(nowUs: number, most: number): number {
    let count = 0;
    while (count < this.#size && count < most && this.#dueUs[this.#place(count)]! <= nowUs) count += 1;
    return count;
  }

  /** How many changes so many of the first are about. */
  countChanges(notices: number): number {
    let changes = 0;
    for (let index = 0; index < notices; index += 1) changes += this.#notices[this.#place(index) * FIELDS + 3]!;
    return changes;
  }

  /** Takes the first out and shows it. */
  takeFirst(show: (code: number, first: number, second: number) => void): void {
    const at = this.#head * FIELDS;
    this.#head = this.#place(1);
    this.#size -= 1;
    show(this.#notices[at]!, this.#notices[at + 1]!, this.#notices[at + 2]!);
  }

  snapshot(): Snapshot {
    const dueUs = new Float64Array(this.#size);
    const notices = new Int32Array(this.#size * FIELDS);
    this.#copyTo(dueUs, notices);
    return { dueUs, notices };
  }

  restore(saved: Snapshot): void {
    const dueUs = arrayIn(saved, "dueUs");
    const notices = arrayIn(saved, "notices");
    this.#head = 0;
    this.#size = 0;
    for (let place = 0; place < dueUs.length; place += 1) {
      const at = place * FIELDS;
      this.push(dueUs[place]!, notices[at]!, notices[at + 1]!, notices[at + 2]!, notices[at + 3] === 1 ? 1 : 0);
    }
  }

  #place(index: number): number {
    return (this.#head + index) & (this.#dueUs.length - 1);
  }

  #copyTo(dueUs: Float64Array, notices: Int32Array): void {
    for (let index = 0; index < this.#size; index += 1) {
      const place = this.#place(index);
      dueUs[index] = this.#dueUs[place]!;
      for (let field = 0; field < FIELDS; field += 1) {
        notices[index * FIELDS + field] = this.#notices[place * FIELDS + field]!;
      }
    }
  }

  #grow(): void {
    const dueUs = new Float64Array(this.#dueUs.length * 2);
    const notices = new Int32Array(dueUs.length * FIELDS);
    this.#copyTo(dueUs, notices);
    this.#dueUs = dueUs;
    this.#notices = notices;
    this.#head = 0;
  }
}
