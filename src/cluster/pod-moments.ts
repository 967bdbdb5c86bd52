// When each pod was created, tried, assumed, bound, started and ended: columns of whole microseconds. Spans are short where
// moments are not, so all but the first are kept as spans since the pod's creation, and the first as the span since the
// creation of a pod not far before. Such a span takes four bytes; a column in which one lasts over 71 minutes takes eight.
// Knows pods by number only.

import { grownTo } from "../base/grown-column.ts";
import { invariant } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn } from "../base/snapshot-parts.ts";
import { US_PER_SECOND, type SimTime } from "../base/time.ts";

/** A moment that has not come. */
export const NOT_COME = -1;

/** Moments of a pod's life after its creation. */
export const ATTEMPTED = 0;
export const ASSUMED_AT = 1;
export const BOUND_AT = 2;
export const STARTED = 3;
export const ENDED = 4;

export type LaterMoment = typeof ATTEMPTED | typeof ASSUMED_AT | typeof BOUND_AT | typeof STARTED | typeof ENDED;

/** A cell holds a span in µs and one more, 0 where there is none. */
type Spans = Uint32Array | Float64Array;

/** 4096 pods make a block. */
const BLOCK_BITS = 12;

/** Stands for a status that says what the kubelet says: the second in which the pod started. */
const AS_STARTED = Number.POSITIVE_INFINITY;

export class PodMoments implements Snapshotable {
  #size = 0;
  /** Of the first pod of each block. */
  #blockCreatedUs: number[] = [];
  /** Of each pod, since that of the first of its block. */
  #created: Spans = new Uint32Array(0);
  /** By moment, since the pod's creation. */
  #since: Spans[] = Array.from({ length: ENDED + 1 }, () => new Uint32Array(0));
  /** What was said of the first pods, which stood in a cluster before; behind its end, all are AS_STARTED. */
  #statusStartUs = new Float64Array(0);
  /** Of the first pods, when they were created in that cluster; NaN: nothing was said. */
  #saidCreatedUs = new Float64Array(0);

  createdAtUs(pod: number): number {
    return this.#blockCreatedUs[pod >>> BLOCK_BITS]! + this.#created[pod]! - 1;
  }

  /** NOT_COME where it has not come so far. */
  atUs(pod: number, moment: LaterMoment): number {
    const cell = this.#since[moment]![pod]!;
    return cell === 0 ? NOT_COME : this.createdAtUs(pod) + cell - 1;
  }

  /** The next pod, no earlier than any before. */
  create(at: SimTime): void {
    const pod = this.#size;
    if (pod === this.#created.length) this.#growTo(pod + 1);
    if (pod >>> BLOCK_BITS === this.#blockCreatedUs.length) this.#blockCreatedUs.push(at);
    const cell = at - this.#blockCreatedUs[pod >>> BLOCK_BITS]! + 1;
    this.#created[pod] = cell;
    if (this.#created[pod] !== cell) this.#created = widened(this.#created, pod, cell);
    this.#size += 1;
  }

  /** There will be so many pods, of all of which it will be said when they started. */
  expect(rows: number): void {
    if (rows > this.#created.length) this.#growTo(rows);
    if (rows > this.#statusStartUs.length) this.#sayUpTo(rows);
  }

  /** A moment comes; the latest counts. The status of a pod that starts says so. */
  reach(pod: number, moment: LaterMoment, at: SimTime): void {
    const cell = at - this.createdAtUs(pod) + 1;
    const spans = this.#since[moment]!;
    spans[pod] = cell;
    // Four bytes that are too few do not give back what was written.
    if (spans[pod] !== cell) this.#since[moment] = widened(spans, pod, cell);
    if (moment === STARTED && pod < this.#statusStartUs.length) this.#statusStartUs[pod] = AS_STARTED;
  }

  /** A moment is as if it had not come. */
  forget(pod: number, moment: LaterMoment): void {
    this.#since[moment]![pod] = 0;
  }

  /** status.startTime in µs of simulated time, before 0 too; NaN where the kubelet has not said. */
  statusStartUs(pod: number): number {
    const said = pod < this.#statusStartUs.length ? this.#statusStartUs[pod]! : AS_STARTED;
    if (said !== AS_STARTED) return said;
    const startedUs = this.atUs(pod, STARTED);
    // Times in the API have no parts of seconds: pods of one second started together.
    return startedUs === NOT_COME ? Number.NaN : startedUs - (startedUs % US_PER_SECOND);
  }

  /** What the API says of the pod's start whatever the kubelet does; NaN: nothing. */
  sayStatusStart(pod: number, statusStartUs: number): void {
    if (pod >= this.#statusStartUs.length) this.#sayUpTo(pod + 1);
    this.#statusStartUs[pod] = statusStartUs;
  }

  /** metadata.creationTimestamp in µs of simulated time, before 0 too: a whole second. */
  creationUs(pod: number): number {
    const said = pod < this.#saidCreatedUs.length ? this.#saidCreatedUs[pod]! : Number.NaN;
    if (!Number.isNaN(said)) return said;
    const createdUs = this.createdAtUs(pod);
    return createdUs - (createdUs % US_PER_SECOND);
  }

  /** A pod that stood in a cluster before was created then. */
  sayCreation(pod: number, createdUs: number): void {
    // Pods of which the one is said are those of which the other is.
    if (pod >= this.#saidCreatedUs.length) this.#sayCreatedUpTo(Math.max(pod + 1, this.#statusStartUs.length));
    this.#saidCreatedUs[pod] = createdUs;
  }

  snapshot(): Snapshot {
    const since = this.#since.map((spans, moment) => [`since${moment}`, spans.slice(0, this.#size)] as const);
    let said = this.#statusStartUs.length;
    while (said > 0 && this.#statusStartUs[said - 1] === AS_STARTED) said -= 1;
    return {
      ...Object.fromEntries(since),
      blockCreatedUs: Float64Array.from(this.#blockCreatedUs),
      created: this.#created.slice(0, this.#size),
      statusStartUs: this.#statusStartUs.slice(0, said),
      saidCreatedUs: this.#saidCreatedUs.slice(),
    };
  }

  restore(saved: Snapshot): void {
    this.#blockCreatedUs = [...arrayIn(saved, "blockCreatedUs")];
    this.#created = spansIn(saved, "created");
    this.#since = this.#since.map((_, moment) => spansIn(saved, `since${moment}`));
    this.#statusStartUs = Float64Array.from(arrayIn(saved, "statusStartUs"));
    this.#saidCreatedUs = Float64Array.from(arrayIn(saved, "saidCreatedUs"));
    this.#size = this.#created.length;
  }

  #growTo(rows: number): void {
    this.#created = grownTo(this.#created, rows);
    this.#since = this.#since.map((spans) => grownTo(spans, rows));
  }

  #sayUpTo(rows: number): void {
    const { length } = this.#statusStartUs;
    this.#statusStartUs = grownTo(this.#statusStartUs, rows).fill(AS_STARTED, length);
  }

  #sayCreatedUpTo(rows: number): void {
    const { length } = this.#saidCreatedUs;
    this.#saidCreatedUs = grownTo(this.#saidCreatedUs, rows).fill(Number.NaN, length);
  }
}

/** The column in eight bytes a cell, with a cell that did not fit before. */
function widened(spans: Spans, pod: number, cell: number): Spans {
  invariant(cell >= 1 && Number.isSafeInteger(cell), "a moment comes after the pod's creation", { pod, cell });
  const wide = Float64Array.from(spans);
  wide[pod] = cell;
  return wide;
}

function spansIn(saved: Snapshot, name: string): Spans {
  const array = arrayIn(saved, name);
  return array instanceof Uint32Array ? array.slice() : Float64Array.from(array);
}
