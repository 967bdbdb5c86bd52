// How a kubelet makes room for a critical pod that its node has too little for: it ends others one after the other, and waits for each.
// Imitates pkg/kubelet/preemption/preemption.go (evictPodsToFreeRequests) and pkg/kubelet/pod_workers.go (killPodNow), v1.36.

import { present } from "../../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { span } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import { computedQualityOfService } from "../../model/api/pod-quality-of-service.ts";
import { podsToPreempt, type PreemptablePod, type Requirement } from "../../model/kubelet/critical-preemption.ts";
import { isCriticalPod } from "../../model/kubelet/critical-pod.ts";
import { requestedUnits } from "../../model/kubelet/requested-quantity.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { ForcedEnd } from "./forced-ends.ts";

const REASON = "Preempting";
const MESSAGE = "Preempted in order to admit critical pod";
const CONDITION_MESSAGE = "Pod was preempted by Kubelet to accommodate a critical pod.";
/** Of pods that do not say. */
const GRACE_PERIOD_SECONDS = 30;

export interface CriticalPodsPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  /** True of a pod that runs on its node, and that nobody ends yet. */
  readonly isStaying: (pod: PodId) => boolean;
  /** False while no kubelet works on the pods of its node. */
  readonly isManaged: (pod: PodId) => boolean;
  /** Ends a pod; returns how long that takes, µs. */
  readonly end: (pod: PodId, end: ForcedEnd) => number;
  /** There is room now for the pod. */
  readonly roomMade: (pod: PodId) => void;
}

/** Room that is being made; plain data. */
interface Preemption {
  readonly victims: readonly PodId[];
  /** The victim that goes next. */
  next: number;
  /** Of the event that waits for it: one of another number is out of date. */
  readonly ticket: number;
}

interface Candidate extends PreemptablePod {
  readonly pod: PodId;
}

export class CriticalPods implements Snapshotable {
  readonly #ports: CriticalPodsPorts;
  readonly #victimGone: EventKind;
  /** By the critical pod. */
  #preemptions = new Map<PodId, Preemption>();
  #tickets = 0;

  constructor(ports: CriticalPodsPorts) {
    this.#ports = ports;
    this.#victimGone = ports.engine.defineKind("kubelet/preempted", "kubelet", (pod, ticket) => {
      if (this.#preemptions.get(pod)?.ticket !== ticket) return;
      if (ports.isManaged(pod)) this.#endNext(pod);
      else this.#preemptions.delete(pod);
    });
  }

  /** True of a pod for which room is being made. */
  has(pod: PodId): boolean {
    return this.#preemptions.size > 0 && this.#preemptions.has(pod);
  }

  /** Begins to make room among `taken`. Returns the kubelet's words where that cannot be. */
  makeRoom(pod: PodId, taken: readonly PodId[], requirements: readonly Requirement[]): string | undefined {
    const { cluster, isStaying } = this.#ports;
    const candidates = taken.filter(isStaying).map((other) => this.#candidate(other));
    const choice = podsToPreempt(cluster.classOfPod(pod).priority, candidates, requirements);
    if (choice.kind === "impossible") return choice.words;
    this.#tickets += 1;
    const victims = choice.pods.map((victim) => victim.pod);
    this.#preemptions.set(pod, { victims, next: 0, ticket: this.#tickets });
    this.#endNext(pod);
    return undefined;
  }

  /** The pod or its node is gone, or its kubelet starts anew. */
  forget(pod: PodId): void {
    if (this.#preemptions.size > 0) this.#preemptions.delete(pod);
  }

  snapshot(): Snapshot {
    return { preemptions: packJson([[...this.#preemptions], this.#tickets]) };
  }

  restore(saved: Snapshot): void {
    const [preemptions, tickets] = unpackJson(saved, "preemptions") as [[PodId, Preemption][], number];
    this.#preemptions = new Map(preemptions);
    this.#tickets = tickets;
  }

  #endNext(pod: PodId): void {
    const { engine, cluster, isStaying, end, roomMade } = this.#ports;
    const preemption = present(this.#preemptions.get(pod), "room that is being made");
    const victim = preemption.victims[preemption.next];
    if (victim === undefined) {
      this.#preemptions.delete(pod);
      roomMade(pod);
      return;
    }
    preemption.next += 1;
    const { terminationGracePeriodSeconds: graceSeconds = GRACE_PERIOD_SECONDS } = cluster.classOfPod(victim).pod.spec;
    const stopsUs = isStaying(victim) ? end(victim, { ...ENDED, graceSeconds }) : 0;
    engine.scheduleAfter(span(stopsUs), this.#victimGone, pod, preemption.ticket);
  }

  #candidate(pod: PodId): Candidate {
    const { cluster } = this.#ports;
    const { pod: object, priority } = cluster.classOfPod(pod);
    return {
      pod,
      qualityOfService: computedQualityOfService(object.spec),
      isCritical: isCriticalPod(object),
      priority,
      requests: (resource) => requestedUnits(object.spec, resource),
    };
  }
}

const ENDED: Omit<ForcedEnd, "graceSeconds"> = {
  reason: REASON,
  message: MESSAGE,
  conditionMessage: CONDITION_MESSAGE,
  tellsEvent: true,
};
