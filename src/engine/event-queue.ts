// The pending events in the order (time, phase, sequence). Two tiers: a heap (TinyQueue) of the slots in the
// current slice of time, and unsorted buckets of slots for the slices ahead, with an unsorted list for what
// lies behind the last bucket. The heap stays small, which is what makes it fast: only its few rows are
// compared, and the rest of the events is touched twice. (Measured against others: see bench/RESULTS.md.)
//
// A period is the time that the buckets cover. A new one begins when its events are used up, or when the
// heap has become crowded; then the width of a slice is chosen anew from the events that wait. Which tier an
// event waits in depends on a monotonic function of its time only, so no width can change the order.

import TinyQueue from "tinyqueue";

import type { SimTime } from "../base/time.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import type { EventHandle } from "./event-table.ts";

import { present } from "../base/invariant.ts";
import { EventTable, NO_SLOT } from "./event-table.ts";
import { chooseSliceWidthUs } from "./slice-width.ts";

/** What the queue aims at. Only speed depends on it. */
export interface QueueTuning {
  /** With at most this many pending events there are no slices: the heap holds all. */
  readonly heapOnlyUpTo: number;
  readonly eventsPerSlice: number;
  /** A heap with more events than this counts as crowded. */
  readonly crowdedAbove: number;
  /** A width to use always, µs; null: chosen from the events. */
  readonly sliceWidthUs: number | null;
}

export const SELF_TUNED: QueueTuning = {
  heapOnlyUpTo: 32,
  eventsPerSlice: 8,
  crowdedAbove: 64,
  sliceWidthUs: null,
};

const INITIAL_FAR = 64;
/** Slices per slice that evenly spread events would fill, so that a period reaches far enough ahead. */
const SLICES_PER_NEEDED = 4;
const MIN_SLICES = 64;
const MAX_SLICES = 1 << 20;
/** Cancelled slots that may lie about before they are swept out. */
const CANCELLED_TOLERATED = 1024;
const MAX_PATIENCE = 1 << 20;

export class EventQueue implements Snapshotable {
  /** The fields of the event that was taken or cancelled last. */
  time = 0 as SimTime;
  kind = 0;
  first = 0;
  second = 0;

  readonly #tuning: QueueTuning;
  readonly #table: EventTable;
  readonly #near: TinyQueue<number>;
  /** First slot of each slice's chain; the slices before `#openSlices` went into the heap. */
  #chains = new Int32Array(0);
  #sliceCount = 0;
  #openSlices = 0;
  #periodStart = 0;
  #slicesPerUs = 1;
  #far = new Int32Array(INITIAL_FAR);
  #farCount = 0;
  #pending = 0;
  #cancelled = 0;
  #crowdedTakes = 0;
  #patience = 1;

  /** `limit`: how many events may be pending at once. */
  constructor(limit: number, tuning: QueueTuning = SELF_TUNED) {
    const table = new EventTable(limit);
    this.#table = table;
    this.#tuning = tuning;
    this.#near = new TinyQueue<number>([], (x, y) => table.compare(x, y));
  }

  /** Events that wait and are not cancelled. */
  get pending(): number {
    return this.#pending;
  }

  /** Adds an event and returns its handle. */
  push(time: SimTime, phaseIndex: number, kind: number, first: number, second: number): EventHandle {
    const slot = this.#table.add(time, phaseIndex, kind, first, second);
    this.#pending += 1;
    this.#place(slot, time);
    return this.#table.handle(slot);
  }

  /** Takes out the first event, if it is at `limit` or before, and leaves its fields in `time`, `kind` …. */
  takeNext(limit: SimTime): boolean {
    const table = this.#table;
    const near = this.#near;
    for (;;) {
      if (near.length > this.#tuning.crowdedAbove) this.#noteCrowded();
      if (near.length === 0 && !this.#openNextSlice()) return false;
      const slot = near.peek()!;
      const time = table.time(slot);
      if (table.isCancelled(slot)) {
        near.pop();
        this.#sweep(slot);
      } else {
        if (time > limit) return false;
        near.pop();
        this.#leaveFields(slot);
        table.release(slot);
        this.#pending -= 1;
        return true;
      }
    }
  }

  /** Takes a pending event out and leaves its fields; false if it has happened or was cancelled before. */
  cancel(handle: EventHandle): boolean {
    const slot = this.#table.slotOf(handle);
    if (slot === NO_SLOT) return false;
    this.#leaveFields(slot);
    this.#table.cancel(slot);
    this.#pending -= 1;
    this.#cancelled += 1;
    if (this.#cancelled > CANCELLED_TOLERATED + this.#pending) this.#startPeriodAnew();
    return true;
  }

  isPending(handle: EventHandle): boolean {
    return this.#table.slotOf(handle) !== NO_SLOT;
  }

  snapshot(): Snapshot {
    return {
      ...this.#table.snapshot(),
      near: Int32Array.from(this.#near.data),
      chains: this.#chains.slice(0, this.#sliceCount),
      far: this.#far.slice(0, this.#farCount),
      queue: Float64Array.of(
        this.#sliceCount,
        this.#openSlices,
        this.#periodStart,
        this.#slicesPerUs,
        this.#pending,
        this.#cancelled,
        this.#crowdedTakes,
        this.#patience,
      ),
    };
  }

  restore(saved: Snapshot): void {
    this.#table.restore(saved);
    this.#near.data = Array.from(present(saved["near"], "a part with the heap"));
    this.#near.length = this.#near.data.length;
    this.#chains = Int32Array.from(present(saved["chains"], "a part with the slices"));
    const far = present(saved["far"], "a part with the far events");
    this.#farCount = far.length;
    this.#far = new Int32Array(Math.max(INITIAL_FAR, far.length));
    this.#far.set(far);
    const numbers = present(saved["queue"], "a part with the state of the queue");
    this.#sliceCount = numbers[0]!;
    this.#openSlices = numbers[1]!;
    this.#periodStart = numbers[2]!;
    this.#slicesPerUs = numbers[3]!;
    this.#pending = numbers[4]!;
    this.#cancelled = numbers[5]!;
    this.#crowdedTakes = numbers[6]!;
    this.#patience = numbers[7]!;
  }

  #leaveFields(slot: number): void {
    const table = this.#table;
    this.time = table.time(slot) as SimTime;
    this.kind = table.kind(slot);
    this.first = table.first(slot);
    this.second = table.second(slot);
  }

  #place(slot: number, time: number): void {
    const position = (time - this.#periodStart) * this.#slicesPerUs;
    if (position < this.#openSlices) {
      this.#near.push(slot);
    } else if (position < this.#sliceCount) {
      const slice = position | 0;
      this.#table.setLink(slot, this.#chains[slice]!);
      this.#chains[slice] = slot;
    } else {
      this.#pushFar(slot);
    }
  }

  #pushFar(slot: number): void {
    if (this.#farCount === this.#far.length) {
      const longer = new Int32Array(this.#farCount * 2);
      longer.set(this.#far);
      this.#far = longer;
    }
    this.#far[this.#farCount] = slot;
    this.#farCount += 1;
  }

  /** Fills the empty heap from the next slice that holds an event; false if nothing is left. */
  #openNextSlice(): boolean {
    for (;;) {
      while (this.#openSlices < this.#sliceCount) {
        const slot = this.#chains[this.#openSlices]!;
        this.#openSlices += 1;
        if (slot !== NO_SLOT) this.#drain(slot);
        if (this.#near.length > 0) return true;
      }
      if (this.#farCount === 0) return false;
      this.#startPeriod();
      if (this.#near.length > 0) return true;
    }
  }

  #drain(firstSlot: number): void {
    const table = this.#table;
    let slot = firstSlot;
    while (slot !== NO_SLOT) {
      const next = table.link(slot);
      if (table.isCancelled(slot)) this.#sweep(slot);
      else this.#near.push(slot);
      slot = next;
    }
  }

  #sweep(slot: number): void {
    this.#cancelled -= 1;
    this.#table.release(slot);
  }

  /** Chooses the slices for the events in the far list (all others are gone) and spreads them. */
  #startPeriod(): void {
    const table = this.#table;
    const far = this.#far;
    const count = this.#compactFar();
    this.#farCount = 0;
    if (count === 0) return;
    let earliest = Infinity;
    for (let index = 0; index < count; index += 1) earliest = Math.min(earliest, table.time(far[index]!));
    this.#chooseSlices(count, earliest);
    // Far events that stay far move towards the front of the same list, behind the reading index.
    for (let index = 0; index < count; index += 1) this.#place(far[index]!, table.time(far[index]!));
  }

  #chooseSlices(count: number, earliest: number): void {
    const tuning = this.#tuning;
    this.#periodStart = earliest;
    if (count <= tuning.heapOnlyUpTo) {
      this.#slicesPerUs = 0;
      this.#sliceCount = 1;
      this.#openSlices = 1;
      return;
    }
    const numbers = this.#table.numbers;
    const width = tuning.sliceWidthUs ?? chooseSliceWidthUs(numbers, this.#far, count, earliest, tuning.eventsPerSlice);
    const wanted = Math.ceil((count * SLICES_PER_NEEDED) / tuning.eventsPerSlice);
    this.#slicesPerUs = 1 / width;
    this.#sliceCount = Math.max(MIN_SLICES, Math.min(MAX_SLICES, wanted));
    this.#openSlices = 0;
    if (this.#chains.length < this.#sliceCount) this.#chains = new Int32Array(this.#sliceCount);
    this.#chains.fill(NO_SLOT, 0, this.#sliceCount);
  }

  /** Sweeps cancelled slots out of the far list; returns how many slots are left. */
  #compactFar(): number {
    const far = this.#far;
    let kept = 0;
    for (let index = 0; index < this.#farCount; index += 1) {
      const slot = far[index]!;
      if (this.#table.isCancelled(slot)) {
        this.#sweep(slot);
      } else {
        far[kept] = slot;
        kept += 1;
      }
    }
    return kept;
  }

  /** Counts takes from a crowded heap; when they have cost about as much as choosing anew does, chooses anew. */
  #noteCrowded(): void {
    this.#crowdedTakes += 1;
    if (this.#crowdedTakes <= this.#patience * (this.#pending >> 2)) return;
    const before = this.#slicesPerUs;
    this.#startPeriodAnew();
    this.#crowdedTakes = 0;
    // Events at one and the same time cannot be sliced: then it pays to ask less and less often.
    const finer = this.#slicesPerUs >= 2 * before;
    this.#patience = finer ? 1 : Math.min(MAX_PATIENCE, this.#patience * 2);
  }

  #startPeriodAnew(): void {
    for (const slot of this.#near.data) this.#pushFar(slot);
    this.#near.data.length = 0;
    this.#near.length = 0;
    for (let slice = this.#openSlices; slice < this.#sliceCount; slice += 1) {
      let slot = this.#chains[slice]!;
      while (slot !== NO_SLOT) {
        const next = this.#table.link(slot);
        this.#pushFar(slot);
        slot = next;
      }
    }
    this.#openSlices = this.#sliceCount;
    this.#startPeriod();
  }
}
