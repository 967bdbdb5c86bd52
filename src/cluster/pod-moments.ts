// When each pod was created, tried, assumed, bound, started and ended: columns of whole microseconds. Spans are short where
// moments are not, so all but the first are kept as spans since the pod's creation, and the first as the span since the
// creation of a pod not far before. Up to 71 minutes take four bytes. Knows pods by number only.

import { grownTo } from "../base/grown-column.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn, joinSnapshots, partOf } from "../base/snapshot-parts.ts";
import { US_PER_SECOND, type SimTime } from "../base/time.ts";
import { ABSENT, WholeNumberColumn } from "../base/whole-number-column.ts";

/** A moment in a pod's life after its creation. */
export type LaterMoment = "attempted" | "assumed" | "bound" | "started" | "ended";

const BLOCK_PODS = 4096;

/** Stands for a status that says what the kubelet says: the second in which the pod started. */
const AS_STARTED = Number.POSITIVE_INFINITY;

export class PodMoments implements Snapshotable {
  /** Of the first pod of every BLOCK_PODS. */
  #blockCreatedUs: number[] = [];
  /** Of each pod, since that of the first of its block. */
  readonly #created = new WholeNumberColumn();
  readonly #since: Readonly<Record<LaterMoment, WholeNumberColumn>> = {
    attempted: new WholeNumberColumn(),
    assumed: new WholeNumberColumn(),
    bound: new WholeNumberColumn(),
    started: new WholeNumberColumn(),
    ended: new WholeNumberColumn(),
  };
  /** What was said of the first pods, which stood in a cluster before; behind its end, all are AS_STARTED. */
  #statusStartUs = new Float64Array(0);

  createdAtUs(pod: number): number {
    return this.#blockCreatedUs[Math.floor(pod / BLOCK_PODS)]! + this.#created.get(pod);
  }

  /** ABSENT where it has not come so far. */
  atUs(pod: number, moment: LaterMoment): number {
    const since = this.#since[moment].get(pod);
    return since === ABSENT ? ABSENT : this.createdAtUs(pod) + since;
  }

  /** Pods are created in the order of their numbers, and none before another. */
  create(pod: number, at: SimTime): void {
    const block = Math.floor(pod / BLOCK_PODS);
    if (block === this.#blockCreatedUs.length) this.#blockCreatedUs.push(at);
    this.#created.set(pod, at - this.#blockCreatedUs[block]!);
  }

  /** A moment comes; the latest counts. The status of a pod that starts says so. */
  reach(pod: number, moment: LaterMoment, at: SimTime): void {
    this.#since[moment].set(pod, at - this.createdAtUs(pod));
    if (moment === "started" && pod < this.#statusStartUs.length) this.#statusStartUs[pod] = AS_STARTED;
  }

  /** A moment is as if it had not come. */
  forget(pod: number, moment: LaterMoment): void {
    this.#since[moment].set(pod, ABSENT);
  }

  /** status.startTime in µs of simulated time, before 0 too; NaN where the kubelet has not said. */
  statusStartUs(pod: number): number {
    const said = this.#statusStartUs[pod] ?? AS_STARTED;
    if (said !== AS_STARTED) return said;
    const startedUs = this.atUs(pod, "started");
    // Times in the API have no parts of seconds: pods of one second started together.
    return startedUs === ABSENT ? Number.NaN : startedUs - (startedUs % US_PER_SECOND);
  }

  /** What the API says of the pod's start whatever the kubelet does; NaN: nothing. */
  sayStatusStart(pod: number, statusStartUs: number): void {
    if (pod >= this.#statusStartUs.length) this.#growTo(pod + 1);
    this.#statusStartUs[pod] = statusStartUs;
  }

  snapshot(): Snapshot {
    const since = Object.entries(this.#since).map(([moment, column]) => [moment, column.snapshot()] as const);
    let said = this.#statusStartUs.length;
    while (said > 0 && this.#statusStartUs[said - 1] === AS_STARTED) said -= 1;
    return {
      ...joinSnapshots({ ...Object.fromEntries(since), created: this.#created.snapshot() }),
      blockCreatedUs: Float64Array.from(this.#blockCreatedUs),
      statusStartUs: this.#statusStartUs.slice(0, said),
    };
  }

  restore(saved: Snapshot): void {
    this.#created.restore(partOf(saved, "created"));
    this.#blockCreatedUs = [...arrayIn(saved, "blockCreatedUs")];
    for (const [moment, column] of Object.entries(this.#since)) column.restore(partOf(saved, moment));
    this.#statusStartUs = Float64Array.from(arrayIn(saved, "statusStartUs"));
  }

  #growTo(pods: number): void {
    const before = this.#statusStartUs;
    this.#statusStartUs = grownTo(before, pods).fill(AS_STARTED, before.length);
  }
}
