// The queue between what happens and a controller's workers: a key is in it once, is worked at by one worker at a time, may be
// added for later, and comes back after growing delays when its sync failed. No engine here: time is what the caller says.
// Imitates staging client-go util/workqueue (queue.go, delaying_queue.go, rate_limiting_queue.go,
// default_rate_limiters.go), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import { TokenBucket } from "../../model/flow-control/token-bucket.ts";

import type { RetryLimits, StandingLooks } from "./controller.ts";
import { DelayHeap } from "./delay-heap.ts";
import { RestingKeys, type SavedRest } from "./resting-keys.ts";

/** The queues of most controllers: 5 ms, doubled up to 1000 s, and 10 retries a second beyond 100 at once. */
export const USUAL_RETRIES: RetryLimits = Object.freeze({
  baseUs: 5_000,
  maxUs: 1_000_000_000,
  shared: Object.freeze({ perSecond: 10, burst: 100 }),
});

const NS_PER_US = 1_000;

interface SavedQueue {
  readonly waiting: readonly string[];
  readonly dirty: readonly string[];
  readonly processing: readonly string[];
  readonly delayed: readonly (readonly [string, number])[];
  readonly failures: readonly (readonly [string, number])[];
  readonly resting: SavedRest | null;
}

/** Moments are µs since the run began. */
export class WorkQueue implements Snapshotable {
  readonly #limits: RetryLimits;
  #waiting: string[] = [];
  /** How many at the front of `#waiting` have been taken. */
  #taken = 0;
  #dirty = new Set<string>();
  #processing = new Set<string>();
  readonly #delayed = new DelayHeap();
  #failures = new Map<string, number>();
  readonly #bucket: TokenBucket | undefined;
  readonly #standing: StandingLooks | undefined;
  readonly #resting: RestingKeys | undefined;

  /** `standing`: of a controller whose keys may come to rest. */
  constructor(limits: RetryLimits = USUAL_RETRIES, standing?: StandingLooks) {
    this.#limits = limits;
    this.#standing = standing;
    this.#resting = standing === undefined ? undefined : new RestingKeys(standing.periodUs);
    this.#bucket =
      limits.shared === undefined ? undefined : new TokenBucket(limits.shared.perSecond, limits.shared.burst);
  }

  /** Keys that wait for a worker now. */
  get size(): number {
    return this.#waiting.length - this.#taken;
  }

  /** Wants the key to be looked at; one that waits already waits once. */
  add(key: string): void {
    if (this.#dirty.has(key)) return;
    this.#dirty.add(key);
    if (!this.#processing.has(key)) this.#waiting.push(key);
  }

  /** The same after a while; of several such wishes for a key, the first to come counts. */
  addAfter(key: string, nowUs: number, afterUs: number): void {
    const restsUntilUs = this.#resting?.dueUs(key, nowUs);
    if (restsUntilUs !== undefined) {
      if (restsUntilUs <= nowUs + afterUs) return;
      this.#wake(key, restsUntilUs);
    }
    if (afterUs <= 0) {
      this.add(key);
      return;
    }
    this.#delayed.add(key, nowUs + afterUs);
  }

  /** The key's sync failed: it comes back after the limits' delay, which is returned; undefined: it is given up. */
  addRateLimited(key: string, nowUs: number): number | undefined {
    const earlier = this.#failures.get(key) ?? 0;
    const { attemptsMax } = this.#limits;
    if (attemptsMax !== undefined && earlier >= attemptsMax) {
      this.forget(key);
      return undefined;
    }
    this.#failures.set(key, earlier + 1);
    const delayUs = Math.max(this.#ownDelayUs(earlier), this.#sharedDelayUs(nowUs));
    this.addAfter(key, nowUs, delayUs);
    return delayUs;
  }

  /** The key's sync went well. */
  forget(key: string): void {
    this.#failures.delete(key);
  }

  /** How often in a row the key's sync failed. */
  failuresOf(key: string): number {
    return this.#failures.get(key) ?? 0;
  }

  /** The next key for a worker, who says `done` in the end; undefined if none waits. */
  take(): string | undefined {
    const key = this.#waiting[this.#taken];
    if (key === undefined) return undefined;
    this.#taken += 1;
    if (this.#taken === this.#waiting.length) {
      this.#waiting.length = 0;
      this.#taken = 0;
    } else if (this.#taken * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#taken);
      this.#taken = 0;
    }
    this.#dirty.delete(key);
    this.#processing.add(key);
    return key;
  }

  /** The worker is done with the key; what was wished for it meanwhile waits now. */
  done(key: string): void {
    this.#processing.delete(key);
    if (this.#dirty.has(key)) this.#waiting.push(key);
  }

  /** Instead of `addAfter`: looks at the key before a moment, one each period, would do nothing until something happens. */
  rest(key: string, nowUs: number, untilUs: number): void {
    this.#resting?.rest(key, nowUs, untilUs);
  }

  /** The key is not at rest any more; to be called when a look is over, if it is. */
  endRest(key: string): void {
    this.#resting?.leave(key);
  }

  /** Something happened: each key at rest is looked at at its next moment. */
  stir(nowUs: number): void {
    this.#resting?.stir(nowUs);
  }

  /** When the next delayed key is due; undefined if there is none. */
  nextDueUs(): number | undefined {
    return this.#delayed.nextUs;
  }

  /** The same with keys at rest whose looks are to be made: whose rest ends, that were stirred, or all where no worker is free. */
  nextLookUs(nowUs: number, isBusy: boolean): number | undefined {
    const delayedUs = this.#delayed.nextUs;
    const restingUs = this.#resting?.nextDueUs(nowUs, isBusy);
    if (delayedUs === undefined || restingUs === undefined) return delayedUs ?? restingUs;
    return Math.min(delayedUs, restingUs);
  }

  /** Lets in the keys that are due, the earliest first, those at rest last. */
  letDueIn(nowUs: number): void {
    for (let key = this.#delayed.takeDue(nowUs); key !== undefined; key = this.#delayed.takeDue(nowUs)) this.add(key);
    this.#resting?.letIn(nowUs, this.#letIn);
  }

  readonly #letIn = (key: string, fromUs: number, untilUs: number): void => {
    if (fromUs <= untilUs) this.#standing?.passOver(key, fromUs, untilUs);
    this.add(key);
  };

  /** It is wanted before its next look. */
  #wake(key: string, dueUs: number): void {
    const fromUs = this.#resting!.leave(key);
    const untilUs = dueUs - this.#standing!.periodUs;
    if (fromUs !== undefined && fromUs <= untilUs) this.#standing!.passOver(key, fromUs, untilUs);
    this.#delayed.add(key, dueUs);
  }

  snapshot(): Snapshot {
    const saved: SavedQueue = {
      waiting: this.#waiting.slice(this.#taken),
      dirty: [...this.#dirty],
      processing: [...this.#processing],
      delayed: this.#delayed.entries(),
      failures: [...this.#failures],
      resting: this.#resting?.saved() ?? null,
    };
    return { queue: packJson(saved), ...this.#bucket?.snapshot() };
  }

  restore(saved: Snapshot): void {
    const queue = unpackJson(saved, "queue") as SavedQueue;
    this.#waiting = [...queue.waiting];
    this.#taken = 0;
    this.#dirty = new Set(queue.dirty);
    this.#processing = new Set(queue.processing);
    this.#delayed.replaceBy(queue.delayed);
    this.#failures = new Map(queue.failures);
    if (queue.resting !== null) this.#resting?.restore(queue.resting);
    this.#bucket?.restore(saved);
  }

  #ownDelayUs(earlierFailures: number): number {
    const { baseUs, maxUs } = this.#limits;
    let delayUs = baseUs;
    for (let failure = 0; failure < earlierFailures && delayUs < maxUs; failure += 1) delayUs *= 2;
    return Math.min(delayUs, maxUs);
  }

  #sharedDelayUs(nowUs: number): number {
    if (this.#bucket === undefined) return 0;
    const reservation = this.#bucket.reserve(nowUs * NS_PER_US);
    return reservation.kind === "reserved" ? Math.ceil(reservation.delayNs / NS_PER_US) : 0;
  }
}
