// What becomes of a preemption once it is decided: pods of lower priority give up the node, and the victims are deleted, one
// request after the other as the client's limit lets them go. Meanwhile the pod that preempts is kept out of the queue.
// Imitates pkg/scheduler/framework/preemption/executor.go (prepareCandidateAsync, PreemptPod), v1.33 to v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { ASSUMED, NONE, type PodId } from "../../cluster/pod-table.ts";

import type { Preemption } from "../../scheduling/framework/decision.ts";

import type { ClientLimiter } from "./client-limiter.ts";

export class Evictions implements Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #limiter: ClientLimiter;
  readonly #evicted: EventKind;
  /** Victims whose deletion has not been sent, with the pod that preempts them. */
  #preemptors = new Map<PodId, PodId>();
  /** How many of those each pod waits for. */
  #unsent = new Map<PodId, number>();

  constructor(engine: Engine, cluster: ClusterState, limiter: ClientLimiter) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#limiter = limiter;
    this.#evicted = engine.defineKind("scheduler/victim-evicted", "api", (victim) => this.#evict(victim));
  }

  /** True while requests for the pod's victims are still to be sent. */
  isPreempting(pod: PodId): boolean {
    return this.#unsent.has(pod);
  }

  /** A victim takes two requests: its condition is written, then it is deleted. */
  begin(preemptor: PodId, { victims, denominated }: Preemption): void {
    const { now } = this.#engine;
    for (const pod of denominated) this.#cluster.apply({ kind: "pod-nominated", pod, nodeName: undefined }, now);
    for (const victim of victims) {
      if (this.#isLeftAlone(victim)) continue;
      this.#preemptors.set(victim, preemptor);
      this.#unsent.set(preemptor, (this.#unsent.get(preemptor) ?? 0) + 1);
      this.#limiter.take(now);
      this.#engine.schedule(this.#limiter.take(now), this.#evicted, victim);
    }
  }

  snapshot(): Snapshot {
    return { evictions: packJson([[...this.#preemptors], [...this.#unsent]]) };
  }

  restore(saved: Snapshot): void {
    const [preemptors, unsent] = unpackJson(saved, "evictions") as [[PodId, PodId][], [PodId, number][]];
    this.#preemptors = new Map(preemptors);
    this.#unsent = new Map(unsent);
  }

  /** One that is on its way out already, or whose deletion somebody else has asked for by now. */
  #isLeftAlone(victim: PodId): boolean {
    const { behaviour, pods } = this.#cluster;
    if (this.#preemptors.has(victim)) return true;
    return behaviour.sparesTerminatingVictims && pods.isTerminating(victim);
  }

  #evict(victim: PodId): void {
    const preemptor = this.#preemptors.get(victim)!;
    const unsent = this.#unsent.get(preemptor)! - 1;
    this.#preemptors.delete(victim);
    if (unsent === 0) this.#unsent.delete(preemptor);
    else this.#unsent.set(preemptor, unsent);
    const { pods } = this.#cluster;
    if (pods.nodeOf(victim) === NONE) return;
    const { now } = this.#engine;
    this.#cluster.apply({ kind: "pod-terminating", pod: victim, preemptor }, now);
    // No kubelet has it yet: the API server deletes it at once, and its binding finds it gone.
    if (pods.phaseOf(victim) === ASSUMED) this.#cluster.apply({ kind: "pod-deleted", pod: victim }, now);
  }
}
