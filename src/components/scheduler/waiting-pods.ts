// Which pods wait for what, and what lets each of them go on: news of the cluster, time, the removal of gates, somebody who
// forces it. Knows queues, hints and whether a plugin lets a pod into the queue; not what an attempt is.
// Imitates pkg/scheduler/backend/queue/scheduling_queue.go, v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import type { SimTime } from "../../base/time.ts";

import type { QueueName } from "../../cluster/change.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import {
  BACKOFF_COMPLETE,
  keyOf,
  labelOf,
  POD_ADDED,
  POD_UPDATED,
  SCHEDULE_ATTEMPT_FAILURE,
  type ClusterEvent,
  type EventKey,
  type PodEvent,
} from "./cluster-events.ts";
import type { LoopWatch } from "./loop-watch.ts";
import { NO_PLUGINS, type PluginSetId } from "./plugin-sets.ts";
import { ACTIVE, BACKOFF, ERROR_BACKOFF, IN_FLIGHT, UNSCHEDULABLE, type QueuedPod } from "./queued-pod.ts";
import type { SchedulingQueue } from "./scheduling-queue.ts";
import type { Waking } from "./waking.ts";

/** What the queue is told by those around it, and tells them. */
export interface QueueNeighbours {
  /** The plugin that does not let the pod into the queue, or undefined. */
  keeperOf(pod: PodId): string | undefined;
  /** A pod has gone to a place because of an event. */
  moved(pod: PodId, to: QueueName, event: string): void;
}

/** What is set from outside. */
export interface QueueOptions {
  readonly unschedulableTimeoutUs: number;
  readonly watch: LoopWatch | undefined;
}

export class WaitingPods implements Snapshotable {
  readonly #queue: SchedulingQueue;
  readonly #waking: Waking;
  readonly #neighbours: QueueNeighbours;
  readonly #options: QueueOptions;
  /** The pod that is being tried, and what was heard meanwhile. */
  #inFlight: PodId | undefined;
  #refusedInFlight: PluginSetId = NO_PLUGINS;
  #heard: ClusterEvent[] = [];

  constructor(queue: SchedulingQueue, waking: Waking, neighbours: QueueNeighbours, options: QueueOptions) {
    this.#queue = queue;
    this.#waking = waking;
    this.#neighbours = neighbours;
    this.#options = options;
  }

  /** True if a pod that waits, or one whose attempt will have been refused, waits for such events. */
  someWaitFor(key: EventKey): boolean {
    if (this.#options.watch !== undefined) return true;
    if (this.#waking.listens(this.#refusedInFlight, key)) return true;
    const { unschedulable } = this.#queue;
    return unschedulable.size > 0 && unschedulable.anyRefusedBy((plugins) => this.#waking.listens(plugins, key));
  }

  pluginsOf(set: PluginSetId): readonly string[] {
    return this.#waking.pluginsOf(set);
  }

  /** A new pod. */
  add(pod: PodId, priority: number, now: SimTime): void {
    this.#activate(this.#queue.add(pod, priority, now), POD_ADDED);
  }

  /** Each aspect of the pod that changed is news of its own; the first that lets it go on does so. */
  update(pod: PodId, priority: number, news: readonly PodEvent[], now: SimTime): void {
    const entry = this.#queue.find(pod);
    if (entry === undefined) {
      this.#activate(this.#queue.add(pod, priority, now), POD_UPDATED);
    } else if (entry.place === IN_FLIGHT) {
      this.#heard.push(...news);
    } else if (entry.place === UNSCHEDULABLE) {
      for (const event of news) {
        if (!this.#waking.helps(pod, entry.refusedBy, event)) continue;
        if (this.#requeue(entry, labelOf(event), now, true) !== "gated") break;
      }
    }
  }

  /** The pod needs no place any more: it is gone, or on a node. */
  remove(pod: PodId): void {
    const entry = this.#queue.find(pod);
    if (entry !== undefined && entry.place !== IN_FLIGHT) this.#queue.forget(entry);
  }

  /** Lets pods go on that the event may help. */
  hear(event: ClusterEvent, now: SimTime): void {
    const { watch } = this.#options;
    if (watch !== undefined && !this.#waking.isOfInterest(event)) return;
    if (this.#inFlight !== undefined) this.#heard.push(event);
    if (!this.someWaitFor(keyOf(event))) return;
    const label = labelOf(event);
    const woken: QueuedPod[] = [];
    for (const entry of this.#queue.unschedulable.values()) {
      if (!this.#looksAt(entry, event)) continue;
      if (this.#waking.helps(entry.pod, entry.refusedBy, event)) woken.push(entry);
      else watch?.skipped(entry.pod, label);
    }
    for (const entry of woken) this.#requeue(entry, label, now, false);
  }

  /** Lets the pod go on without any backoff, or when it comes back from its attempt. */
  force(pod: PodId): void {
    const entry = this.#queue.find(pod);
    if (entry === undefined) return;
    if (entry.place === IN_FLIGHT) this.#heard.push({ kind: "wildcard", label: "ForceActivate", pod });
    const backsOff = entry.place === BACKOFF || entry.place === ERROR_BACKOFF;
    if (!backsOff && entry.place !== UNSCHEDULABLE) return;
    const wasThere = entry.place === UNSCHEDULABLE;
    this.#queue.take(entry);
    if (backsOff && this.#queue.checksOnBackoff) this.#put(entry, ACTIVE, "active", "ForceActivate");
    else this.#activate(entry, "ForceActivate", wasThere);
  }

  /** The next pod to try; from now on it is in flight. `state`: how far the log of node changes has come. */
  pop(state: number): QueuedPod | undefined {
    const entry = this.#queue.pop();
    if (entry === undefined) return undefined;
    entry.triedOn = state;
    this.#inFlight = entry.pod;
    this.#heard = [];
    return entry;
  }

  /** The attempt under way is going to end so: it is worth hearing what these plugins wait for. */
  expectRefusal(plugins: readonly string[]): void {
    this.#refusedInFlight = this.#waking.setOf(plugins);
  }

  /** The pod in flight, if any. */
  get inFlight(): PodId | undefined {
    return this.#inFlight;
  }

  /** The attempt is over; the pod keeps its entry until it is put back or removed. */
  land(): void {
    this.#inFlight = undefined;
    this.#refusedInFlight = NO_PLUGINS;
  }

  /** The pod is placed, or gone: nobody will put it back. */
  drop(pod: PodId): void {
    const entry = this.#queue.find(pod);
    if (entry !== undefined) this.#queue.forget(entry);
  }

  /** Puts a pod back that plugins refused, or (none) whose attempt or binding ended in an error. */
  putBack(pod: PodId, plugins: readonly string[], now: SimTime): void {
    const entry = this.#queue.find(pod)!;
    entry.refusedBy = this.#waking.setOf(plugins);
    entry.gatedBy = NO_PLUGINS;
    this.#queue.countFailure(entry, plugins.length === 0 ? "error" : "refusal", now);
    const wasInFlight = this.#inFlight === pod;
    if (!wasInFlight) entry.triedOn = -1;
    const helps = (event: ClusterEvent) => this.#waking.helps(pod, entry.refusedBy, event);
    if (plugins.length === 0 || (wasInFlight && this.#heard.some(helps))) {
      this.#requeue(entry, SCHEDULE_ATTEMPT_FAILURE, now, false);
    } else {
      this.#put(entry, UNSCHEDULABLE, "unschedulable", SCHEDULE_ATTEMPT_FAILURE);
    }
  }

  /** Moves pods whose backoff is over to the active queue. */
  flushBackoff(now: SimTime): void {
    for (const entry of this.#queue.takeBackedOff(now)) {
      if (this.#queue.checksOnBackoff) this.#put(entry, ACTIVE, "active", BACKOFF_COMPLETE);
      else this.#activate(entry, BACKOFF_COMPLETE);
    }
  }

  /** Lets pods go on that have waited for too long, but not those that a plugin keeps out. */
  flushLeftover(now: SimTime): void {
    const old = [...this.#queue.unschedulable.values()].filter(
      ({ timestampUs }) => now - timestampUs > this.#options.unschedulableTimeoutUs,
    );
    if (old.length === 0) return;
    const event: ClusterEvent = { kind: "wildcard", label: "UnschedulableTimeout" };
    if (this.#inFlight !== undefined) this.#heard.push(event);
    for (const entry of old) if (entry.gatedBy === NO_PLUGINS) this.#requeue(entry, event.label, now, false);
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      queue: this.#queue.snapshot(),
      waking: this.#waking.snapshot(),
      flight: { flight: packJson([this.#inFlight ?? null, this.#refusedInFlight, this.#heard]) },
    });
  }

  restore(saved: Snapshot): void {
    this.#queue.restore(partOf(saved, "queue"));
    this.#waking.restore(partOf(saved, "waking"));
    const flight = unpackJson(partOf(saved, "flight"), "flight") as [PodId | null, PluginSetId, ClusterEvent[]];
    this.#inFlight = flight[0] ?? undefined;
    this.#refusedInFlight = flight[1];
    this.#heard = flight[2];
  }

  /** Pods that a plugin keeps out are looked at only for what that plugin waits for. */
  #looksAt(entry: QueuedPod, event: ClusterEvent): boolean {
    if (event.kind === "pod" && event.onlyUpTo !== undefined && entry.priority > event.onlyUpTo) return false;
    return entry.gatedBy === NO_PLUGINS || this.#waking.listens(entry.gatedBy, keyOf(event));
  }

  /** `wasThere`: it is still counted among the waiting pods, so that it has not gone anywhere if it is kept out. */
  #requeue(entry: QueuedPod, event: string, now: SimTime, wasThere: boolean): QueueName {
    this.#queue.take(entry);
    if (!this.#queue.isBackingOff(entry, now)) return this.#activate(entry, event, wasThere);
    if (this.#queue.checksOnBackoff && !this.#mayEnter(entry)) return this.#keepOut(entry, event, wasThere);
    return this.#put(entry, BACKOFF, "backoff", event);
  }

  #activate(entry: QueuedPod, event: string, wasThere = false): QueueName {
    if (!this.#mayEnter(entry)) return this.#keepOut(entry, event, wasThere);
    return this.#put(entry, ACTIVE, "active", event);
  }

  #mayEnter(entry: QueuedPod): boolean {
    const keeper = this.#neighbours.keeperOf(entry.pod);
    entry.gatedBy = keeper === undefined ? NO_PLUGINS : this.#waking.setOf([keeper]);
    if (keeper === undefined) return true;
    entry.refusedBy = this.#waking.setOf([...this.#waking.pluginsOf(entry.refusedBy), keeper]);
    return false;
  }

  #keepOut(entry: QueuedPod, event: string, wasThere: boolean): QueueName {
    this.#queue.put(entry, UNSCHEDULABLE);
    if (!wasThere) this.#neighbours.moved(entry.pod, "gated", event);
    return "gated";
  }

  #put(
    entry: QueuedPod,
    place: typeof ACTIVE | typeof BACKOFF | typeof UNSCHEDULABLE,
    to: QueueName,
    event: string,
  ): QueueName {
    this.#queue.put(entry, place);
    this.#neighbours.moved(entry.pod, to, event);
    return to;
  }
}
