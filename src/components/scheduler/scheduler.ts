// kube-scheduler's loop in virtual time: one pod at a time is decided, its binding goes on beside the next.
// It hears of pods with the watch's delay, decides on the cluster as it stands when the cycle begins, and writes when the
// cycle is over. Knows the queue, the placement of pods, and what its work costs; no other component.
// Imitates pkg/scheduler/{scheduler,schedule_one,eventhandlers}.go, v1.36.

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";
import { lognormalFromMedianAndP99, sample, type Distribution } from "../../base/random/distribution.ts";
import type { EntityDraws } from "../../base/random/entity-draws.ts";
import { after, span, type Duration, type SimTime } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ClusterObserver, Delta, QueueName } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE, PENDING, type PodId } from "../../cluster/pod-table.ts";

import type { SchedulerConfiguration } from "../../scheduling/framework/configuration.ts";
import type { Decision } from "../../scheduling/framework/decision.ts";
import type { PodScheduler } from "../../scheduling/framework/pod-scheduler.ts";

import { nextWholeSecond } from "./backoff.ts";
import { ClientLimiter } from "./client-limiter.ts";
import { departureHelps } from "./queueing-hints.ts";
import { SchedulingQueue, type PluginBits, type QueueMove } from "./scheduling-queue.ts";

/** The leftover flush comes this often, counted from the beginning. */
const LEFTOVER_FLUSH_US = span(30_000_000);

/** What the component is given. */
export interface SchedulerPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly placement: PodScheduler;
  readonly configuration: SchedulerConfiguration;
  readonly coefficients: readonly Coefficient[];
  /** Chance of each pod's binding. */
  readonly bindDraws: EntityDraws;
}

/** The attempt that is being made. */
interface Attempt {
  readonly pod: PodId;
  readonly decision: Decision;
  /** Pods that left their nodes meanwhile. */
  readonly departures: PodId[];
}

/** Events of the loop, by name. */
interface Kinds {
  readonly seen: EventKind;
  readonly departureSeen: EventKind;
  readonly cycleDone: EventKind;
  readonly bound: EventKind;
  readonly flushBackoff: EventKind;
  readonly flushLeftover: EventKind;
}

export class Scheduler implements ClusterObserver {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #placement: PodScheduler;
  readonly #queue: SchedulingQueue;
  readonly #limiter: ClientLimiter;
  readonly #bindDraws: EntityDraws;
  readonly #bindUs: Distribution;
  readonly #cycleFixedUs: number;
  readonly #cyclePerNodeUs: number;
  readonly #watchDelay: Duration;
  readonly #kinds: Kinds;
  readonly #pluginNames: string[] = [];
  #attempt: Attempt | undefined;
  #backoffFlushWaits = false;
  #leftoverFlushWaits = false;

  constructor({ engine, cluster, placement, configuration, coefficients, bindDraws }: SchedulerPorts) {
    const value = (name: string) => coefficientValue(coefficients, `scheduler.${name}`);
    this.#engine = engine;
    this.#cluster = cluster;
    this.#placement = placement;
    this.#queue = new SchedulingQueue({
      initialSeconds: configuration.podInitialBackoffSeconds,
      maxSeconds: configuration.podMaxBackoffSeconds,
    });
    this.#limiter = new ClientLimiter(configuration.clientQps, configuration.clientBurst);
    this.#bindDraws = bindDraws;
    this.#bindUs = lognormalFromMedianAndP99(value("bindMedianUs"), value("bindP99Us"));
    this.#cycleFixedUs = value("cycleFixedUs");
    this.#cyclePerNodeUs = value("cyclePerNodeUs");
    this.#watchDelay = span(Math.round(value("watchDelayUs")));
    this.#kinds = {
      seen: engine.defineKind("scheduler/pod-seen", "scheduler", (pod) => this.#enqueue(pod)),
      departureSeen: engine.defineKind("scheduler/departure-seen", "scheduler", (pod) => this.#departed(pod)),
      cycleDone: engine.defineKind("scheduler/cycle-done", "scheduler", () => this.#finishCycle()),
      bound: engine.defineKind("scheduler/pod-bound", "api", (pod) => this.#bound(pod)),
      flushBackoff: engine.defineKind("scheduler/flush-backoff", "scheduler", () => this.#flushBackoff()),
      flushLeftover: engine.defineBackgroundKind("scheduler/flush-leftover", "scheduler", () => this.#flushLeftover()),
    };
  }

  /** The informer: pods that come, and pods that leave their nodes, are seen with the watch's delay. */
  hear({ change, pod, node }: Delta): void {
    if (change.kind === "pod-created") this.#engine.scheduleAfter(this.#watchDelay, this.#kinds.seen, pod);
    const gone = change.kind === "pod-ended" || change.kind === "pod-deleted";
    if (gone && node !== NONE) this.#engine.scheduleAfter(this.#watchDelay, this.#kinds.departureSeen, pod);
  }

  #enqueue(pod: PodId): void {
    const podClass = this.#cluster.classOfPod(pod);
    const refusal = this.#placement.preEnqueueRefusal({ name: this.#cluster.pods.nameOf(pod), podClass });
    if (refusal !== undefined) {
      this.#tell(pod, "gated");
      return;
    }
    this.#queue.add(pod, podClass.priority, this.#engine.now);
    this.#tell(pod, "active");
    this.#beginCycle();
  }

  /** Takes the next pod and decides on the cluster as it stands; the cycle takes its time. */
  #beginCycle(): void {
    if (this.#attempt !== undefined) return;
    let pod = this.#queue.pop();
    while (pod !== undefined && this.#cluster.pods.phaseOf(pod) !== PENDING) pod = this.#queue.pop();
    if (pod === undefined) return;
    const { now } = this.#engine;
    this.#tell(pod, "none");
    this.#cluster.apply({ kind: "pod-attempted", pod }, now);
    const podClass = this.#cluster.classOfPod(pod);
    const decision = this.#placement.schedule({ name: this.#cluster.pods.nameOf(pod), podClass }, now);
    this.#attempt = { pod, decision, departures: [] };
    this.#engine.scheduleAfter(this.#costOf(decision), this.#kinds.cycleDone);
  }

  #costOf(decision: Decision): Duration {
    const evaluated = decision.kind === "scheduled" || decision.kind === "unschedulable" ? decision.evaluated : 0;
    return span(Math.round(this.#cycleFixedUs + this.#cyclePerNodeUs * evaluated));
  }

  #finishCycle(): void {
    const { pod, decision, departures } = this.#attempt!;
    const { now } = this.#engine;
    this.#attempt = undefined;
    switch (decision.kind) {
      case "scheduled":
        this.#cluster.apply({ kind: "pod-assumed", pod, node: decision.node }, now);
        this.#bind(pod, now);
        break;
      case "unschedulable":
        this.#cluster.apply({ kind: "pod-unschedulable", pod, failure: decision }, now);
        this.#waitFor(pod, decision.plugins, departures, now);
        break;
      case "error":
        this.#cluster.apply({ kind: "pod-attempt-failed", pod, message: decision.message }, now);
        this.#afterError(pod, now);
        break;
      case "ignored":
        // No profile has its schedulerName: another scheduler's pod.
        break;
    }
    this.#beginCycle();
  }

  /** The binding cycle: the client's limit, then the API server's time. */
  #bind(pod: PodId, now: SimTime): void {
    const sentAt = this.#limiter.take(now);
    const lasting = span(Math.round(sample(this.#bindUs, this.#bindDraws.of(pod))));
    this.#engine.schedule(after(sentAt, lasting), this.#kinds.bound, pod);
  }

  #bound(pod: PodId): void {
    this.#cluster.apply({ kind: "pod-bound", pod }, this.#engine.now);
  }

  #waitFor(pod: PodId, plugins: readonly string[], departures: readonly PodId[], now: SimTime): void {
    const { priority } = this.#cluster.classOfPod(pod);
    if (plugins.length === 0) {
      this.#afterError(pod, now);
      return;
    }
    const refusedBy = this.#bitsOf(plugins);
    const woken = departures.some((departed) => this.#helps(pod, refusedBy, departed));
    this.#moved(pod, this.#queue.addUnschedulable(pod, priority, refusedBy, woken, now));
  }

  #afterError(pod: PodId, now: SimTime): void {
    this.#moved(pod, this.#queue.addFailed(pod, this.#cluster.classOfPod(pod).priority, now));
  }

  /** An assigned pod is gone: those that wait for room may go on. */
  #departed(departed: PodId): void {
    this.#attempt?.departures.push(departed);
    if (this.#queue.unschedulableCount === 0) return;
    this.#queue.wake(
      (pod, refusedBy) => this.#helps(pod, refusedBy, departed),
      this.#engine.now,
      (pod, to) => this.#moved(pod, to),
    );
    this.#beginCycle();
  }

  #helps(pod: PodId, refusedBy: PluginBits, departed: PodId): boolean {
    const waiting = this.#cluster.classOfPod(pod);
    const gone = this.#cluster.classOfPod(departed);
    return this.#pluginNames.some((name, bit) => (refusedBy & (1 << bit)) !== 0 && departureHelps(name, waiting, gone));
  }

  #flushBackoff(): void {
    this.#backoffFlushWaits = false;
    this.#queue.flushBackoff(this.#engine.now, (pod, to) => this.#moved(pod, to));
    this.#keepTimers();
    this.#beginCycle();
  }

  #flushLeftover(): void {
    this.#leftoverFlushWaits = false;
    this.#queue.flushLeftover(this.#engine.now, (pod, to) => this.#moved(pod, to));
    this.#keepTimers();
    this.#beginCycle();
  }

  #moved(pod: PodId, to: QueueMove): void {
    this.#tell(pod, to);
    this.#keepTimers();
  }

  #tell(pod: PodId, queue: QueueName): void {
    this.#cluster.apply({ kind: "pod-queued", pod, queue }, this.#engine.now);
  }

  /** The flushes tick on whole seconds and every 30 s; they become events only while they have something to do. */
  #keepTimers(): void {
    const { now } = this.#engine;
    if (!this.#backoffFlushWaits && !this.#queue.isBackoffEmpty) {
      this.#backoffFlushWaits = true;
      this.#engine.schedule(nextWholeSecond(now), this.#kinds.flushBackoff);
    }
    if (!this.#leftoverFlushWaits && this.#queue.unschedulableCount > 0) {
      this.#leftoverFlushWaits = true;
      const wait = span(LEFTOVER_FLUSH_US - (now % LEFTOVER_FLUSH_US));
      this.#engine.scheduleAfter(wait, this.#kinds.flushLeftover);
    }
  }

  #bitsOf(plugins: readonly string[]): PluginBits {
    let bits = 0;
    for (const plugin of plugins) {
      if (!this.#pluginNames.includes(plugin)) this.#pluginNames.push(plugin);
      bits |= 1 << this.#pluginNames.indexOf(plugin);
    }
    return bits;
  }
}
