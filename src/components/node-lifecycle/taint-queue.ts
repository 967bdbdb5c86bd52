// The nodes of one zone that wait for their NoExecute taint, and the limit on how many get it. A node that was served is
// remembered until it is taken out, so that it is not queued again. Knows nothing of why a node waits.
// Imitates pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go, v1.36.

import { moment, US_PER_SECOND, type SimTime } from "../../base/time.ts";

import { TokenBucket, type TokenBucketState } from "../../model/flow-control/token-bucket.ts";

const BURST = 1;
const NS_PER_US = 1000;
/** What the limiter that never lets anybody through says of its own rate. */
const RATE_OF_CLOSED = 1;

/** What came of serving a node. `retry` puts it back, to be served no earlier than `afterUs` from now. */
export type Served = { readonly kind: "done" } | { readonly kind: "retry"; readonly afterUs: number };

/** The state of a queue, to be saved. */
export interface TaintQueueState {
  readonly held: readonly (readonly [name: string, addedAtUs: number])[];
  readonly waiting: readonly (readonly [name: string, addedAtUs: number])[];
  readonly retrying: readonly (readonly [name: string, processAtUs: number])[];
  readonly served: readonly string[];
  /** Nodes per second; 0: closed. */
  readonly rate: number;
  readonly bucket: TokenBucketState;
}

export class TaintQueue {
  /** With the moment at which they came, in µs, and in that order: whoever is put in again is the last. */
  #waiting = new Map<string, number>();
  /** The same of those that are not put in again, and so come before the others. */
  readonly #held = new Map<string, number>();
  /** Served in vain, with the moment from which they may be served again, in µs. */
  readonly #retrying = new Map<string, number>();
  /** Served, and not taken out since. */
  readonly #served = new Set<string>();
  #rate: number;
  #bucket: TokenBucket;

  constructor(rate: number) {
    this.#rate = Math.fround(rate);
    this.#bucket = new TokenBucket(rate, BURST);
  }

  static restored({ held, waiting, retrying, served, rate, bucket }: TaintQueueState): TaintQueue {
    const queue = new TaintQueue(rate);
    queue.#bucket = new TokenBucket(rate, BURST, bucket);
    for (const [name, addedAtUs] of held) queue.#held.set(name, addedAtUs);
    for (const [name, addedAtUs] of waiting) queue.#waiting.set(name, addedAtUs);
    for (const [name, processAtUs] of retrying) queue.#retrying.set(name, processAtUs);
    for (const name of served) queue.#served.add(name);
    return queue;
  }

  /** Nodes per second; 0 while nobody is let through. */
  get rate(): number {
    return this.#rate;
  }

  get state(): TaintQueueState {
    return {
      held: [...this.#held],
      waiting: [...this.#waiting],
      retrying: [...this.#retrying],
      served: [...this.#served],
      rate: this.#rate,
      bucket: this.#bucket.state,
    };
  }

  /** True while the node waits to be served again. */
  isRetrying(name: string): boolean {
    return this.#retrying.has(name);
  }

  /** Puts a node in that is not in and was not served since it was taken out. */
  add(name: string, at: SimTime): void {
    const isIn = this.#waiting.has(name) || this.#held.has(name) || this.#retrying.has(name);
    if (!isIn && !this.#served.has(name)) this.#waiting.set(name, at);
  }

  /** Keeps the place of a node that waits when others are put in again. */
  hold(name: string): void {
    const addedAtUs = this.#waiting.get(name);
    if (addedAtUs === undefined) return;
    this.#waiting.delete(name);
    this.#held.set(name, addedAtUs);
  }

  /** Takes all that wait out and puts them in again, by name. */
  putInAgain(at: SimTime): void {
    if (this.#waiting.size < 2) return;
    this.#waiting = new Map([...this.#waiting.keys()].toSorted().map((name) => [name, at]));
  }

  /** Takes a node out, and forgets that it was served. */
  remove(name: string): void {
    this.#waiting.delete(name);
    this.#held.delete(name);
    this.#retrying.delete(name);
    this.#served.delete(name);
  }

  /**
   * Sets the rate in nodes per second; a new limit begins empty if the old one would let nobody through now. `lateNs`: how long
   * after `at` that is, which can decide whether a token is there at just the time of one token later.
   */
  setRate(rate: number, at: SimTime, lateNs: number): void {
    const asked = Math.fround(rate);
    // The closed limiter names a rate of its own, so that a change to just that rate does not open it.
    if ((this.#isClosed ? RATE_OF_CLOSED : this.#rate) === asked) return;
    const isDrained = !this.#tryAccept(at, lateNs);
    this.#rate = Math.max(0, asked);
    this.#bucket = new TokenBucket(this.#rate, BURST);
    if (isDrained) this.#bucket.tryAccept(at * NS_PER_US + lateNs);
  }

  /** Serves nodes while the limit lets it, `lateNs` after `at`. */
  serve(at: SimTime, lateNs: number, serveNode: (name: string) => Served): void {
    for (let head = this.#head(); head !== undefined; head = this.#head()) {
      if (!this.#tryAccept(at, lateNs) || head.processAtUs > at) return;
      const served = serveNode(head.name);
      this.remove(head.name);
      if (served.kind === "done") this.#served.add(head.name);
      else this.#retrying.set(head.name, at + served.afterUs);
    }
  }

  /** A moment before which serving would come to nothing; undefined if only a change can help. */
  nextUs(at: SimTime): SimTime | undefined {
    const head = this.#head();
    if (head === undefined || this.#isClosed) return undefined;
    const { tokens, countedAtNs } = this.#bucket.state;
    if (countedAtNs === undefined || tokens >= 1) return at;
    const lackingUs = Math.floor(((1 - tokens) / this.#rate) * US_PER_SECOND) - 1;
    return moment(Math.max(at, Math.floor(countedAtNs / NS_PER_US) + lackingUs));
  }

  get #isClosed(): boolean {
    return this.#rate <= 0;
  }

  #tryAccept(at: SimTime, lateNs: number): boolean {
    return !this.#isClosed && this.#bucket.tryAccept(at * NS_PER_US + lateNs);
  }

  /** The one whose turn is first; those that came at one moment in the order in which they came. */
  #head(): { readonly name: string; readonly processAtUs: number } | undefined {
    let head = firstOf(this.#held) ?? firstOf(this.#waiting);
    for (const [name, processAtUs] of this.#retrying) {
      if (head === undefined || processAtUs < head.processAtUs) head = { name, processAtUs };
    }
    return head;
  }
}

function firstOf(waiting: ReadonlyMap<string, number>): { name: string; processAtUs: number } | undefined {
  for (const [name, processAtUs] of waiting) return { name, processAtUs };
  return undefined;
}
