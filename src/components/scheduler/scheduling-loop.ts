// One pod at a time is decided on the cluster as it stands when its cycle begins; what follows is done when the cycle is over,
// and the next begins once the pod's status is written. Knows attempts and what becomes of them, not what lets pods wait.
// Imitates pkg/scheduler/schedule_one.go (ScheduleOne, schedulingCycle), v1.36.

import { span, type Duration } from "../../base/time.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { Engine } from "../../engine/engine.ts";

import type { ResourceClaim } from "../../model/api/types/resource-claim.ts";
import { NO_AFFINITY_TERMS } from "../../model/pod-affinity-terms.ts";

import type { ApiServer, Process, WorkKind } from "../../cluster/api-client.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { BOUND, NONE, PENDING, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import type { Decision } from "../../scheduling/framework/decision.ts";
import { nominationAfter } from "../../scheduling/framework/nomination.ts";
import type { PodScheduler } from "../../scheduling/framework/pod-scheduler.ts";

import type { AttemptFailures } from "./attempt-failures.ts";
import type { ClaimBindings } from "./claim-bindings.ts";
import type { CycleCost } from "./cycle-cost.ts";
import type { Evictions } from "./evictions.ts";
import type { PodBindings } from "./pod-bindings.ts";
import { failureOf } from "./scheduling-failure.ts";
import type { WaitingPods } from "./waiting-pods.ts";

/** Those who go on where an attempt leaves off. */
export interface LoopParts {
  readonly waiting: WaitingPods;
  readonly bindings: PodBindings;
  readonly claims: ClaimBindings;
  readonly evictions: Evictions;
  readonly failures: AttemptFailures;
  /** An attempt is over: the next may begin. */
  goOn(): void;
}

/** The attempt that is being made. */
interface Attempt {
  readonly pod: PodId;
  readonly decision: Decision;
  /** Victims of a preemption that were not on their way out when it was decided. */
  readonly victims: readonly PodId[];
}

export class SchedulingLoop implements Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #placement: PodScheduler;
  readonly #cost: CycleCost;
  readonly #processor: Process;
  readonly #cycle: WorkKind;
  #parts: LoopParts | undefined;
  #attempt: Attempt | undefined;
  /** The status that the last attempt left is being written. */
  #isTelling = false;
  #isStarted = false;
  /** When the last cycle ended; −1: there was none. */
  #finishedAt = -1;

  constructor(engine: Engine, cluster: ClusterState, placement: PodScheduler, api: ApiServer, cost: CycleCost) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#placement = placement;
    this.#cost = cost;
    this.#processor = api.process("kube-scheduler");
    this.#cycle = this.#processor.defineWork("scheduler/cycle-done", "scheduler", () => this.#finish());
  }

  /** Those who hear from the loop know it, too: they are made after it. */
  connect(parts: LoopParts): void {
    this.#parts = parts;
  }

  /** From now on pods are taken out of the queue. */
  start(): void {
    this.#isStarted = true;
  }

  /** Begins the next cycle unless one is under way. */
  goOn(): void {
    if (this.#isStarted && this.#attempt === undefined && !this.#isTelling) this.#begin();
  }

  /** The status is written: the next pod's turn. */
  told(): void {
    this.#isTelling = false;
  }

  snapshot(): Snapshot {
    return { loop: packJson([this.#attempt ?? null, this.#isTelling, this.#isStarted, this.#finishedAt]) };
  }

  restore(saved: Snapshot): void {
    const [attempt, isTelling, isStarted, finishedAt] = unpackJson(saved, "loop") as [
      Attempt | null,
      boolean,
      boolean,
      number,
    ];
    this.#finishedAt = finishedAt;
    this.#attempt = attempt ?? undefined;
    this.#isTelling = isTelling;
    this.#isStarted = isStarted;
  }

  get #to(): LoopParts {
    return this.#parts!;
  }

  /** Takes the next pod and decides; the cycle takes its time. Pods that are gone without our knowing cost nothing. */
  #begin(): void {
    const { waiting } = this.#to;
    const { end } = this.#cluster.nodeChanges;
    let entry = waiting.pop(end);
    while (entry !== undefined && this.#cluster.pods.phaseOf(entry.pod) !== PENDING) {
      waiting.land();
      waiting.drop(entry.pod);
      entry = waiting.pop(end);
    }
    if (entry === undefined) return;
    const { pod } = entry;
    const { now } = this.#engine;
    this.#cluster.apply({ kind: "pod-queued", pod, queue: "none" }, now);
    this.#cluster.apply({ kind: "pod-attempted", pod }, now);
    const podClass = this.#cluster.classOfPod(pod);
    const decision = this.#placement.schedule({ id: pod, name: this.#cluster.pods.nameOf(pod), podClass }, now);
    if (decision.kind === "unschedulable") waiting.expectRefusal(decision.plugins);
    this.#attempt = { pod, decision, victims: this.#victimsIn(decision) };
    // Runs that place pods elsewhere differ in their events, too.
    const node = decision.kind === "scheduled" ? decision.node : NONE;
    this.#processor.run(this.#cycle, this.#costOf(podClass, decision), pod, node);
  }

  #costOf(podClass: SchedulingClass, decision: Decision): Duration {
    const evaluated = decision.kind === "scheduled" || decision.kind === "unschedulable" ? decision.evaluated : 0;
    const { affinityTerms, pod } = podClass;
    const isBackToBack = this.#finishedAt === this.#engine.now;
    const costUs = this.#cost({
      evaluated,
      nodes: this.#cluster.nodes.size,
      isSelected: (pod.metadata.ownerReferences ?? []).length > 0,
      isConstrained: affinityTerms !== NO_AFFINITY_TERMS || (pod.spec.topologySpreadConstraints ?? []).length > 0,
      isBackToBack,
    });
    return span(Math.round(costUs));
  }

  #finish(): void {
    const { pod, decision, victims } = this.#attempt!;
    this.#attempt = undefined;
    this.#finishedAt = this.#engine.now;
    switch (decision.kind) {
      case "scheduled":
        this.#place(pod, decision);
        break;
      case "unschedulable":
        this.#refuse(pod, decision, victims);
        break;
      case "error":
        this.#fail(pod, decision.message, decision);
        break;
      case "ignored":
        // A pod of another scheduler is never queued.
        break;
    }
    this.#to.waiting.land();
    this.#to.goOn();
  }

  /** The node may be gone by now, and the pod, too: the real scheduler does not ask, and the binding finds out. */
  #place(pod: PodId, decision: Extract<Decision, { kind: "scheduled" }>): void {
    const { node, devices, claims } = decision;
    const { now } = this.#engine;
    const phase = this.#cluster.pods.phaseOf(pod);
    if (phase === BOUND || phase === RUNNING) {
      const key = this.#cluster.keyOfPod(pod);
      this.#fail(pod, `pod ${key} is in the cache, so can't be assumed`, { kind: "error", message: "" });
      return;
    }
    const chosen = devices === undefined ? {} : { devices };
    if (phase === PENDING) this.#cluster.apply({ kind: "pod-assumed", pod, node, ...chosen }, now);
    else this.#cluster.apply({ kind: "room-taken", pod, node }, now);
    this.#storeClaims(decision.resourceClaims ?? []);
    if (claims === undefined || phase !== PENDING) this.#to.bindings.begin(pod);
    else this.#to.claims.begin(pod, node, claims);
  }

  #victimsIn(decision: Decision): readonly PodId[] {
    const { preemption } = (decision.kind === "unschedulable" ? decision.postFilter : undefined) ?? {};
    return preemption === undefined ? [] : this.#to.evictions.liveOf(preemption);
  }

  #refuse(pod: PodId, decision: Extract<Decision, { kind: "unschedulable" }>, victims: readonly PodId[]): void {
    const { plugins, message, postFilter } = decision;
    const failure = failureOf(decision, this.#cluster.pods.nameOf(pod));
    this.#cluster.apply({ kind: "pod-unschedulable", pod, failure }, this.#engine.now);
    this.#to.evictions.begin(pod, postFilter?.preemption?.denominated ?? [], victims);
    const nomination = nominationAfter(decision);
    this.#isTelling = this.#to.failures.ofAttempt(pod, { plugins, reason: "Unschedulable", message, nomination });
    // The real scheduler leaves this to another goroutine.
    this.#to.evictions.act(pod);
    this.#storeClaims(postFilter?.releasedClaim === undefined ? [] : [postFilter.releasedClaim]);
  }

  #fail(pod: PodId, message: string, decision: Decision): void {
    this.#cluster.apply({ kind: "pod-attempt-failed", pod, message }, this.#engine.now);
    const nomination = nominationAfter(decision);
    this.#isTelling = this.#to.failures.ofAttempt(pod, { plugins: [], reason: "SchedulerError", message, nomination });
  }

  /** Claims to devices as the decision leaves them. */
  #storeClaims(claims: readonly ResourceClaim[]): void {
    for (const object of claims) {
      this.#cluster.apply({ kind: "object-stored", stored: { kind: "ResourceClaim", object } }, this.#engine.now);
    }
  }
}
