// When the containers of pods start: for the first time, or again after their machine was lost. What was foreseen of a pod before it
// was taken up again is void. Knows the cluster's numbers for draws; what a start is, it is told.
// Imitates pkg/kubelet/kubelet.go (SyncPod), v1.36, as one delay up to the first container.

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";
import { lognormalFromMedianAndP99, sample, type Distribution } from "../../base/random/distribution.ts";
import type { EntityDraws } from "../../base/random/entity-draws.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { seconds, type Duration } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

export interface PodStartsPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly coefficients: readonly Coefficient[];
  /** Chance of each pod's start. */
  readonly draws: EntityDraws;
  /** A pod's time has come. */
  readonly start: (pod: PodId) => void;
}

export class PodStarts implements Snapshotable {
  readonly #ports: PodStartsPorts;
  /** From a pod's being taken up to its first container's turn. */
  readonly #startSeconds: Distribution;
  readonly #due: EventKind;
  /** How often a pod was taken up again: what was foreseen of an earlier life is void. */
  #lives = new Map<PodId, number>();
  /** Pods that have run, whose containers are gone with their machine and have not been started again yet. */
  #restarting = new Set<PodId>();

  constructor(ports: PodStartsPorts) {
    this.#ports = ports;
    const value = (name: string) => coefficientValue(ports.coefficients, `kubelet.${name}`);
    this.#startSeconds = lognormalFromMedianAndP99(value("podStartMedianSeconds"), value("podStartP99Seconds"));
    this.#due = ports.engine.defineKind("kubelet/pod-started", "kubelet", (pod, life) => {
      if (life === this.#lifeOf(pod)) ports.start(pod);
    });
  }

  /** The pod is taken up now; returns how long its start takes. */
  begin(pod: PodId): Duration {
    const { cluster, draws, engine } = this.#ports;
    const chance = draws.of(cluster.drawIdOf(pod));
    const delay = seconds(sample(this.#startSeconds, chance));
    engine.scheduleAfter(delay, this.#due, pod, this.#lifeOf(pod));
    return delay;
  }

  /** What was foreseen of its start is void. */
  breakOff(pod: PodId): void {
    this.#lives.set(pod, this.#lifeOf(pod) + 1);
  }

  /** Its containers were lost, and have not been started since. */
  isRestarting(pod: PodId): boolean {
    return this.#restarting.has(pod);
  }

  /** The same of a pod that has run. */
  beginAnew(pod: PodId): Duration {
    this.#restarting.add(pod);
    return this.begin(pod);
  }

  /** It has started, or is gone. */
  settle(pod: PodId): void {
    if (this.#restarting.size > 0) this.#restarting.delete(pod);
  }

  snapshot(): Snapshot {
    return { lives: packJson([...this.#lives]), restarting: packJson([...this.#restarting]) };
  }

  restore(saved: Snapshot): void {
    this.#lives = new Map(unpackJson(saved, "lives") as [PodId, number][]);
    this.#restarting = new Set(unpackJson(saved, "restarting") as PodId[]);
  }

  #lifeOf(pod: PodId): number {
    return this.#lives.size === 0 ? 0 : (this.#lives.get(pod) ?? 0);
  }
}
