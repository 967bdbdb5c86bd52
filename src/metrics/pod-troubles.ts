// What went wrong with pods during a run, kept beyond their objects: how often containers were restarted, and which pods failed or
// were made to go by somebody who is not their user. Knows the changes of the cluster.
// Source: k8s.io/api/core/v1/types.go (ContainerStatus.RestartCount, DisruptionTarget), v1.36.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { packJson, unpackJson } from "../base/snapshot-parts.ts";

import type { Change } from "../cluster/change.ts";
import type { LiveContainer } from "../cluster/live-pod.ts";
import type { PodId } from "../cluster/pod-table.ts";

type ContainersSaid = Extract<Change, { kind: "pod-containers" }>;
type Containers = Pick<ContainersSaid, "containers" | "initContainers">;

const DISRUPTION_TARGET = "DisruptionTarget";

export class PodTroubles implements Snapshotable {
  /** By pod of which a container was ever restarted. */
  #restarts = new Map<PodId, number>();
  /** Restarts before the run, by pod that had any. */
  #restartsBefore = new Map<PodId, number>();
  #disturbed = new Set<PodId>();

  /** Restarts by pod, in the order in which they were first restarted. */
  get restarts(): ReadonlyMap<PodId, number> {
    return this.#restarts;
  }

  /** Whether the pod failed, or was to go for a reason that lies in the cluster: a failure, an eviction, a preemption. */
  isDisturbed(pod: PodId): boolean {
    return this.#disturbed.has(pod);
  }

  /** Of a pod that was there before the run: what its containers have behind them is no trouble of the run. */
  hearOfPlaced(pod: PodId, said: Containers): void {
    const restarts = restartsIn(said);
    if (restarts > 0) this.#restartsBefore.set(pod, restarts);
  }

  hearOfContainers({ pod, ...said }: ContainersSaid): void {
    const restarts = restartsIn(said) - (this.#restartsBefore.get(pod) ?? 0);
    if (restarts > 0) this.#restarts.set(pod, restarts);
  }

  hearOfCondition(pod: PodId, type: string): void {
    if (type === DISRUPTION_TARGET) this.#disturbed.add(pod);
  }

  hearOfFailure(pod: PodId): void {
    this.#disturbed.add(pod);
  }

  snapshot(): Snapshot {
    return { troubles: packJson([[...this.#restarts], [...this.#disturbed], [...this.#restartsBefore]]) };
  }

  restore(saved: Snapshot): void {
    type Saved = [[PodId, number][], PodId[], [PodId, number][]];
    const [restarts, disturbed, before] = unpackJson(saved, "troubles") as Saved;
    this.#restartsBefore = new Map(before);
    this.#restarts = new Map(restarts);
    this.#disturbed = new Set(disturbed);
  }
}

function restartsIn({ containers = [], initContainers = [] }: Containers): number {
  return restartsOf(containers) + restartsOf(initContainers);
}

function restartsOf(containers: readonly LiveContainer[]): number {
  return containers.reduce((sum, { restartCount }) => sum + restartCount, 0);
}
