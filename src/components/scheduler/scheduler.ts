// kube-scheduler in virtual time, put together: what it hears, which pods wait for what, the loop that tries them, and what
// follows from an attempt. Knows its own parts and the ports that it is given; no other component.
// Imitates pkg/scheduler/scheduler.go, v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";

import type { Engine } from "../../engine/engine.ts";

import type { ApiServer } from "../../cluster/api-client.ts";
import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { ASSUMED, BOUND, NONE, PENDING, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import type { SchedulerConfiguration } from "../../scheduling/framework/configuration.ts";
import type { PodScheduler } from "../../scheduling/framework/pod-scheduler.ts";

import { AttemptFailures } from "./attempt-failures.ts";
import { ClaimBindings, type VolumeControllers } from "./claim-bindings.ts";
import type { ClusterEvent, EventKey, PodEvent } from "./cluster-events.ts";
import type { CycleCost } from "./cycle-cost.ts";
import { Evictions } from "./evictions.ts";
import { FlushTimers, type FlushNeed } from "./flush-timers.ts";
import { Informer, type InformerListener } from "./informer.ts";
import type { LoopSettings } from "./loop-settings.ts";
import type { LoopWatch } from "./loop-watch.ts";
import { PodBindings } from "./pod-bindings.ts";
import { IN_FLIGHT, type QueuedPod } from "./queued-pod.ts";
import { SchedulingLoop } from "./scheduling-loop.ts";
import { SchedulingQueue } from "./scheduling-queue.ts";
import { StatusPatches } from "./status-patches.ts";
import { WaitingPods } from "./waiting-pods.ts";
import { Waking } from "./waking.ts";

/** What the component is given. */
export interface SchedulerPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly api: ApiServer;
  readonly placement: PodScheduler;
  readonly configuration: SchedulerConfiguration;
  readonly cycleCost: CycleCost;
  readonly volumeControllers: VolumeControllers;
  readonly settings: LoopSettings;
  readonly watch?: LoopWatch;
}

/** The plugin that keeps a pod out of the queue while its preemption is under way. */
const PREEMPTION_PLUGIN = "DefaultPreemption";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "node-added",
  "node-updated",
  "node-removed",
  "object-stored",
  "object-removed",
  "pod-created",
  "pod-placed",
  "pod-updated",
  "pod-nominated",
  "pod-assumed",
  "pod-forgotten",
  "room-taken",
  "room-given-back",
  "pod-bound",
  "pod-started",
  "pod-ready",
  "pod-containers",
  "pod-condition",
  "pod-terminating",
  "pod-ended",
  "pod-deleted",
]);

export class Scheduler implements ClusterObserver, InformerListener, Snapshotable {
  readonly concerns = CONCERNS;
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #placement: PodScheduler;
  readonly #profileNames: ReadonlySet<string>;
  readonly #queue: SchedulingQueue;
  readonly #waiting: WaitingPods;
  readonly #timers: FlushTimers;
  readonly #informer: Informer;
  readonly #patches: StatusPatches;
  readonly #evictions: Evictions;
  readonly #claims: ClaimBindings;
  readonly #bindings: PodBindings;
  readonly #failures: AttemptFailures;
  readonly #loop: SchedulingLoop;

  constructor(ports: SchedulerPorts) {
    const { engine, cluster, api, placement, configuration, settings, watch } = ports;
    const { clientQps: qps, clientBurst: burst } = configuration;
    const process = "kube-scheduler";
    const client = api.client({ name: process, limits: { qps, burst }, level: "workload-high", inProcess: process });
    this.#engine = engine;
    this.#cluster = cluster;
    this.#placement = placement;
    this.#profileNames = new Set(configuration.profiles.map(({ schedulerName }) => schedulerName));
    this.#queue = new SchedulingQueue({
      limits: {
        initialSeconds: configuration.podInitialBackoffSeconds,
        maxSeconds: configuration.podMaxBackoffSeconds,
      },
      rule: cluster.behaviour.backoffRule,
      clock: settings.backoffClock,
    });
    this.#waiting = new WaitingPods(
      this.#queue,
      new Waking(cluster, configuration),
      {
        keeperOf: (pod) => this.#keeperOf(pod),
        moved: (pod, queue, event) => void cluster.apply({ kind: "pod-queued", pod, queue, event }, engine.now),
      },
      { unschedulableTimeoutUs: settings.unschedulableTimeoutUs, watch },
    );
    this.#loop = new SchedulingLoop(engine, cluster, placement, api, ports.cycleCost);
    this.#patches = new StatusPatches(engine, cluster, client);
    this.#failures = new AttemptFailures(engine, cluster, this.#waiting, this.#patches, () => {
      this.#loop.told();
      this.#goOn();
    });
    this.#evictions = new Evictions(engine, cluster, client, this.#patches, settings.parallelism, (pod, hasFailed) => {
      if (hasFailed) this.#waiting.force(pod);
      this.#goOn();
    });
    const ends = {
      bound: (pod: PodId) => this.#waiting.drop(pod),
      failed: (pod: PodId, message: string) => this.#unbind(pod, message),
    };
    this.#bindings = new PodBindings(engine, cluster, api, client, configuration, ends);
    const controllers = ports.volumeControllers;
    const claimEnds = { bound: (pod: PodId) => this.#bindings.begin(pod), failed: ends.failed };
    this.#claims = new ClaimBindings(engine, cluster, client, this.#patches, controllers, claimEnds);
    this.#loop.connect({
      waiting: this.#waiting,
      bindings: this.#bindings,
      claims: this.#claims,
      evictions: this.#evictions,
      failures: this.#failures,
      goOn: () => this.#goOn(),
    });
    this.#informer = new Informer(cluster, api, this);
    this.#timers = new FlushTimers(
      engine,
      settings.backoffClock,
      settings.startsAt,
      () => this.#flushBackoff(),
      () => this.#flushLeftover(),
    );
    this.#startAt(settings);
  }

  hear(delta: Delta): void {
    this.#informer.hear(delta);
    // On another cluster, what ended in an error may not do so again.
    if (delta.node !== NONE) this.#keepTimers();
  }

  someWaitFor(key: EventKey): boolean {
    return this.#waiting.someWaitFor(key);
  }

  isQueued(pod: PodId): boolean {
    const entry = this.#queue.find(pod);
    return entry !== undefined && entry.place !== IN_FLIGHT;
  }

  podAdded(pod: PodId): void {
    if (!this.#isOurs(pod) || this.#cluster.pods.phaseOf(pod) !== PENDING) return;
    this.#waiting.add(pod, this.#cluster.classOfPod(pod).priority, this.#engine.now);
    this.#goOn();
  }

  podUpdated(pod: PodId, news: readonly PodEvent[]): void {
    const before = news[0]!.before;
    const { schedulerName } = this.#cluster.classes.get(before);
    if (!this.#profileNames.has(schedulerName) || this.#cluster.pods.phaseOf(pod) !== PENDING) return;
    this.#waiting.update(pod, this.#cluster.classOfPod(pod).priority, news, this.#engine.now);
    this.#goOn();
  }

  podLeft(pod: PodId): void {
    this.#waiting.remove(pod);
    this.#keepTimers();
  }

  happened(...events: readonly ClusterEvent[]): void {
    for (const event of events) this.#waiting.hear(event, this.#engine.now);
    this.#goOn();
  }

  /** Pods that wait, for whoever wants to look at the queues: each with the plugins that refused it and that keep it out. */
  *queued(): Generator<{
    readonly entry: QueuedPod;
    readonly rejectors: readonly string[];
    readonly keepers: readonly string[];
  }> {
    for (const entry of this.#queue.values()) {
      const [rejectors, keepers] = [entry.refusedBy, entry.gatedBy].map((set) => this.#waiting.pluginsOf(set));
      yield { entry, rejectors: rejectors!, keepers: keepers! };
    }
  }

  /** Pods that were taken out of the queue and are not on their way to a node yet. */
  inFlight(): readonly PodId[] {
    const { inFlight } = this.#waiting;
    return inFlight === undefined ? [] : [inFlight];
  }

  /** The queue, the attempt in flight and what its parts wait for; what is on its way is the engine's and the API's. */
  snapshot(): Snapshot {
    return joinSnapshots({
      waiting: this.#waiting.snapshot(),
      informer: this.#informer.snapshot(),
      patches: this.#patches.snapshot(),
      evictions: this.#evictions.snapshot(),
      bindings: this.#bindings.snapshot(),
      claims: this.#claims.snapshot(),
      timers: this.#timers.snapshot(),
      loop: this.#loop.snapshot(),
    });
  }

  restore(saved: Snapshot): void {
    this.#waiting.restore(partOf(saved, "waiting"));
    this.#informer.restore(partOf(saved, "informer"));
    this.#patches.restore(partOf(saved, "patches"));
    this.#evictions.restore(partOf(saved, "evictions"));
    this.#bindings.restore(partOf(saved, "bindings"));
    this.#claims.restore(partOf(saved, "claims"));
    this.#timers.restore(partOf(saved, "timers"));
    this.#loop.restore(partOf(saved, "loop"));
  }

  #startAt({ startsAt }: LoopSettings): void {
    const started = () => {
      this.#loop.start();
      this.#goOn();
    };
    if (startsAt === this.#engine.now) this.#loop.start();
    else this.#engine.schedule(startsAt, this.#engine.defineKind("scheduler/started", "scheduler", started));
  }

  /** Pods of other schedulers are none of ours. */
  #isOurs(pod: PodId): boolean {
    return this.#profileNames.has(this.#cluster.classOfPod(pod).schedulerName);
  }

  #keeperOf(pod: PodId): string | undefined {
    if (this.#evictions.isPreempting(pod)) return PREEMPTION_PLUGIN;
    const podClass = this.#cluster.classOfPod(pod);
    return this.#placement.preEnqueueRefusal({ id: pod, name: this.#cluster.pods.nameOf(pod), podClass })?.plugin;
  }

  /** The room is free again, which others may have waited for; the pod backs off from an error. */
  #unbind(pod: PodId, message: string): void {
    const { now } = this.#engine;
    const phase = this.#cluster.pods.phaseOf(pod);
    const isElsewhere = phase === BOUND || phase === RUNNING;
    const holdsRoom = !isElsewhere && this.#cluster.pods.nodeOf(pod) !== NONE;
    if (phase === ASSUMED) this.#cluster.apply({ kind: "pod-forgotten", pod }, now);
    else if (holdsRoom) this.#cluster.apply({ kind: "room-given-back", pod }, now);
    if (holdsRoom) this.#waiting.hear(this.#informer.assignedPodGone(pod), now);
    this.#cluster.apply({ kind: "pod-attempt-failed", pod, message }, now);
    this.#failures.ofBinding(pod, { plugins: [], reason: "SchedulerError", message, nomination: { kind: "clear" } });
    this.#goOn();
  }

  #flushBackoff(): void {
    this.#waiting.flushBackoff(this.#engine.now);
    this.#goOn();
  }

  #flushLeftover(): void {
    this.#waiting.flushLeftover(this.#engine.now);
    this.#goOn();
  }

  /** Begins the next cycle if none is under way, and sees to the flushes. */
  #goOn(): void {
    this.#loop.goOn();
    this.#keepTimers();
  }

  #keepTimers(): void {
    this.#timers.keepBackoff(this.#flushNeed());
    if (this.#queue.unschedulable.size > 0) this.#timers.keepLeftover();
  }

  /** Pods that were refused are tried as soon as the loop is idle; those that met an error may meet it again. */
  #flushNeed(): FlushNeed {
    if (!this.#queue.someBackOff) return "none";
    const { end } = this.#cluster.nodeChanges;
    return (this.#queue.oldestErrorState ?? end) === end ? "idle" : "worthwhile";
  }
}
