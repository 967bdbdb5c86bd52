// Which of the pods that were bound to its node a kubelet takes: not all while something runs short, none that the node has no room
// for or should not have, none while the machine goes down. What it does not take has failed. For a critical pod it makes room.
// A kubelet that starts anew asks again of all that it finds. Turning a pod away takes time, one pod after the other, also where requests
// take none: else a workload whose pods meet a node that turns all of them away would make new ones for ever within one moment.
// Imitates pkg/kubelet/kubelet.go (HandlePodAdditions, rejectPod, the order of admit handlers) and, of the order in which refusals
// are written, pkg/kubelet/status/status_manager.go, v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import { after, moment, type Duration } from "../../base/time.ts";

import type { EventKind } from "../../engine/event-kinds.ts";

import { isCriticalPod, isMirrorPod } from "../../model/kubelet/critical-pod.ts";
import { refusalFor, type PredicateFailure, type Refusal } from "../../model/kubelet/predicate-failure.ts";

import { BOUND, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import { CriticalPods, type CriticalPodsPorts } from "./critical-pods.ts";
import { refusalAtShutdown, refusalUnderPressure } from "./node-admission.ts";
import { failedPredicates, isPlainlyWelcome } from "./node-predicates.ts";
import type { StatusWrites } from "./status-writes.ts";

export interface PodAdmissionPorts extends Omit<CriticalPodsPorts, "isStaying"> {
  readonly writes: StatusWrites;
  /** Between one refusal of a kubelet and the next. */
  readonly refusalUs: Duration;
  /** True of a pod that is being ended already. */
  readonly isEnding: (pod: PodId) => boolean;
}

type Decision = "admitted" | "refused" | "awaits-room";

const NOBODY: ReadonlySet<PodId> = new Set();
const UNEXPECTED = "UnexpectedAdmissionError";
const NO_RECOVERY = "Unexpected error while attempting to recover from admission failure";
const NO_VICTIMS = "preemption: error finding a set of pods to preempt";

export class PodAdmission implements Snapshotable {
  readonly #ports: PodAdmissionPorts;
  readonly #criticalPods: CriticalPods;
  readonly #refusalDue: EventKind;
  /** Of whose end the API has not heard yet. */
  #refused = new Map<PodId, Refusal>();
  /** By node: until when its kubelet is busy with refusals. */
  #busyUntilUs = new Map<number, number>();

  constructor(ports: PodAdmissionPorts) {
    this.#ports = ports;
    const { cluster, engine, isEnding } = ports;
    this.#refusalDue = engine.defineKind("kubelet/pod-refused", "kubelet", (pod, node) => this.#tell(pod, node));
    const isStaying = (pod: PodId) => this.#isHere(pod) && !cluster.pods.isTerminating(pod) && !isEnding(pod);
    this.#criticalPods = new CriticalPods({ ...ports, isStaying });
  }

  /** False: it has failed, or room has to be made for it first. */
  admits(pod: PodId): boolean {
    if (this.#refused.has(pod)) return false;
    return this.#decide(pod, undefined) === "admitted";
  }

  /** What a kubelet that has just started no longer takes of the pods that it finds; it asks of the oldest first. */
  readmit(node: number): ReadonlySet<PodId> {
    const { pods } = this.#ports.cluster;
    const taken: PodId[] = [];
    let refused: Set<PodId> | undefined;
    for (const pod of this.#inOrderOfReading(node)) {
      if (pods.isTerminating(pod) || this.#decide(pod, taken) !== "refused") taken.push(pod);
      else (refused ??= new Set()).add(pod);
    }
    return refused ?? NOBODY;
  }

  /** The pod is gone from its node, or its kubelet has forgotten what it was about to do. */
  forget(pod: PodId): void {
    if (this.#refused.size > 0) this.#refused.delete(pod);
    this.#criticalPods.forget(pod);
  }

  snapshot(): Snapshot {
    return {
      ...joinSnapshots({ criticalPods: this.#criticalPods.snapshot() }),
      refused: packJson([...this.#refused]),
      busyUntilUs: packJson([...this.#busyUntilUs]),
    };
  }

  restore(saved: Snapshot): void {
    this.#criticalPods.restore(partOf(saved, "criticalPods"));
    this.#refused = new Map(unpackJson(saved, "refused") as [PodId, Refusal][]);
    this.#busyUntilUs = new Map(unpackJson(saved, "busyUntilUs") as [number, number][]);
  }

  /** `taken`: undefined for those that the kubelet took before it heard of this one. */
  #decide(pod: PodId, taken: readonly PodId[] | undefined): Decision {
    const { cluster } = this.#ports;
    const node = cluster.pods.nodeOf(pod);
    const podClass = cluster.classOfPod(pod);
    const health = cluster.kubelets.of(node);
    const underPressure = refusalUnderPressure(podClass.pod, health);
    if (underPressure !== undefined) return this.#refuse(pod, underPressure);
    const atShutdown = refusalAtShutdown(health);
    // Of a node that is gone from the API nothing is known any more.
    if (cluster.nodes.has(node) && !isPlainlyWelcome(cluster, podClass, node)) {
      const decision = this.#lookClosely(pod, taken ?? this.#takenBefore(pod), atShutdown === undefined);
      if (decision !== "admitted") return decision;
    }
    return atShutdown === undefined ? "admitted" : this.#refuse(pod, atShutdown);
  }

  #lookClosely(pod: PodId, taken: readonly PodId[], mayMakeRoom: boolean): Decision {
    const { cluster } = this.#ports;
    if (this.#criticalPods.has(pod)) return "awaits-room";
    const podClass = cluster.classOfPod(pod);
    const failures = failedPredicates(cluster, podClass, cluster.pods.nodeOf(pod), taken);
    if (failures.length === 0) return "admitted";
    // Want of room is no reason to turn a critical pod away.
    const isCritical = isCriticalPod(podClass.pod);
    const reason = isCritical ? failures.find(({ kind }) => kind === "unmet-rule") : failures[0];
    if (reason !== undefined) return this.#refuse(pod, refusalFor(reason));
    return mayMakeRoom ? this.#makeRoom(pod, taken, failures) : "admitted";
  }

  #makeRoom(pod: PodId, taken: readonly PodId[], failures: readonly PredicateFailure[]): Decision {
    const requirements = failures.flatMap((failure) => {
      if (failure.kind !== "shortage") return [];
      const { resource, requested, used, capacity } = failure;
      return [{ resource, amount: requested - (capacity - used) }];
    });
    const words = this.#criticalPods.makeRoom(pod, taken, requirements);
    if (words === undefined) return "awaits-room";
    const message = `${NO_RECOVERY}: ${NO_VICTIMS}: ${words}`;
    return this.#refuse(pod, { kind: "refused", reason: UNEXPECTED, message });
  }

  #refuse(pod: PodId, refusal: Refusal): "refused" {
    const { cluster, engine, refusalUs } = this.#ports;
    const node = cluster.pods.nodeOf(pod);
    const doneUs = after(moment(Math.max(engine.now, this.#busyUntilUs.get(node) ?? 0)), refusalUs);
    this.#refused.set(pod, refusal);
    this.#busyUntilUs.set(node, doneUs);
    engine.schedule(doneUs, this.#refusalDue, pod, node);
    return "refused";
  }

  #tell(pod: PodId, node: number): void {
    const { cluster, engine, isManaged, writes } = this.#ports;
    if (this.#busyUntilUs.get(node) === engine.now) this.#busyUntilUs.delete(node);
    const refusal = this.#refused.get(pod);
    if (refusal === undefined) return;
    if (!isManaged(pod)) {
      // Its kubelet has gone before it could say so, and will ask again.
      this.#refused.delete(pod);
      return;
    }
    const { reason, message } = refusal;
    const about = { kind: "Pod", namespace: cluster.classOfPod(pod).namespace, name: cluster.pods.nameOf(pod) };
    writes.tell(pod, [
      { kind: "pod-ended", pod, phase: "failed", reason, message: `Pod was rejected: ${message}` },
      { kind: "event-recorded", event: { ...about, type: "Warning", reason, message } },
    ]);
  }

  /** Those that the kubelet has taken before it heard of this one. */
  #takenBefore(pod: PodId): readonly PodId[] {
    const { pods } = this.#ports.cluster;
    const boundAtUs = pods.boundAtUs(pod);
    const taken: PodId[] = [];
    let isBehind = false;
    for (const other of pods.onNode(pods.nodeOf(pod))) {
      if (other === pod) isBehind = true;
      else if (this.#isHere(other)) {
        // The API tells of them in the order in which they were bound, and those of one moment stand in that order.
        const otherUs = pods.boundAtUs(other);
        const isBefore = otherUs < boundAtUs || (otherUs === boundAtUs && !isBehind);
        if (isBefore || pods.phaseOf(other) === RUNNING) taken.push(other);
      }
    }
    return taken;
  }

  /** Its own files are read before the API is heard; ids are in the order of creation. */
  #inOrderOfReading(node: number): readonly PodId[] {
    const { cluster } = this.#ports;
    const mirrors: PodId[] = [];
    const others: PodId[] = [];
    for (const pod of cluster.pods.onNode(node)) {
      if (this.#isHere(pod)) (isMirrorPod(cluster.classOfPod(pod).pod) ? mirrors : others).push(pod);
    }
    const byId = (left: PodId, right: PodId) => left - right;
    return [...mirrors.sort(byId), ...others.sort(byId)];
  }

  /** Bound to the node, and not turned away. */
  #isHere(pod: PodId): boolean {
    const phase = this.#ports.cluster.pods.phaseOf(pod);
    return (phase === BOUND || phase === RUNNING) && !this.#refused.has(pod);
  }
}
