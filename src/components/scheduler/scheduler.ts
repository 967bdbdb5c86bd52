// kube-scheduler's loop in virtual time: one pod at a time is decided, its binding goes on beside the next.
// It hears of pods with the watch's delay, decides on the cluster as it stands when the cycle begins, and writes when the
// cycle is over. Knows the queue, the placement of pods, and what its work costs; no other component.
// Imitates pkg/scheduler/{scheduler,schedule_one,eventhandlers}.go, v1.36.

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";
import { lognormalFromMedianAndP99 } from "../../base/random/distribution.ts";
import type { EntityDraws } from "../../base/random/entity-draws.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import { span, type Duration, type SimTime } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ResourceClaim } from "../../model/api/types/resource-claim.ts";

import type { ClusterObserver, Delta, QueueName } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE, PENDING, type PodId } from "../../cluster/pod-table.ts";

import type { SchedulerConfiguration } from "../../scheduling/framework/configuration.ts";
import type { Decision, NominationOutcome } from "../../scheduling/framework/decision.ts";
import { nominationAfter } from "../../scheduling/framework/nomination.ts";
import type { PodScheduler } from "../../scheduling/framework/pod-scheduler.ts";

import { ClaimBindings } from "./claim-bindings.ts";
import { ClaimEvents } from "./claim-events.ts";
import { ClientLimiter } from "./client-limiter.ts";
import { Evictions } from "./evictions.ts";
import { FlushTimers, type FlushNeed } from "./flush-timers.ts";
import { PodBindings } from "./pod-bindings.ts";
import type { PluginSetId } from "./plugin-sets.ts";
import type { PodEventKind } from "./queueing-hints.ts";
import { failureOf } from "./scheduling-failure.ts";
import { SchedulingQueue, type QueueMove } from "./scheduling-queue.ts";
import { StorageEvents, storageEventOf } from "./storage-events.ts";
import { DEVICE_CLAIMS_PLUGIN, Waking, type HeardEvent } from "./waking.ts";

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

/** A node was removed meanwhile. The real scheduler binds the pod all the same, and it is collected later. */
const NODE_GONE = Object.freeze({ kind: "error", message: "the chosen node is gone" } as const);

/** The attempt that is being made. */
interface Attempt {
  readonly pod: PodId;
  readonly decision: Decision;
  /** How far the log of node changes had come when it was decided. */
  readonly state: number;
  /** What the scheduler heard meanwhile. */
  readonly heard: HeardEvent[];
}

/** Events of the loop, by name. */
interface Kinds {
  readonly seen: EventKind;
  readonly arrivalSeen: EventKind;
  readonly departureSeen: EventKind;
  readonly nominationGone: EventKind;
  readonly claimSeen: EventKind;
  readonly storageSeen: EventKind;
  readonly cycleDone: EventKind;
}

export class Scheduler implements ClusterObserver, Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #placement: PodScheduler;
  readonly #profileNames: ReadonlySet<string>;
  readonly #queue: SchedulingQueue;
  readonly #timers: FlushTimers;
  readonly #limiter: ClientLimiter;
  readonly #evictions: Evictions;
  readonly #claims: ClaimBindings;
  readonly #claimEvents: ClaimEvents;
  readonly #storageEvents = new StorageEvents();
  readonly #waking: Waking;
  readonly #bindings: PodBindings;
  readonly #cycleFixedUs: number;
  readonly #cyclePerNodeUs: number;
  readonly #watchDelay: Duration;
  readonly #kinds: Kinds;
  #attempt: Attempt | undefined;

  constructor({ engine, cluster, placement, configuration, coefficients, bindDraws }: SchedulerPorts) {
    const value = (name: string) => coefficientValue(coefficients, `scheduler.${name}`);
    this.#engine = engine;
    this.#cluster = cluster;
    this.#placement = placement;
    this.#profileNames = new Set(configuration.profiles.map(({ schedulerName }) => schedulerName));
    const limits = {
      initialSeconds: configuration.podInitialBackoffSeconds,
      maxSeconds: configuration.podMaxBackoffSeconds,
    };
    this.#queue = new SchedulingQueue(limits, cluster.behaviour.backoffRule);
    this.#limiter = new ClientLimiter(configuration.clientQps, configuration.clientBurst);
    this.#cycleFixedUs = value("cycleFixedUs");
    this.#cyclePerNodeUs = value("cyclePerNodeUs");
    this.#watchDelay = span(Math.round(value("watchDelayUs")));
    const see = (kind: PodEventKind, wasNominated: boolean) => (pod: PodId) =>
      this.#hearOf({ kind, pod, wasNominated });
    this.#kinds = {
      seen: engine.defineKind("scheduler/pod-seen", "scheduler", (pod) => this.#enqueue(pod)),
      arrivalSeen: engine.defineKind("scheduler/arrival-seen", "scheduler", see("arrival", false)),
      departureSeen: engine.defineKind("scheduler/departure-seen", "scheduler", see("departure", false)),
      nominationGone: engine.defineKind("scheduler/nomination-gone", "scheduler", see("departure", true)),
      cycleDone: engine.defineKind("scheduler/cycle-done", "scheduler", () => this.#finishCycle()),
      claimSeen: engine.defineKind("scheduler/claim-seen", "scheduler", () => this.#hearOfClaim()),
      storageSeen: engine.defineKind("scheduler/storage-seen", "scheduler", () =>
        this.#hearOf({ kind: "storage", event: this.#storageEvents.receive() }),
      ),
    };
    this.#evictions = new Evictions(engine, cluster, this.#limiter);
    const bindUs = lognormalFromMedianAndP99(value("bindMedianUs"), value("bindP99Us"));
    const unbound = (pod: PodId, message: string) => this.#unbind(pod, message);
    this.#bindings = new PodBindings(engine, cluster, this.#limiter, configuration, bindUs, bindDraws, unbound);
    this.#claims = new ClaimBindings(engine, cluster, this.#limiter, (pod) => this.#bindWithClaims(pod));
    this.#claimEvents = new ClaimEvents(cluster);
    this.#waking = new Waking(cluster, this.#claimEvents);
    this.#timers = new FlushTimers(
      engine,
      () => this.#flushBackoff(),
      () => this.#flushLeftover(),
    );
  }

  /** The informer: pods that come, are bound, and leave their nodes are seen with the watch's delay. */
  hear(delta: Delta): void {
    const { change, pod, node } = delta;
    const see = (kind: EventKind) => this.#engine.scheduleAfter(this.#watchDelay, kind, pod);
    if (change.kind === "pod-created") see(this.#kinds.seen);
    // Pods that are tried later see it on its node anyway.
    if (change.kind === "pod-bound" && this.#someWaitFor("arrival")) see(this.#kinds.arrivalSeen);
    if (change.kind === "pod-nominated" && change.nodeName === undefined) see(this.#kinds.nominationGone);
    if (change.kind === "object-stored" || change.kind === "object-removed") this.#seeObject(delta);
    const gone = change.kind === "pod-ended" || change.kind === "pod-deleted";
    if (gone && node !== NONE) see(this.#kinds.departureSeen);
    // On another cluster, what ended in an error may not do so again.
    if (node !== NONE) this.#keepTimers();
  }

  /** The queue, the attempt in flight, the client's bucket and the flushes; what is on its way is in the engine's events. */
  snapshot(): Snapshot {
    return joinSnapshots({
      queue: this.#queue.snapshot(),
      limiter: this.#limiter.snapshot(),
      evictions: this.#evictions.snapshot(),
      bindings: this.#bindings.snapshot(),
      claims: this.#claims.snapshot(),
      claimEvents: this.#claimEvents.snapshot(),
      storageEvents: this.#storageEvents.snapshot(),
      waking: this.#waking.snapshot(),
      timers: this.#timers.snapshot(),
      loop: { attempt: packJson(this.#attempt ?? null) },
    });
  }

  restore(saved: Snapshot): void {
    const loop = partOf(saved, "loop");
    this.#queue.restore(partOf(saved, "queue"));
    this.#limiter.restore(partOf(saved, "limiter"));
    this.#evictions.restore(partOf(saved, "evictions"));
    this.#bindings.restore(partOf(saved, "bindings"));
    this.#claims.restore(partOf(saved, "claims"));
    this.#claimEvents.restore(partOf(saved, "claimEvents"));
    this.#storageEvents.restore(partOf(saved, "storageEvents"));
    this.#waking.restore(partOf(saved, "waking"));
    this.#timers.restore(partOf(saved, "timers"));
    this.#attempt = (unpackJson(loop, "attempt") as Attempt | null) ?? undefined;
  }

  /** Pods of other schedulers are none of ours. */
  #enqueue(pod: PodId): void {
    const podClass = this.#cluster.classOfPod(pod);
    if (!this.#profileNames.has(podClass.schedulerName)) return;
    const refusal = this.#placement.preEnqueueRefusal({ id: pod, name: this.#cluster.pods.nameOf(pod), podClass });
    if (refusal !== undefined) {
      if (refusal.plugin === DEVICE_CLAIMS_PLUGIN) this.#claimEvents.keepOut(pod);
      this.#tell(pod, "gated");
      return;
    }
    this.#queue.add(pod, podClass.priority, this.#engine.now);
    this.#tell(pod, "active");
    this.#goOn();
  }

  /** Begins the next cycle if none is under way, and sees to the flushes. */
  #goOn(): void {
    if (this.#attempt === undefined) this.#beginCycle();
    this.#keepTimers();
  }

  /** Takes the next pod and decides on the cluster as it stands; the cycle takes its time. */
  #beginCycle(): void {
    let pod = this.#queue.pop();
    while (pod !== undefined && this.#cluster.pods.phaseOf(pod) !== PENDING) pod = this.#queue.pop();
    if (pod === undefined) return;
    const { now } = this.#engine;
    this.#tell(pod, "none");
    this.#cluster.apply({ kind: "pod-attempted", pod }, now);
    const podClass = this.#cluster.classOfPod(pod);
    const decision = this.#placement.schedule({ id: pod, name: this.#cluster.pods.nameOf(pod), podClass }, now);
    this.#attempt = { pod, decision, state: this.#cluster.nodeChanges.end, heard: [] };
    this.#engine.scheduleAfter(this.#costOf(decision), this.#kinds.cycleDone);
  }

  #costOf(decision: Decision): Duration {
    const evaluated = decision.kind === "scheduled" || decision.kind === "unschedulable" ? decision.evaluated : 0;
    return span(Math.round(this.#cycleFixedUs + this.#cyclePerNodeUs * evaluated));
  }

  #finishCycle(): void {
    const attempt = this.#attempt!;
    const { pod } = attempt;
    const { now } = this.#engine;
    const decision = this.#stillPossible(attempt.decision);
    this.#attempt = undefined;
    if (this.#cluster.pods.phaseOf(pod) !== PENDING) {
      // Deleted while it was being decided about: there is nobody left to place.
      this.#goOn();
      return;
    }
    switch (decision.kind) {
      case "scheduled":
        this.#assume(pod, decision, now);
        this.#storeClaims(decision.resourceClaims ?? []);
        if (decision.claims === undefined) this.#bindings.begin(pod);
        else this.#claims.begin(pod, decision.node, decision.claims);
        break;
      case "unschedulable":
        this.#cluster.apply(
          { kind: "pod-unschedulable", pod, failure: failureOf(decision, this.#cluster.pods.nameOf(pod)) },
          now,
        );
        this.#nominate(pod, nominationAfter(decision));
        if (decision.postFilter?.preemption !== undefined) this.#evictions.begin(pod, decision.postFilter.preemption);
        this.#waitFor(attempt, decision.plugins, now);
        this.#storeClaims(decision.postFilter?.releasedClaim === undefined ? [] : [decision.postFilter.releasedClaim]);
        break;
      case "error":
        this.#cluster.apply({ kind: "pod-attempt-failed", pod, message: decision.message }, now);
        this.#nominate(pod, nominationAfter(decision));
        this.#afterError(pod, attempt.state, now);
        break;
      case "ignored":
        // A pod of another scheduler is never queued.
        break;
    }
    this.#goOn();
  }

  #assume(pod: PodId, { node, devices }: Extract<Decision, { kind: "scheduled" }>, now: SimTime): void {
    const chosen = devices === undefined ? {} : { devices };
    this.#cluster.apply({ kind: "pod-assumed", pod, node, ...chosen }, now);
  }

  #stillPossible(decision: Decision): Decision {
    return decision.kind === "scheduled" && !this.#cluster.nodes.has(decision.node) ? NODE_GONE : decision;
  }

  /** The claims have taken their time: the node may be gone by then. */
  #bindWithClaims(pod: PodId): void {
    const { nodes, nodeChanges, pods } = this.#cluster;
    if (nodes.has(pods.nodeOf(pod))) this.#bindings.begin(pod);
    else this.#unbind(pod, NODE_GONE.message, this.#attempt?.state ?? nodeChanges.end);
  }

  /** Claims to devices as the decision leaves them. The requests take their turn before that for the binding. */
  #storeClaims(claims: readonly ResourceClaim[]): void {
    for (const object of claims) {
      this.#limiter.take(this.#engine.now);
      this.#cluster.apply({ kind: "object-stored", stored: { kind: "ResourceClaim", object } }, this.#engine.now);
    }
  }

  /** The node is free again, which others may have waited for; the pod backs off from an error. */
  #unbind(pod: PodId, message: string, state?: number): void {
    const { now } = this.#engine;
    this.#cluster.apply({ kind: "pod-forgotten", pod }, now);
    this.#hearOf({ kind: "departure", pod, wasNominated: false });
    this.#cluster.apply({ kind: "pod-attempt-failed", pod, message }, now);
    this.#nominate(pod, { kind: "clear" });
    this.#afterError(pod, state, now);
    this.#goOn();
  }

  /** The pod waits for its node, or waits for it no longer; there is nothing to wait for where the node is gone. */
  #nominate(pod: PodId, nomination: NominationOutcome): void {
    const { nominations, nodes } = this.#cluster;
    const before = nominations.nodeNameOf(pod);
    const isThere = nomination.kind === "set" && nodes.has(nomination.node);
    const nodeName = isThere ? nodes.record(nomination.node).name : undefined;
    if (nomination.kind !== "keep" && nodeName !== before) {
      this.#cluster.apply({ kind: "pod-nominated", pod, nodeName }, this.#engine.now);
      const moves = before !== undefined && nodeName !== undefined;
      if (moves) this.#engine.scheduleAfter(this.#watchDelay, this.#kinds.nominationGone, pod);
    }
  }

  /** Nobody to wait for, as where there are no nodes, is an error too. */
  #waitFor(attempt: Attempt, plugins: readonly string[], now: SimTime): void {
    const { pod, state, heard } = attempt;
    if (plugins.length === 0) {
      this.#afterError(pod, state, now);
      return;
    }
    const { priority } = this.#cluster.classOfPod(pod);
    const refusedBy = this.#waking.setOf(plugins);
    const woken = heard.some((event) => this.#helps(pod, refusedBy, event));
    this.#tell(pod, this.#queue.addUnschedulable(pod, priority, refusedBy, woken, now));
  }

  /** `state`: how far the log of node changes had come when it arose, if it had to do with the nodes. */
  #afterError(pod: PodId, state: number | undefined, now: SimTime): void {
    this.#tell(pod, this.#queue.addFailed(pod, this.#cluster.classOfPod(pod).priority, state, now));
  }

  /** Changes that nobody waits for are not told, but to the pod that is being decided about. */
  #seeObject(delta: Delta): void {
    const see = (kind: EventKind) => this.#engine.scheduleAfter(this.#watchDelay, kind);
    const event = storageEventOf(delta);
    if (event !== undefined && this.#someWaitFor("storage")) {
      this.#storageEvents.send(event);
      see(this.#kinds.storageSeen);
    }
    const { change } = delta;
    if (change.kind !== "object-stored") return;
    if (this.#claimEvents.send(change.stored, this.#someWaitFor("device-claim"))) see(this.#kinds.claimSeen);
  }

  /** True if a pod waits for such events; one that is being decided about may do so. */
  #someWaitFor(kind: HeardEvent["kind"]): boolean {
    if (kind !== "arrival" && this.#attempt !== undefined) return true;
    return this.#queue.waitsForAny((plugins) => this.#waking.listens(plugins, kind));
  }

  /** Those that wait for such an event may go on. */
  #hearOf(event: HeardEvent): void {
    this.#attempt?.heard.push(event);
    if (this.#queue.unschedulableCount === 0) return;
    this.#queue.wake((pod, refusedBy) => this.#helps(pod, refusedBy, event), this.#engine.now, this.#tellMove);
    this.#goOn();
  }

  /** Pods that a claim kept out try to enter, and those that found no devices go on. */
  #hearOfClaim(): void {
    const { event, entering } = this.#claimEvents.receive();
    for (const pod of entering) if (this.#cluster.pods.phaseOf(pod) === PENDING) this.#enqueue(pod);
    this.#hearOf({ kind: "device-claim", event });
  }

  /** A pod whose victims are still to be deleted is kept where it is. */
  #helps(pod: PodId, refusedBy: PluginSetId, event: HeardEvent): boolean {
    return !this.#evictions.isPreempting(pod) && this.#waking.helps(pod, refusedBy, event);
  }

  #flushBackoff(): void {
    this.#queue.flushBackoff(this.#engine.now, this.#tellMove);
    this.#goOn();
  }

  #flushLeftover(): void {
    this.#queue.flushLeftover(this.#engine.now, this.#tellMove);
    this.#goOn();
  }

  readonly #tellMove = (pod: PodId, to: QueueMove): void => this.#tell(pod, to);

  #tell(pod: PodId, queue: QueueName): void {
    this.#cluster.apply({ kind: "pod-queued", pod, queue }, this.#engine.now);
  }

  #keepTimers(): void {
    this.#timers.keepBackoff(this.#flushNeed());
    if (this.#queue.unschedulableCount > 0) this.#timers.keepLeftover();
  }

  /** Pods that were refused are tried as soon as the loop is idle; those that met an error may meet it again. */
  #flushNeed(): FlushNeed {
    if (this.#queue.isBackoffEmpty) return "none";
    const triedOn = this.#queue.oldestErrorState ?? this.#cluster.nodeChanges.end;
    return triedOn === this.#cluster.nodeChanges.end ? "idle" : "worthwhile";
  }
}
