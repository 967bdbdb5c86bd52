// The kubelets in virtual time, as far as a pod's life: a bound pod is started after a while, runs, and ends when its
// time is up. One object stands for all kubelets; they share nothing but the law of their start-up times.
// Knows the cluster and how long pods live; no other component. What is under way is in the engine's events: there is no
// state to save.
// Imitates pkg/kubelet/pod_workers.go in outline (v1.36): images, probes and restarts are not simulated yet.

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";
import { lognormalFromMedianAndP99, sample, type Distribution } from "../../base/random/distribution.ts";
import type { EntityDraws } from "../../base/random/entity-draws.ts";
import { seconds, span, type Duration } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { BOUND, RUNNING, type PodId } from "../../cluster/pod-table.ts";

export interface KubeletPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly coefficients: readonly Coefficient[];
  /** Chance of each pod's start. */
  readonly startDraws: EntityDraws;
  /** How long a pod runs once started; undefined: it does not end by itself. */
  readonly lifetimeOf: (pod: PodId) => Duration | undefined;
}

export class Kubelet implements ClusterObserver {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #startDraws: EntityDraws;
  readonly #lifetimeOf: (pod: PodId) => Duration | undefined;
  readonly #startSeconds: Distribution;
  readonly #started: EventKind;
  readonly #ended: EventKind;

  constructor({ engine, cluster, coefficients, startDraws, lifetimeOf }: KubeletPorts) {
    const value = (name: string) => coefficientValue(coefficients, `kubelet.${name}`);
    this.#engine = engine;
    this.#cluster = cluster;
    this.#startDraws = startDraws;
    this.#lifetimeOf = lifetimeOf;
    this.#startSeconds = lognormalFromMedianAndP99(value("podStartMedianSeconds"), value("podStartP99Seconds"));
    this.#started = engine.defineKind("kubelet/pod-started", "kubelet", (pod) => this.#start(pod));
    this.#ended = engine.defineKind("kubelet/pod-ended", "kubelet", (pod) => this.#end(pod));
  }

  /** A pod bound to the node is taken up. */
  hear({ change, pod }: Delta): void {
    if (change.kind !== "pod-bound") return;
    const chance = this.#startDraws.of(this.#cluster.drawIdOf(pod));
    this.#engine.scheduleAfter(seconds(sample(this.#startSeconds, chance)), this.#started, pod);
  }

  #start(pod: PodId): void {
    if (this.#cluster.pods.phaseOf(pod) !== BOUND) return;
    this.#cluster.apply({ kind: "pod-started", pod }, this.#engine.now);
    const lifetime = this.#lifetimeOf(pod);
    if (lifetime !== undefined) this.#engine.scheduleAfter(span(lifetime), this.#ended, pod);
  }

  #end(pod: PodId): void {
    if (this.#cluster.pods.phaseOf(pod) !== RUNNING) return;
    this.#cluster.apply({ kind: "pod-ended", pod, phase: "succeeded" }, this.#engine.now);
  }
}
