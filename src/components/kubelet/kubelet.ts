// The kubelets in virtual time, as far as a pod's life: a bound pod is started after a while, runs, and ends when its
// time is up, or some time after its deletion was asked for. One object stands for all kubelets; they share nothing but the law of their start-up times.
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
import { BOUND, NONE, RUNNING, type PodId } from "../../cluster/pod-table.ts";

/** Of pods that do not say. */
const GRACE_PERIOD_SECONDS = 30;

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
  readonly #stopped: EventKind;

  constructor({ engine, cluster, coefficients, startDraws, lifetimeOf }: KubeletPorts) {
    const value = (name: string) => coefficientValue(coefficients, `kubelet.${name}`);
    this.#engine = engine;
    this.#cluster = cluster;
    this.#startDraws = startDraws;
    this.#lifetimeOf = lifetimeOf;
    this.#startSeconds = lognormalFromMedianAndP99(value("podStartMedianSeconds"), value("podStartP99Seconds"));
    this.#started = engine.defineKind("kubelet/pod-started", "kubelet", (pod) => this.#start(pod));
    this.#ended = engine.defineKind("kubelet/pod-ended", "kubelet", (pod) => this.#end(pod));
    this.#stopped = engine.defineKind("kubelet/pod-stopped", "kubelet", (pod) => this.#stop(pod));
    for (let pod = 0; pod < cluster.pods.size; pod += 1) if (cluster.pods.isTerminating(pod)) this.#terminate(pod);
  }

  /** A pod bound to the node is taken up; one that is to go gets its grace period. */
  hear({ change, pod }: Delta): void {
    if (change.kind === "pod-bound") this.#takeUp(pod);
    else if (change.kind === "pod-terminating") this.#terminate(pod);
  }

  #takeUp(pod: PodId): void {
    const chance = this.#startDraws.of(this.#cluster.drawIdOf(pod));
    this.#engine.scheduleAfter(seconds(sample(this.#startSeconds, chance)), this.#started, pod);
  }

  #start(pod: PodId): void {
    if (this.#cluster.pods.phaseOf(pod) !== BOUND) return;
    this.#cluster.apply({ kind: "pod-started", pod }, this.#engine.now);
    const lifetime = this.#lifetimeOf(pod);
    if (lifetime !== undefined) this.#engine.scheduleAfter(span(lifetime), this.#ended, pod);
  }

  /** The pod takes its whole grace period. Asked a second time it gets no other: by the end of the first it is gone. */
  #terminate(pod: PodId): void {
    const { pods } = this.#cluster;
    if (pods.nodeOf(pod) === NONE) return;
    const { terminationGracePeriodSeconds = GRACE_PERIOD_SECONDS } = this.#cluster.classOfPod(pod).pod.spec;
    this.#engine.scheduleAfter(seconds(terminationGracePeriodSeconds), this.#stopped, pod);
  }

  #stop(pod: PodId): void {
    if (this.#cluster.pods.nodeOf(pod) === NONE) return;
    this.#cluster.apply({ kind: "pod-deleted", pod }, this.#engine.now);
  }

  #end(pod: PodId): void {
    if (this.#cluster.pods.phaseOf(pod) !== RUNNING) return;
    this.#cluster.apply({ kind: "pod-ended", pod, phase: "succeeded" }, this.#engine.now);
  }
}
