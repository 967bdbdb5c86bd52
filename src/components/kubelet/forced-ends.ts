// Pods that a kubelet ends for reasons of its node: it says so at once, stops their containers with the time that they are given,
// and lets the pod fail when they have ended.
// Imitates pkg/kubelet/pod_workers.go (killPodNow) and status/status_manager.go (mergePodStatus), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { span, US_PER_SECOND } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { Change } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { isPodReady } from "../../cluster/live-pods.ts";
import { BOUND, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import type { StatusWrites } from "./status-writes.ts";

export interface ForcedEnd {
  /** status.reason, as `Evicted`. */
  readonly reason: string;
  /** status.message. */
  readonly message: string;
  /** Of the condition DisruptionTarget. */
  readonly conditionMessage: string;
  readonly graceSeconds: number;
  /** Whether an event of the pod says so, too. */
  readonly tellsEvent: boolean;
}

type SaidOfEnd = Pick<ForcedEnd, "reason" | "message">;

export interface ForcedEndsPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly writes: StatusWrites;
  /** How long the pod takes to stop that is asked to now, µs. */
  readonly stopUs: (pod: PodId, graceSeconds: number) => number;
  readonly isManaged: (pod: PodId) => boolean;
  /** Nothing else is to come of the pod. */
  readonly forget: (pod: PodId) => void;
}

export class ForcedEnds implements Snapshotable {
  readonly #ports: ForcedEndsPorts;
  readonly #over: EventKind;
  /** With what is said of those that are being stopped, or of whose end the API has not heard yet. */
  #reasons = new Map<PodId, SaidOfEnd>();

  constructor(ports: ForcedEndsPorts) {
    this.#ports = ports;
    this.#over = ports.engine.defineKind("kubelet/forced-end", "kubelet", (pod) => this.#finish(pod));
  }

  has(pod: PodId): boolean {
    return this.#reasons.size > 0 && this.#reasons.has(pod);
  }

  /** Stops the pod; returns how long that takes, µs. */
  begin(pod: PodId, end: ForcedEnd): number {
    const { engine, cluster, writes, stopUs, forget } = this.#ports;
    const runs = cluster.pods.phaseOf(pod) === RUNNING;
    const stopsUs = runs ? stopUs(pod, end.graceSeconds) : 0;
    this.#reasons.set(pod, { reason: end.reason, message: end.message });
    writes.tell(pod, this.#said(pod, end));
    forget(pod);
    engine.scheduleAfter(span(stopsUs), this.#over, pod);
    return stopsUs;
  }

  /** Its machine is gone, and with it the reason; or the pod is. */
  forget(pod: PodId): void {
    if (this.#reasons.size > 0) this.#reasons.delete(pod);
  }

  snapshot(): Snapshot {
    return { reasons: packJson([...this.#reasons]) };
  }

  restore(saved: Snapshot): void {
    this.#reasons = new Map(unpackJson(saved, "reasons") as [PodId, SaidOfEnd][]);
  }

  #said(pod: PodId, { reason, message, conditionMessage, tellsEvent }: ForcedEnd): readonly Change[] {
    const { engine, cluster } = this.#ports;
    const sinceUs = engine.now - (engine.now % US_PER_SECOND);
    const condition = {
      status: "True",
      reason: "TerminationByKubelet",
      message: conditionMessage,
      sinceUs,
    } as const;
    const changes: Change[] = [{ kind: "pod-condition", pod, type: "DisruptionTarget", condition }];
    if (isPodReady(cluster, pod)) changes.push({ kind: "pod-ready", pod, ready: "False" });
    if (!tellsEvent) return changes;
    const { namespace } = cluster.classOfPod(pod);
    const about = { kind: "Pod", namespace, name: cluster.pods.nameOf(pod) };
    return [...changes, { kind: "event-recorded", event: { ...about, type: "Warning", reason, message } }];
  }

  #finish(pod: PodId): void {
    const { cluster, writes, isManaged } = this.#ports;
    const said = this.#reasons.get(pod);
    if (said === undefined) return;
    if (!isManaged(pod)) {
      this.#reasons.delete(pod);
      return;
    }
    const phase = cluster.pods.phaseOf(pod);
    if (phase !== RUNNING && phase !== BOUND) return;
    writes.tell(pod, [{ kind: "pod-ended", pod, phase: "failed", ...said }]);
    if (cluster.pods.isTerminating(pod)) writes.deleted(pod);
  }
}
