// Pods that wait to be scheduled: active ones in order, those that back off, those that wait for the cluster to change,
// and gated ones. Knows nothing of plugins but the numbers of those that refused.
// Imitates pkg/scheduler/backend/queue/{scheduling_queue,active_queue,backoff_queue}.go, v1.36, with
// SchedulerPopFromBackoffQ on (the default since v1.33).

import TinyQueue from "tinyqueue";

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn } from "../../base/snapshot-parts.ts";
import type { SimTime } from "../../base/time.ts";

import type { PodId } from "../../cluster/pod-table.ts";
import { expirySecond, isBackingOff, type BackoffLimits, type BackoffRule } from "./backoff.ts";
import { FailureCounts } from "./failure-counts.ts";
import { NO_PLUGINS, type PluginSetId } from "./plugin-sets.ts";
import { UnschedulablePods } from "./unschedulable-pods.ts";
import {
  inBackoffOrder,
  inExpiryOrder,
  inQueueOrder,
  packQueuedPods,
  unpackQueuedPods,
  type QueuedPod,
} from "./queued-pod.ts";

/** Pods older than this in the unschedulable pool are tried again whatever happened, at the next leftover flush. */
export const UNSCHEDULABLE_FLUSH_AFTER_US = 5 * 60 * 1_000_000;

/** What moved where, for whoever counts queues. */
export type QueueMove = "active" | "backoff" | "unschedulable";

export class SchedulingQueue implements Snapshotable {
  readonly #limits: BackoffLimits;
  readonly #active = new TinyQueue<QueuedPod>([], inQueueOrder);
  readonly #backoff = new TinyQueue<QueuedPod>([], inBackoffOrder);
  readonly #errorBackoff = new TinyQueue<QueuedPod>([], inExpiryOrder);
  readonly #unschedulable = new UnschedulablePods();
  readonly #failures: FailureCounts;
  /** Pods that back off from an error, with the state of the cluster on which it arose; the oldest state first. */
  readonly #errorStates = new Map<PodId, number>();
  #ordinal = 0;

  constructor(limits: BackoffLimits, rule: BackoffRule) {
    this.#limits = limits;
    this.#failures = new FailureCounts(rule);
  }

  get isBackoffEmpty(): boolean {
    return this.#backoff.length === 0 && this.#errorBackoff.length === 0;
  }

  get unschedulableCount(): number {
    return this.#unschedulable.size;
  }

  /** True if a pod waits that was refused by plugins of which `isMeant` says so. */
  waitsForAny(isMeant: (plugins: PluginSetId) => boolean): boolean {
    return this.#unschedulable.anyRefusedBy(isMeant);
  }

  /** The oldest state of the cluster on which a pod that backs off met its error; undefined if there is no such pod. */
  get oldestErrorState(): number | undefined {
    return this.#errorStates.values().next().value;
  }

  /** A pod that comes for the first time, or whose gates are gone. */
  add(pod: PodId, priority: number, now: SimTime): void {
    this.#active.push(this.#entry(pod, priority, now, 0, NO_PLUGINS));
  }

  /** The next pod to try: the first active one, else the first that backs off from a refusal. */
  pop(): PodId | undefined {
    return (this.#active.pop() ?? this.#backoff.pop())?.pod;
  }

  /** A pod that no node took; `woken`: something happened during its attempt that may help it. */
  addUnschedulable(pod: PodId, priority: number, refusedBy: PluginSetId, woken: boolean, now: SimTime): QueueMove {
    const expiry = expirySecond(now, this.#failures.countRefusal(pod), this.#limits);
    const entry = this.#entry(pod, priority, now, expiry, refusedBy);
    if (woken) {
      this.#backoff.push(entry);
      return "backoff";
    }
    this.#unschedulable.add(entry);
    return "unschedulable";
  }

  /**
   * A pod whose attempt ended in an error: it backs off and is not tried early. `state` numbers the state of the cluster
   * on which the attempt was made; it never falls from call to call. Undefined: the error has nothing to do with the cluster.
   */
  addFailed(pod: PodId, priority: number, state: number | undefined, now: SimTime): QueueMove {
    const expiry = expirySecond(now, this.#failures.countError(pod), this.#limits);
    this.#errorBackoff.push(this.#entry(pod, priority, now, expiry, NO_PLUGINS));
    if (state !== undefined) this.#errorStates.set(pod, state);
    return "backoff";
  }

  /** Lets waiting pods go on for which `helps` says so, in the order in which they began to wait. */
  wake(
    helps: (pod: PodId, refusedBy: PluginSetId) => boolean,
    now: SimTime,
    moved: (pod: PodId, to: QueueMove) => void,
  ): void {
    for (const entry of this.#unschedulable.values()) {
      if (!helps(entry.pod, entry.refusedBy)) continue;
      this.#unschedulable.delete(entry);
      moved(entry.pod, this.#requeue(entry, now));
    }
  }

  /** Moves pods whose backoff is over to the active queue. */
  flushBackoff(now: SimTime, moved: (pod: PodId, to: QueueMove) => void): void {
    for (const queue of [this.#backoff, this.#errorBackoff]) {
      for (let head = queue.peek(); head !== undefined && !isBackingOff(head.expiry, now); head = queue.peek()) {
        this.#active.push(queue.pop()!);
        this.#errorStates.delete(head.pod);
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
      this.#unschedulable.delete(entry);
      moved(entry.pod, this.#requeue(entry, now));
    }
  }

  snapshot(): Snapshot {
    return {
      active: packQueuedPods(this.#active.data),
      backoff: packQueuedPods(this.#backoff.data),
      errorBackoff: packQueuedPods(this.#errorBackoff.data),
      unschedulable: packQueuedPods(this.#unschedulable.values()),
      errorStates: Float64Array.from([...this.#errorStates].flat()),
      ...this.#failures.snapshot(),
      ordinal: Float64Array.of(this.#ordinal),
    };
  }

  restore(saved: Snapshot): void {
    fill(this.#active, unpackQueuedPods(arrayIn(saved, "active")));
    fill(this.#backoff, unpackQueuedPods(arrayIn(saved, "backoff")));
    fill(this.#errorBackoff, unpackQueuedPods(arrayIn(saved, "errorBackoff")));
    this.#unschedulable.clear();
    for (const entry of unpackQueuedPods(arrayIn(saved, "unschedulable"))) this.#unschedulable.add(entry);
    this.#errorStates.clear();
    const states = arrayIn(saved, "errorStates");
    for (let at = 0; at < states.length; at += 2) this.#errorStates.set(states[at]!, states[at + 1]!);
    this.#failures.restore(saved);
    this.#ordinal = arrayIn(saved, "ordinal")[0]!;
  }

  #requeue(entry: QueuedPod, now: SimTime): QueueMove {
    if (isBackingOff(entry.expiry, now)) {
      this.#backoff.push(entry);
      return "backoff";
    }
    this.#active.push(entry);
    return "active";
  }

  #entry(pod: PodId, priority: number, timestampUs: number, expiry: number, refusedBy: PluginSetId): QueuedPod {
    this.#ordinal += 1;
    return { pod, priority, timestampUs, ordinal: this.#ordinal, expiry, refusedBy };
  }
}

/** Puts the pods of a heap into another, as they lay in it. */
function fill(queue: TinyQueue<QueuedPod>, pods: QueuedPod[]): void {
  queue.data = pods;
  queue.length = pods.length;
}
