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

/** A key that the queue knows, for as long as the queue lives. */
export interface QueuedKey {
  readonly key: string;
  /** It is wanted, and waits or will when its worker is done. */
  isDirty: boolean;
  /** A worker has it. */
  isProcessing: boolean;
  /** How often in a row its sync failed. */
  failures: number;
}

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
  /** Sets of what is dirty and what is processed would grow and shrink with each key, each time into a new table: keys have flags. */
  readonly #known = new Map<string, QueuedKey>();
  #waiting: QueuedKey[] = [];
  /** How many at the front of `#waiting` have been taken. */
  #taken = 0;
  readonly #delayed = new DelayHeap();
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

  /** The key, to whoever adds it often. */
  at(key: string): QueuedKey {
    let queued = this.#known.get(key);
    if (queued === undefined) {
      queued = { key, isDirty: false, isProcessing: false, failures: 0 };
      this.#known.set(key, queued);
    }
    return queued;
  }

  /** Keys that wait for a worker now. */
  get size(): number {
    return this.#waiting.length - this.#taken;
  }

  /** Wants the key to be looked at; one that waits already waits once. */
  add(queued: QueuedKey): void {
    if (queued.isDirty) return;
    queued.isDirty = true;
    if (!queued.isProcessing) this.#waiting.push(queued);
  }

  /** The same after a while; of several such wishes for a key, the first to come counts. */
  addAfter(queued: QueuedKey, nowUs: number, afterUs: number): void {
    const { key } = queued;
    const restsUntilUs = this.#resting?.dueUs(key, nowUs);
    if (restsUntilUs !== undefined) {
      if (restsUntilUs <= nowUs + afterUs) return;
      this.#wake(key, restsUntilUs);
    }
    if (afterUs <= 0) {
      this.add(queued);
      return;
    }
    this.#delayed.add(key, nowUs + afterUs);
  }

  /** The key's sync failed: it comes back after the limits' delay, which is returned; undefined: it is given up. */
  addRateLimited(queued: QueuedKey, nowUs: number): number | undefined {
    const earlier = queued.failures;
    const { attemptsMax } = this.#limits;
    if (attemptsMax !== undefined && earlier >= attemptsMax) {
      this.forget(queued);
      return undefined;
    }
    queued.failures = earlier + 1;
    const delayUs = Math.max(this.#ownDelayUs(earlier), this.#sharedDelayUs(nowUs));
    this.addAfter(queued, nowUs, delayUs);
    return delayUs;
  }

  /** The key's sync went well. */
  forget(queued: QueuedKey): void {
    queued.failures = 0;
  }

  /** The next key for a worker, who says `done` in the end; undefined if none waits. */
  take(): QueuedKey | undefined {
    const queued = this.#waiting[this.#taken];
    if (queued === undefined) return undefined;
    if (this.#waiting.length === 1) this.#waiting.pop();
    else this.#passFirst();
    queued.isDirty = false;
    queued.isProcessing = true;
    return queued;
  }

  /** What was taken stays in front for a while, so that the list does not move each time. */
  #passFirst(): void {
    this.#taken += 1;
    if (this.#taken * 2 <= this.#waiting.length) return;
    this.#waiting = this.#waiting.slice(this.#taken);
    this.#taken = 0;
  }

  /** The worker is done with the key; what was wished for it meanwhile waits now. */
  done(queued: QueuedKey): void {
    queued.isProcessing = false;
    if (queued.isDirty) this.#waiting.push(queued);
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
    for (let key = this.#delayed.takeDue(nowUs); key !== undefined; key = this.#delayed.takeDue(nowUs)) {
      this.add(this.at(key));
    }
    this.#resting?.letIn(nowUs, this.#letIn);
  }

  readonly #letIn = (key: string, fromUs: number, untilUs: number): void => {
    if (fromUs <= untilUs) this.#standing?.passOver(key, fromUs, untilUs);
    this.add(this.at(key));
  };

  /** It is wanted before its next look. */
  #wake(key: string, dueUs: number): void {
    const fromUs = this.#resting!.leave(key);
    const untilUs = dueUs - this.#standing!.periodUs;
    if (fromUs !== undefined && fromUs <= untilUs) this.#standing!.passOver(key, fromUs, untilUs);
    this.#delayed.add(key, dueUs);
  }

  snapshot(): Snapshot {
    const known = [...this.#known.values()];
    const saved: SavedQueue = {
      waiting: this.#waiting.slice(this.#taken).map(({ key }) => key),
      dirty: known.filter(({ isDirty }) => isDirty).map(({ key }) => key),
      processing: known.filter(({ isProcessing }) => isProcessing).map(({ key }) => key),
      delayed: this.#delayed.entries(),
      failures: known.filter(({ failures }) => failures > 0).map(({ key, failures }) => [key, failures]),
      resting: this.#resting?.saved() ?? null,
    };
    return { queue: packJson(saved), ...this.#bucket?.snapshot() };
  }

  /** What was got from `at` before is not known any more. */
  restore(saved: Snapshot): void {
    const queue = unpackJson(saved, "queue") as SavedQueue;
    this.#known.clear();
    this.#waiting = queue.waiting.map((key) => this.at(key));
    this.#taken = 0;
    for (const key of queue.dirty) this.at(key).isDirty = true;
    for (const key of queue.processing) this.at(key).isProcessing = true;
    for (const [key, failures] of queue.failures) this.at(key).failures = failures;
    this.#delayed.replaceBy(queue.delayed);
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
