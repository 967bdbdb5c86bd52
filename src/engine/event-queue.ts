// The pending events in the order (time, phase, sequence). Two tiers: a heap (TinyQueue) of the slots in the
// current slice of time, and unsorted buckets of slots for the slices ahead, with an unsorted list for what
// lies behind the last bucket. The heap stays small, which is what makes it fast: only its few rows are
// compared, and the rest of the events is touched twice. (Measured against others: see bench/RESULTS.md.)
//
// A period is the time that the buckets cover. A new one begins when its events are used up, or when the
// heap has become crowded; then the width of a slice is chosen anew from the events that wait. Which tier an
// event waits in depends on a monotonic function of its time only, so no width can change the order.

import TinyQueue from "tinyqueue";

import { present } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import type { SimTime } from "../base/time.ts";

import { EventTable, NO_SLOT, type EventHandle } from "./event-table.ts";
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
  eventsPerSlice: 4,
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
  readonly #tuning: QueueTuning;
  readonly #table: EventTable;
  readonly #near: TinyQueue<number>;
  /** First slot of each slice's chain; the slices before `#openSlices` went into the heap. */
  #chains = new Int32Array(0);
  #sliceCount = 0;
  #openSlices = 0;
  // Fractions, so that the two are stored as doubles from the first: no period begins at a fraction.
  #periodStart = -0.5;
  #slicesPerUs = 0.5;
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

  /**
   * Takes out the first event, if it is at `limit` or before; returns its slot, or NO_SLOT. The fields of
   * the slot can be read until the next push.
   */
  takeNext(limit: SimTime): number {
    const table = this.#table;
    const near = this.#near;
    for (;;) {
      if (near.length > this.#tuning.crowdedAbove) this.#noteCrowded();
      if (near.length === 0 && !this.#openNextSlice()) return NO_SLOT;
      const slot = near.peek()!;
      if (table.isCancelled(slot)) {
        near.pop();
        this.#sweep(slot);
      } else {
        if (table.time(slot) > limit) return NO_SLOT;
        near.pop();
        table.release(slot);
        this.#pending -= 1;
        return slot;
      }
    }
  }

  /** The slot of a pending event, or NO_SLOT if it has happened or was cancelled. */
  find(handle: EventHandle): number {
    return this.#table.slotOf(handle);
  }

  /** Takes a pending event out, wherever it waits. */
  cancel(slot: number): void {
    this.#table.cancel(slot);
    this.#pending -= 1;
    this.#cancelled += 1;
    if (this.#cancelled > CANCELLED_TOLERATED + this.#pending) {
      this.#gatherFar();
      this.#startPeriod();
    }
  }

  timeOf(slot: number): SimTime {
    return this.#table.time(slot) as SimTime;
  }

  kindOf(slot: number): number {
    return this.#table.kind(slot);
  }

  firstOf(slot: number): number {
    return this.#table.first(slot);
  }

  secondOf(slot: number): number {
    return this.#table.second(slot);
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
    if (this.#farCount === this.#far.length) this.#growFar();
    this.#far[this.#farCount] = slot;
    this.#farCount += 1;
  }

  #growFar(): void {
    const longer = new Int32Array(this.#farCount * 2);
    longer.set(this.#far);
    this.#far = longer;
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

  /** Begins a period for the events in the far list (no others wait), with slices chosen from these events. */
  #startPeriod(): void {
    const count = this.#compactFar();
    if (count === 0) return;
    const earliest = this.#earliestFar();
    const { numbers } = this.#table;
    this.#spread(earliest, chooseSliceWidthUs(numbers, this.#far, count, earliest, this.#tuning.eventsPerSlice));
  }

  /** Puts the events in the far list into slices of this width, or all into the heap if they are few. */
  #spread(earliest: number, widthUs: number): void {
    const tuning = this.#tuning;
    const count = this.#farCount;
    const heapOnly = count <= tuning.heapOnlyUpTo;
    const wanted = Math.ceil((count * SLICES_PER_NEEDED) / tuning.eventsPerSlice);
    this.#periodStart = earliest;
    this.#slicesPerUs = heapOnly ? 0 : 1 / (tuning.sliceWidthUs ?? widthUs);
    this.#sliceCount = heapOnly ? 1 : Math.max(MIN_SLICES, Math.min(MAX_SLICES, wanted));
    this.#openSlices = heapOnly ? 1 : 0;
    if (this.#chains.length < this.#sliceCount) this.#chains = new Int32Array(this.#sliceCount);
    this.#chains.fill(NO_SLOT, 0, this.#sliceCount);
    this.#farCount = 0;
    // Events that stay far are written to the same list again, at or before the index that is being read.
    const far = this.#far;
    for (let index = 0; index < count; index += 1) this.#place(far[index]!, this.#table.time(far[index]!));
  }

  #earliestFar(): number {
    let earliest = Infinity;
    for (let index = 0; index < this.#farCount; index += 1) {
      earliest = Math.min(earliest, this.#table.time(this.#far[index]!));
    }
    return earliest;
  }

  /** Sweeps cancelled slots out of the far list; returns how many are left. */
  #compactFar(): number {
    const far = this.#far;
    const count = this.#farCount;
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const slot = far[index]!;
      if (this.#table.isCancelled(slot)) {
        this.#sweep(slot);
      } else {
        far[kept] = slot;
        kept += 1;
      }
    }
    this.#farCount = kept;
    return kept;
  }

  /**
   * Counts takes from a crowded heap; when they have cost about as much as a new period does, begins one
   * with slices that suit the crowd.
   */
  #noteCrowded(): void {
    this.#crowdedTakes += 1;
    if (this.#crowdedTakes <= this.#patience * (this.#pending >> 3)) return;
    const crowd = this.#near.data;
    const { numbers } = this.#table;
    const earliest = this.#table.time(crowd[0]!);
    const widthUs = chooseSliceWidthUs(numbers, crowd, crowd.length, earliest, this.#tuning.eventsPerSlice);
    // Events at one and the same time cannot be sliced: then it pays to ask less and less often.
    const finer = 1 / widthUs >= 2 * this.#slicesPerUs;
    this.#patience = finer ? 1 : Math.min(MAX_PATIENCE, this.#patience * 2);
    this.#crowdedTakes = 0;
    this.#gatherFar();
    this.#compactFar();
    this.#spread(earliest, widthUs);
  }

  /** Moves all events to the far list. */
  #gatherFar(): void {
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
  }
}
