// Pods that wait to be scheduled: active ones in order, those that back off, those that wait for the cluster to change,
// and gated ones. Knows nothing of plugins but the numbers of those that refused.
// Imitates pkg/scheduler/backend/queue/{scheduling_queue,active_queue,backoff_queue}.go, v1.36.

import TinyQueue from "tinyqueue";

import type { SimTime } from "../../base/time.ts";

import type { PodId } from "../../cluster/pod-table.ts";
import { expirySecond, isBackingOff, type BackoffLimits } from "./backoff.ts";

/** Pods older than this in the unschedulable pool are tried again whatever happened, at the next leftover flush. */
export const UNSCHEDULABLE_FLUSH_AFTER_US = 5 * 60 * 1_000_000;

/** Why a pod waits: bits of the plugins that refused it; 0 after an error. */
export type PluginBits = number;

interface QueuedPod {
  readonly pod: PodId;
  readonly priority: number;
  /** When it was put into the queue after its last failure (or first came), µs. */
  readonly timestampUs: number;
  /** Order of insertion: among equals, first come, first served. */
  readonly ordinal: number;
  /** Whole second in which its backoff runs out. */
  readonly expiry: number;
}

interface WaitingPod extends QueuedPod {
  readonly refusedBy: PluginBits;
}

/** How often a pod has failed. */
interface Failures {
  unschedulable: number;
  consecutiveErrors: number;
}

/** What moved where, for whoever counts queues. */
export type QueueMove = "active" | "backoff" | "unschedulable";

export class SchedulingQueue {
  readonly #limits: BackoffLimits;
  readonly #active = new TinyQueue<QueuedPod>([], inQueueOrder);
  readonly #backoff = new TinyQueue<QueuedPod>([], inBackoffOrder);
  readonly #errorBackoff = new TinyQueue<QueuedPod>([], inExpiryOrder);
  readonly #unschedulable = new Map<PodId, WaitingPod>();
  readonly #failures = new Map<PodId, Failures>();
  #ordinal = 0;

  constructor(limits: BackoffLimits) {
    this.#limits = limits;
  }

  get isBackoffEmpty(): boolean {
    return this.#backoff.length === 0 && this.#errorBackoff.length === 0;
  }

  get unschedulableCount(): number {
    return this.#unschedulable.size;
  }

  /** A pod that comes for the first time, or whose gates are gone. */
  add(pod: PodId, priority: number, now: SimTime): void {
    this.#active.push(this.#entry(pod, priority, now, 0));
  }

  /** The next pod to try: the first active one, else the first that backs off from a refusal. */
  pop(): PodId | undefined {
    return (this.#active.pop() ?? this.#backoff.pop())?.pod;
  }

  /** A pod that no node took; `woken`: something happened during its attempt that may help it. */
  addUnschedulable(pod: PodId, priority: number, refusedBy: PluginBits, woken: boolean, now: SimTime): QueueMove {
    const failures = this.#failuresOf(pod);
    failures.unschedulable += 1;
    failures.consecutiveErrors = 0;
    const entry = this.#entry(pod, priority, now, expirySecond(now, failures.unschedulable, this.#limits));
    if (woken) {
      this.#backoff.push(entry);
      return "backoff";
    }
    this.#unschedulable.set(pod, { ...entry, refusedBy });
    return "unschedulable";
  }

  /** A pod whose attempt ended in an error: it backs off and is not tried early. */
  addFailed(pod: PodId, priority: number, now: SimTime): QueueMove {
    const failures = this.#failuresOf(pod);
    failures.consecutiveErrors += 1;
    this.#errorBackoff.push(
      this.#entry(pod, priority, now, expirySecond(now, failures.consecutiveErrors, this.#limits)),
    );
    return "backoff";
  }

  /** Lets waiting pods go on for which `helps` says so, in the order in which they began to wait. */
  wake(
    helps: (pod: PodId, refusedBy: PluginBits) => boolean,
    now: SimTime,
    moved: (pod: PodId, to: QueueMove) => void,
  ): void {
    for (const entry of this.#unschedulable.values()) {
      if (!helps(entry.pod, entry.refusedBy)) continue;
      this.#unschedulable.delete(entry.pod);
      moved(entry.pod, this.#requeue(entry, now));
    }
  }

  /** Moves pods whose backoff is over to the active queue. */
  flushBackoff(now: SimTime, moved: (pod: PodId, to: QueueMove) => void): void {
    for (const queue of [this.#backoff, this.#errorBackoff]) {
      for (let head = queue.peek(); head !== undefined && !isBackingOff(head.expiry, now); head = queue.peek()) {
        this.#active.push(queue.pop()!);
        moved(head.pod, "active");
      }
    }
  }

  /** Lets pods go on that have waited for more than five minutes. */
  flushLeftover(now: SimTime, moved: (pod: PodId, to: QueueMove) => void): void {
    const old = [...this.#unschedulable.values()].filter(
      ({ timestampUs }) => now - timestampUs > UNSCHEDULABLE_FLUSH_AFTER_US,
    );
    for (const entry of old) {
      this.#unschedulable.delete(entry.pod);
      moved(entry.pod, this.#requeue(entry, now));
    }
  }

  #requeue(entry: QueuedPod, now: SimTime): QueueMove {
    if (isBackingOff(entry.expiry, now)) {
      this.#backoff.push(entry);
      return "backoff";
    }
    this.#active.push(entry);
    return "active";
  }

  #entry(pod: PodId, priority: number, timestampUs: number, expiry: number): QueuedPod {
    this.#ordinal += 1;
    return { pod, priority, timestampUs, ordinal: this.#ordinal, expiry };
  }

  #failuresOf(pod: PodId): Failures {
    const known = this.#failures.get(pod);
    if (known !== undefined) return known;
    const made = { unschedulable: 0, consecutiveErrors: 0 };
    this.#failures.set(pod, made);
    return made;
  }
}

function inQueueOrder(left: QueuedPod, right: QueuedPod): number {
  return right.priority - left.priority || left.timestampUs - right.timestampUs || left.ordinal - right.ordinal;
}

function inBackoffOrder(left: QueuedPod, right: QueuedPod): number {
  return left.expiry - right.expiry || inQueueOrder(left, right);
}

function inExpiryOrder(left: QueuedPod, right: QueuedPod): number {
  return left.expiry - right.expiry || left.ordinal - right.ordinal;
}
