// The fields of pending events as typed columns, one row of 32 bytes per slot: time, rank, kind, entity a,
// entity b, link. Two views over one buffer keep a row inside one cache line. Rank is phase and sequence
// in one number (phase * 2^48 + sequence), so that (time, rank) is the order (time, phase, sequence).

import { invariant, present } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import type { SimTime } from "../base/time.ts";

/** Names one scheduled event for ever: slot and generation in one number. Never reused. */
export type EventHandle = number & { readonly [handleBrand]: true };
declare const handleBrand: unique symbol;

/** No event: what a column of handles holds where nothing is scheduled. */
export const NO_EVENT = -1 as EventHandle;

/** The end of a chain of slots. */
export const NO_SLOT = -1;

/** The kind of a cancelled event that still waits for its slot to be found. */
const CANCELLED = -1;

/** Ranks of one phase; a run has fewer events than this. */
const RANKS_PER_PHASE = 281_474_976_710_656;

const SLOT_SPAN = 16_777_216;
const GENERATION_LIMIT = 536_870_912;
const BYTES_PER_ROW = 32;
const INITIAL_CAPACITY = 256;
const KIND = 4;
const FIRST = 5;
const SECOND = 6;
const LINK = 7;

/** Slots with their fields; a slot is free, pending, or cancelled. */
export class EventTable implements Snapshotable {
  /** Row `slot` begins at `slot * 4`: time, then rank. Replaced when the table grows: never keep it. */
  numbers = new Float64Array(0);
  #words = new Int32Array(0);
  #generations = new Int32Array(0);
  #capacity = 0;
  /** Slots ever used; those from here on are fresh. */
  #used = 0;
  #firstFree = NO_SLOT;
  #sequence = 0;
  readonly #limit: number;

  /** `limit`: how many events may be pending at once, at most 2^24. */
  constructor(limit: number) {
    invariant(limit >= 1 && limit <= SLOT_SPAN, "the limit of pending events fits into a slot number", { limit });
    this.#limit = limit;
    this.#resize(Math.min(INITIAL_CAPACITY, limit));
  }

  /** Fills a slot and returns it. */
  add(time: SimTime, phaseIndex: number, kind: number, first: number, second: number): number {
    let slot = this.#firstFree;
    if (slot === NO_SLOT) {
      slot = this.#used;
      if (slot === this.#capacity) this.#grow();
      this.#used = slot + 1;
    } else {
      this.#firstFree = this.#words[(slot << 3) + LINK]!;
    }
    const numberRow = slot << 2;
    this.numbers[numberRow] = time;
    this.numbers[numberRow + 1] = phaseIndex * RANKS_PER_PHASE + this.#sequence;
    this.#sequence += 1;
    const words = this.#words;
    const wordRow = slot << 3;
    words[wordRow + KIND] = kind;
    words[wordRow + FIRST] = first;
    words[wordRow + SECOND] = second;
    return slot;
  }

  /** Frees a slot and makes its handles invalid. A slot whose generations are used up is retired. */
  release(slot: number): void {
    const generation = this.#generations[slot]! + 1;
    this.#generations[slot] = generation;
    if (generation === GENERATION_LIMIT) return;
    this.#words[(slot << 3) + LINK] = this.#firstFree;
    this.#firstFree = slot;
  }

  time(slot: number): number {
    return this.numbers[slot << 2]!;
  }

  kind(slot: number): number {
    return this.#words[(slot << 3) + KIND]!;
  }

  first(slot: number): number {
    return this.#words[(slot << 3) + FIRST]!;
  }

  second(slot: number): number {
    return this.#words[(slot << 3) + SECOND]!;
  }

  /** The next slot in the chain that this slot belongs to. */
  link(slot: number): number {
    return this.#words[(slot << 3) + LINK]!;
  }

  setLink(slot: number, next: number): void {
    this.#words[(slot << 3) + LINK] = next;
  }

  isCancelled(slot: number): boolean {
    return this.#words[(slot << 3) + KIND] === CANCELLED;
  }

  /** Whether `x` happens before `y`: -1 if so, 1 if not. Two events are never equal. */
  compare(x: number, y: number): number {
    const numbers = this.numbers;
    const rowX = x << 2;
    const rowY = y << 2;
    const timeX = numbers[rowX]!;
    const timeY = numbers[rowY]!;
    if (timeX !== timeY) return timeX < timeY ? -1 : 1;
    return numbers[rowX + 1]! < numbers[rowY + 1]! ? -1 : 1;
  }

  handle(slot: number): EventHandle {
    return (this.#generations[slot]! * SLOT_SPAN + slot) as EventHandle;
  }

  /** The slot of a pending event, or NO_SLOT if the event has happened or was cancelled. */
  slotOf(handle: EventHandle): number {
    const slot = handle % SLOT_SPAN;
    if (handle < 0 || slot >= this.#used || this.#generations[slot] !== Math.floor(handle / SLOT_SPAN)) return NO_SLOT;
    return this.isCancelled(slot) ? NO_SLOT : slot;
  }

  /** Marks a pending event; its slot stays taken until the queue meets it. */
  cancel(slot: number): void {
    this.#words[(slot << 3) + KIND] = CANCELLED;
  }

  snapshot(): Snapshot {
    return {
      rows: this.#words.slice(0, this.#used << 3),
      generations: this.#generations.slice(0, this.#used),
      table: Float64Array.of(this.#used, this.#firstFree, this.#sequence),
    };
  }

  restore(saved: Snapshot): void {
    const rows = present(saved["rows"], "a part with the rows of events");
    const [used, firstFree, sequence] = present(saved["table"], "a part with the state of the table");
    invariant(rows.length === used! << 3 && used! <= this.#limit, "saved rows are whole and within the limit", {
      words: rows.length,
      used,
      limit: this.#limit,
    });
    if (used! > this.#capacity) this.#resize(used!);
    this.#words.set(rows);
    this.#generations.fill(0);
    this.#generations.set(present(saved["generations"], "a part with the generations of slots"));
    this.#used = used!;
    this.#firstFree = firstFree!;
    this.#sequence = sequence!;
  }

  #grow(): void {
    invariant(this.#capacity < this.#limit, "the number of pending events stays within its limit", {
      limit: this.#limit,
    });
    this.#resize(Math.min(this.#capacity * 2, this.#limit));
  }

  #resize(capacity: number): void {
    const buffer = new ArrayBuffer(capacity * BYTES_PER_ROW);
    const words = new Int32Array(buffer);
    const generations = new Int32Array(capacity);
    words.set(this.#words);
    generations.set(this.#generations);
    this.numbers = new Float64Array(buffer);
    this.#words = words;
    this.#generations = generations;
    this.#capacity = capacity;
  }
}
