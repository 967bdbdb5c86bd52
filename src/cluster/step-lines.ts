// Amounts that hold from a moment until the next one, by line, for the last minutes only: what of a rate's past can still be asked
// for. Knows nothing of what the amounts mean.

import { grownTo } from "../base/grown-column.ts";
import { invariant } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn } from "../base/snapshot-parts.ts";

/** Numbers a line: where its steps begin, how many have room (a power of 2), the first of the ring, how many there are, its version. */
const LINE_STRIDE = 8;
const BEGIN = 0;
const ROOM = 1;
const FIRST = 2;
const COUNT = 3;
const VERSION = 4;

/** Numbers a step: since when, and the amount. */
const STEP_STRIDE = 2;

/** Steps that a line has room for at first: they lie together with their numbers in memory. */
const ROOM_LEAST = 4;

export class StepLines implements Snapshotable {
  readonly #keptUs: number;
  #lines = new Int32Array(0);
  #lineCount = 0;
  #steps = new Float64Array(0);
  /** Steps that are given out. */
  #stepCount = 0;
  /** Lines that nobody has. */
  #free: number[] = [];
  /** Room of lines that have outgrown it, by its size. */
  #freeRoom = new Map<number, number[]>();

  /** Steps are kept for `keptUs` after the next one began. */
  constructor(keptUs: number) {
    this.#keptUs = keptUs;
  }

  /** A line of its own, 0 so far. */
  add(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    const line = this.#lineCount;
    this.#lineCount += 1;
    if (this.#lineCount * LINE_STRIDE > this.#lines.length) {
      this.#lines = grownTo(this.#lines, this.#lineCount * LINE_STRIDE);
    }
    this.#giveRoom(line, ROOM_LEAST);
    return line;
  }

  /** Nobody asks for the line any more. */
  release(line: number): void {
    const at = line * LINE_STRIDE;
    this.#lines[at + FIRST] = 0;
    this.#lines[at + COUNT] = 0;
    this.#lines[at + VERSION]! += 1;
    this.#free.push(line);
  }

  /** From `fromUs` on, which is no earlier than the line's last step, it is `amount`. */
  record(line: number, fromUs: number, amount: number, nowUs: number): void {
    const at = line * LINE_STRIDE;
    if (this.#lines[at + COUNT]! > 0) {
      const last = this.#stepAt(line, this.#lines[at + COUNT]! - 1);
      const lastUs = this.#steps[last]!;
      if (fromUs < lastUs) invariant(false, "a line is written in order of time", { line, fromUs, lastUs });
      if (this.#steps[last + 1] === amount) return;
      if (lastUs === fromUs) {
        this.#steps[last + 1] = amount;
        this.#lines[at + VERSION]! += 1;
        return;
      }
    }
    this.#lines[at + VERSION]! += 1;
    this.#prune(line, nowUs - this.#keptUs);
    if (this.#lines[at + COUNT] === this.#lines[at + ROOM]) this.#widen(line);
    this.#append(line, fromUs, amount);
  }

  /** Another number whenever the line became another. */
  versionOf(line: number): number {
    return this.#lines[line * LINE_STRIDE + VERSION]!;
  }

  /** When the last step began, µs; −Infinity: there is none. */
  steadySinceUs(line: number): number {
    const count = this.#lines[line * LINE_STRIDE + COUNT]!;
    return count === 0 ? -Infinity : this.#steps[this.#stepAt(line, count - 1)]!;
  }

  /** When the first step began that is still kept, µs; Infinity: there is none. */
  knownSinceUs(line: number): number {
    return this.#lines[line * LINE_STRIDE + COUNT] === 0 ? Infinity : this.#steps[this.#stepAt(line, 0)]!;
  }

  amountAt(line: number, atUs: number): number {
    for (let step = this.#lines[line * LINE_STRIDE + COUNT]! - 1; step >= 0; step -= 1) {
      const at = this.#stepAt(line, step);
      if (this.#steps[at]! <= atUs) return this.#steps[at + 1]!;
    }
    return 0;
  }

  /** The amount times the µs for which it held, from one moment to a later one. */
  amountOver(line: number, fromUs: number, untilUs: number): number {
    let total = 0;
    let endUs = untilUs;
    for (let step = this.#lines[line * LINE_STRIDE + COUNT]! - 1; step >= 0 && endUs > fromUs; step -= 1) {
      const at = this.#stepAt(line, step);
      const beginUs = this.#steps[at]!;
      if (beginUs >= endUs) continue;
      total += this.#steps[at + 1]! * (endUs - (beginUs > fromUs ? beginUs : fromUs));
      endUs = beginUs;
    }
    return total;
  }

  /** Lines one after the other, each from its first step on: where they lay in memory is forgotten. */
  snapshot(): Snapshot {
    const counts = Int32Array.from({ length: this.#lineCount }, (_, line) => this.#lines[line * LINE_STRIDE + COUNT]!);
    const steps: number[] = [];
    for (const [line, count] of counts.entries()) {
      for (let step = 0; step < count; step += 1) {
        const at = this.#stepAt(line, step);
        steps.push(this.#steps[at]!, this.#steps[at + 1]!);
      }
    }
    return {
      counts,
      versions: Int32Array.from(counts, (_, line) => this.versionOf(line)),
      steps: Float64Array.from(steps),
      free: Int32Array.from(this.#free),
    };
  }

  restore(saved: Snapshot): void {
    this.#lineCount = 0;
    this.#stepCount = 0;
    this.#free = [];
    this.#freeRoom.clear();
    const [steps, versions] = [arrayIn(saved, "steps"), arrayIn(saved, "versions")];
    let next = 0;
    for (const count of arrayIn(saved, "counts")) {
      const line = this.add();
      while (this.#lines[line * LINE_STRIDE + ROOM]! < count) this.#widen(line);
      for (let step = 0; step < count; step += 1, next += STEP_STRIDE) {
        this.#append(line, steps[next]!, steps[next + 1]!);
      }
      this.#lines[line * LINE_STRIDE + VERSION] = versions[line]!;
    }
    this.#free = [...arrayIn(saved, "free")];
  }

  /** The place of a step by its number in the line. */
  #stepAt(line: number, step: number): number {
    const at = line * LINE_STRIDE;
    const inRing = (this.#lines[at + FIRST]! + step) & (this.#lines[at + ROOM]! - 1);
    return (this.#lines[at + BEGIN]! + inRing) * STEP_STRIDE;
  }

  #append(line: number, fromUs: number, amount: number): void {
    const at = line * LINE_STRIDE;
    const count = this.#lines[at + COUNT]!;
    const place = this.#stepAt(line, count);
    this.#steps[place] = fromUs;
    this.#steps[place + 1] = amount;
    this.#lines[at + COUNT] = count + 1;
  }

  /** The step that holds at `sinceUs` is the first to stay. */
  #prune(line: number, sinceUs: number): void {
    const at = line * LINE_STRIDE;
    while (this.#lines[at + COUNT]! > 1 && this.#steps[this.#stepAt(line, 1)]! <= sinceUs) {
      this.#lines[at + FIRST] = (this.#lines[at + FIRST]! + 1) & (this.#lines[at + ROOM]! - 1);
      this.#lines[at + COUNT]! -= 1;
    }
  }

  #widen(line: number): void {
    const at = line * LINE_STRIDE;
    const [begin, room, count] = [this.#lines[at + BEGIN]!, this.#lines[at + ROOM]!, this.#lines[at + COUNT]!];
    const places = Array.from({ length: count }, (_, step) => this.#stepAt(line, step));
    this.#giveRoom(line, room * 2);
    const target = this.#lines[at + BEGIN]! * STEP_STRIDE;
    for (const [step, place] of places.entries()) {
      this.#steps.copyWithin(target + step * STEP_STRIDE, place, place + STEP_STRIDE);
    }
    this.#lines[at + FIRST] = 0;
    const free = this.#freeRoom.get(room);
    if (free === undefined) this.#freeRoom.set(room, [begin]);
    else free.push(begin);
  }

  #giveRoom(line: number, room: number): void {
    const at = line * LINE_STRIDE;
    let begin = this.#freeRoom.get(room)?.pop();
    if (begin === undefined) {
      begin = this.#stepCount;
      this.#stepCount += room;
      if (this.#stepCount * STEP_STRIDE > this.#steps.length) {
        this.#steps = grownTo(this.#steps, this.#stepCount * STEP_STRIDE);
      }
    }
    this.#lines[at + BEGIN] = begin;
    this.#lines[at + ROOM] = room;
  }
}
