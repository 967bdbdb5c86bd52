// Stands between the scheduler component and placement, and sees the decisions about some pods: each is passed on as it is, and
// one that places a pod is taken a second time by the plain form, which keeps all that led to it.

import type { Snapshot } from "../../base/snapshot.ts";
import { inSeconds, moment, type SimTime } from "../../base/time.ts";

import type { ClusterObserver, Delta, PodRefusal } from "../../cluster/change.ts";

import type { SchedulerConfiguration } from "../../scheduling/framework/configuration.ts";
import type { Decision } from "../../scheduling/framework/decision.ts";
import { PlainScheduler, type ExplainedDecision } from "../../scheduling/framework/plain-scheduler.ts";
import type { CyclePod } from "../../scheduling/framework/plugin.ts";
import type { PodScheduler } from "../../scheduling/framework/pod-scheduler.ts";
import type { PluginStatus } from "../../scheduling/framework/status.ts";

import type { Placement } from "../simulation.ts";
import type { PodKey } from "./asked-pod.ts";
import { preemptionOf } from "./describe-decision.ts";
import type { PastPreemption } from "./explanation.ts";

/** A decision in the moment in which it was taken. */
export interface SeenDecision {
  readonly pod: CyclePod;
  readonly at: SimTime;
  readonly explained: ExplainedDecision;
  /** The scheduler that explained it; its profiles are those of the run. */
  readonly plain: PlainScheduler;
  readonly placement: Placement;
}

/** An attempt that placed nothing. */
export interface FailedAttempt {
  readonly at: SimTime;
  readonly message: string;
}

export interface SeenRefusal {
  readonly at: SimTime;
  readonly refusal: PodRefusal;
}

export class PodWatch implements PodScheduler, ClusterObserver {
  readonly #placement: Placement;
  readonly #keys: ReadonlySet<string>;
  readonly #explained: ReadonlySet<string>;
  readonly #placed: (seen: SeenDecision) => void;
  readonly #plain: PlainScheduler;
  readonly #failures = new Map<string, FailedAttempt>();
  readonly #preemptions = new Map<string, PastPreemption>();
  readonly #refusals = new Map<string, SeenRefusal>();

  /**
   * Watches the pods; `placed` is told of each decision that places one of those to be explained, while the cluster stands as
   * it was taken on.
   */
  constructor(
    placement: Placement,
    configuration: SchedulerConfiguration,
    pods: Iterable<PodKey>,
    explained: Iterable<PodKey>,
    placed: (seen: SeenDecision) => void,
  ) {
    this.#placement = placement;
    this.#keys = new Set([...pods].map(keyOf));
    this.#explained = new Set([...explained].map(keyOf));
    this.#placed = placed;
    const { cluster, definitions, facts } = placement;
    this.#plain = new PlainScheduler(cluster, configuration, definitions, facts);
    cluster.observe(this);
  }

  preEnqueueRefusal(pod: CyclePod): PluginStatus | undefined {
    return this.#placement.scheduler.preEnqueueRefusal(pod);
  }

  schedule(pod: CyclePod, at: SimTime): Decision {
    const { scheduler } = this.#placement;
    const key = keyOf({ namespace: pod.podClass.namespace, name: pod.name });
    if (!this.#keys.has(key)) return scheduler.schedule(pod, at);
    const memory = this.#explained.has(key) ? scheduler.snapshot() : undefined;
    const decision = scheduler.schedule(pod, at);
    if (decision.kind === "unschedulable" || decision.kind === "error") {
      this.#failures.set(key, { at, message: decision.message });
      this.#notePreemption(key, decision, at);
    } else if (decision.kind === "scheduled" && memory !== undefined) this.#placed(this.#explain(pod, at, memory));
    return decision;
  }

  hear({ change, pod }: Delta): void {
    const { cluster } = this.#placement;
    if (change.kind === "pod-attempt-failed") {
      // What was decided well may still not be bound.
      const at = moment(cluster.pods.attemptedAtUs(pod));
      if (this.#keys.has(cluster.keyOfPod(pod)))
        this.#failures.set(cluster.keyOfPod(pod), { at, message: change.message });
    }
    if (change.kind !== "pod-refused") return;
    const key = keyOf({ namespace: cluster.classes.get(change.classId).namespace, name: change.name });
    if (this.#keys.has(key)) this.#refusals.set(key, { at: cluster.now, refusal: change.refusal });
  }

  /** What would be decided about a pod now. */
  ask(pod: CyclePod, at: SimTime): SeenDecision {
    return this.#explain(pod, at, this.#placement.scheduler.snapshot());
  }

  /** The latest attempt that placed nothing. */
  failureOf(pod: PodKey): FailedAttempt | undefined {
    return this.#failures.get(keyOf(pod));
  }

  /** The latest attempt that made others go for the pod. */
  preemptionFor(pod: PodKey): PastPreemption | undefined {
    return this.#preemptions.get(keyOf(pod));
  }

  /** Why admission did not let the pod in. */
  refusalOf(pod: PodKey): SeenRefusal | undefined {
    return this.#refusals.get(keyOf(pod));
  }

  #notePreemption(key: string, decision: Decision, at: SimTime): void {
    const preemption = preemptionOf(this.#placement.cluster, decision);
    const node = preemption?.node ?? null;
    if (preemption === null || node === null) return;
    this.#preemptions.set(key, { ...preemption, atSeconds: inSeconds(at) });
  }

  #explain(pod: CyclePod, at: SimTime, memory: Snapshot): SeenDecision {
    this.#plain.restore(memory);
    const explained = this.#plain.schedule(pod, at);
    return { pod, at, explained, plain: this.#plain, placement: this.#placement };
  }
}

function keyOf({ namespace, name }: PodKey): string {
  return `${namespace}/${name}`;
}
