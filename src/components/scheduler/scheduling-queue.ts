// Pods that wait to be scheduled: active ones in order, those that back off, those that wait for the cluster to change, and
// gated ones. Keeps them in order and knows who is next; what lets a pod go from one place to another is decided elsewhere.
// Imitates pkg/scheduler/backend/queue/{active_queue,backoff_queue,unschedulable_pods}.go, v1.36.

import TinyQueue from "tinyqueue";

import { unreachable } from "../../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn } from "../../base/snapshot-parts.ts";
import type { SimTime } from "../../base/time.ts";

import type { PodId } from "../../cluster/pod-table.ts";

import { expiryUs, isBackingOff, type BackoffClock, type BackoffLimits, type BackoffRule } from "./backoff.ts";
import { NO_PLUGINS } from "./plugin-sets.ts";
import {
  ACTIVE,
  BACKOFF,
  ERROR_BACKOFF,
  IN_FLIGHT,
  inBackoffOrder,
  inExpiryOrder,
  inQueueOrder,
  newQueuedPod,
  NOWHERE,
  packQueuedPods,
  UNSCHEDULABLE,
  unpackQueuedPods,
  type QueuedPod,
} from "./queued-pod.ts";
import { UnschedulablePods } from "./unschedulable-pods.ts";

/** How the queue backs off. */
export interface BackoffPolicy {
  readonly limits: BackoffLimits;
  readonly rule: BackoffRule;
  readonly clock: BackoffClock;
}

/** What an attempt ended in: plugins refused the pod, or there was an error. */
export type FailureKind = "refusal" | "error";

export class SchedulingQueue implements Snapshotable {
  readonly unschedulable = new UnschedulablePods();
  readonly #policy: BackoffPolicy;
  /** All that are kept here, and those in flight. */
  readonly #pods = new Map<PodId, QueuedPod>();
  #active = new TinyQueue<QueuedPod>([], inQueueOrder);
  #backoff: TinyQueue<QueuedPod>;
  #errorBackoff = new TinyQueue<QueuedPod>([], inExpiryOrder);
  /** Pods that back off from an error, with the state of the nodes on which it arose; the oldest state first. */
  readonly #errorStates = new Map<PodId, number>();
  #ordinal = 0;

  constructor(policy: BackoffPolicy) {
    this.#policy = policy;
    this.#backoff = this.#newBackoff();
  }

  find(pod: PodId): QueuedPod | undefined {
    return this.#pods.get(pod);
  }

  /** Every pod that waits or is in flight. */
  values(): IterableIterator<QueuedPod> {
    return this.#pods.values();
  }

  /** A pod that comes for the first time; it has no place yet. */
  add(pod: PodId, priority: number, now: SimTime): QueuedPod {
    this.#ordinal += 1;
    const entry = newQueuedPod(pod, priority, now, this.#ordinal);
    this.#pods.set(pod, entry);
    return entry;
  }

  /** Puts a pod that has no place, or is in flight, into one. */
  put(entry: QueuedPod, place: typeof ACTIVE | typeof BACKOFF | typeof UNSCHEDULABLE): void {
    // Who backs off without having been refused does so from an error.
    const isError = place === BACKOFF && entry.refusedBy === NO_PLUGINS;
    entry.place = isError ? ERROR_BACKOFF : place;
    if (isError && entry.triedOn >= 0) this.#errorStates.set(entry.pod, entry.triedOn);
    if (place === UNSCHEDULABLE) this.unschedulable.add(entry);
    else this.#heapOf(entry.place).push(entry);
  }

  /** Takes a pod from its place. */
  take(entry: QueuedPod): void {
    if (entry.place === UNSCHEDULABLE) this.unschedulable.delete(entry);
    else if (entry.place === ACTIVE || entry.place === BACKOFF || entry.place === ERROR_BACKOFF) this.#unheap(entry);
    this.#errorStates.delete(entry.pod);
    entry.place = NOWHERE;
  }

  /** Nobody needs to know of the pod any more. One that is in a heap is passed over when its turn comes. */
  forget(entry: QueuedPod): void {
    if (entry.place === UNSCHEDULABLE) this.unschedulable.delete(entry);
    entry.place = NOWHERE;
    this.#errorStates.delete(entry.pod);
    this.#pods.delete(entry.pod);
  }

  /** The next pod to try: the first active one, else the first that backs off from a refusal, where that is done. */
  pop(): QueuedPod | undefined {
    const next = firstOf(this.#active, ACTIVE) ?? (this.checksOnBackoff ? firstOf(this.#backoff, BACKOFF) : undefined);
    if (next === undefined) return undefined;
    this.#heapOf(next.place).pop();
    next.place = IN_FLIGHT;
    return next;
  }

  /** An attempt at the pod failed: its time in the queue and its backoff begin anew. */
  countFailure(entry: QueuedPod, kind: FailureKind, now: SimTime): void {
    this.#ordinal += 1;
    entry.ordinal = this.#ordinal;
    entry.timestampUs = now;
    entry.failures += 1;
    if (kind === "error") entry.errors += 1;
    else {
      entry.refusals += 1;
      entry.errors = 0;
    }
    const { rule, limits, clock } = this.#policy;
    const counted = rule === "all-failures" ? entry.failures : entry.errors > 0 ? entry.errors : entry.refusals;
    entry.expiry = expiryUs(now, counted, limits, clock);
  }

  isBackingOff(entry: QueuedPod, now: SimTime): boolean {
    return isBackingOff(entry.expiry, now, this.#policy.clock);
  }

  /**
   * Pods that back off are tried when nobody else is there. So whether they may be tried at all is asked when they begin to
   * back off, and not again.
   */
  get checksOnBackoff(): boolean {
    return this.#policy.clock === "whole-seconds";
  }

  /** True if a pod backs off. */
  get someBackOff(): boolean {
    return this.#isAny(this.#backoff, BACKOFF) || this.#isAny(this.#errorBackoff, ERROR_BACKOFF);
  }

  /** The oldest state of the nodes on which a pod that backs off met its error; undefined if there is no such pod. */
  get oldestErrorState(): number | undefined {
    return this.#errorStates.values().next().value;
  }

  /** Takes the pods out whose backoff is over. */
  takeBackedOff(now: SimTime): readonly QueuedPod[] {
    const over: QueuedPod[] = [];
    for (const place of [BACKOFF, ERROR_BACKOFF]) {
      const heap = this.#heapOf(place);
      for (let head = firstOf(heap, place); head !== undefined; head = firstOf(heap, place)) {
        if (this.isBackingOff(head, now)) break;
        heap.pop();
        head.place = NOWHERE;
        this.#errorStates.delete(head.pod);
        over.push(head);
      }
    }
    return over;
  }

  snapshot(): Snapshot {
    return {
      pods: packQueuedPods(this.#pods.values()),
      unschedulable: Float64Array.from(this.unschedulable.values(), ({ pod }) => pod),
      errorStates: Float64Array.from([...this.#errorStates].flat()),
      ordinal: Float64Array.of(this.#ordinal),
    };
  }

  restore(saved: Snapshot): void {
    this.#pods.clear();
    this.unschedulable.clear();
    this.#active = new TinyQueue<QueuedPod>([], inQueueOrder);
    this.#backoff = this.#newBackoff();
    this.#errorBackoff = new TinyQueue<QueuedPod>([], inExpiryOrder);
    for (const entry of unpackQueuedPods(arrayIn(saved, "pods"))) {
      this.#pods.set(entry.pod, entry);
      const isInHeap = entry.place === ACTIVE || entry.place === BACKOFF || entry.place === ERROR_BACKOFF;
      if (isInHeap) this.#heapOf(entry.place).push(entry);
    }
    for (const pod of arrayIn(saved, "unschedulable")) this.unschedulable.add(this.#pods.get(pod)!);
    const states = arrayIn(saved, "errorStates");
    this.#errorStates.clear();
    for (let at = 0; at < states.length; at += 2) this.#errorStates.set(states[at]!, states[at + 1]!);
    this.#ordinal = arrayIn(saved, "ordinal")[0]!;
  }

  #newBackoff(): TinyQueue<QueuedPod> {
    return new TinyQueue<QueuedPod>([], this.checksOnBackoff ? inBackoffOrder : inExpiryOrder);
  }

  #isAny(heap: TinyQueue<QueuedPod>, place: number): boolean {
    return firstOf(heap, place) !== undefined;
  }

  #heapOf(place: number): TinyQueue<QueuedPod> {
    switch (place) {
      case ACTIVE:
        return this.#active;
      case BACKOFF:
        return this.#backoff;
      case ERROR_BACKOFF:
        return this.#errorBackoff;
      default:
        return unreachable(place as never);
    }
  }

  /** Seldom asked for: whoever forces a pod to be tried. */
  #unheap(entry: QueuedPod): void {
    const heap = this.#heapOf(entry.place);
    const others = heap.data.filter((other) => other !== entry);
    heap.data = [];
    heap.length = 0;
    for (const other of others) heap.push(other);
  }
}

/** The first pod of a heap; those that have been forgotten are dropped on the way. */
function firstOf(heap: TinyQueue<QueuedPod>, place: number): QueuedPod | undefined {
  let head = heap.peek();
  while (head !== undefined && head.place !== place) {
    heap.pop();
    head = heap.peek();
  }
  return head;
}
