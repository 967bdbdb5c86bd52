// The last step of a binding cycle: the profile's plugin asks the API server as fast as the client's limit lets it, or an
// extender does so in its place, over a connection of its own. What comes of it is known when the binding's time is over.
// Imitates pkg/scheduler/schedule_one.go (bind, handleBindingCycleError), v1.36.

import type { Distribution } from "../../base/random/distribution.ts";
import { sample } from "../../base/random/distribution.ts";
import type { EntityDraws } from "../../base/random/entity-draws.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { after, span, US_PER_SECOND, type SimTime } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";
import type { EventHandle } from "../../engine/event-table.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { ASSUMED, type PodId } from "../../cluster/pod-table.ts";

import { bindByExtenders } from "../../scheduling/extenders/extender-binding.ts";
import type { SchedulerConfiguration } from "../../scheduling/framework/configuration.ts";

import type { ClientLimiter } from "./client-limiter.ts";

/** What is done about an assumed pod that was not bound. */
export type BindingFailed = (pod: PodId, message: string) => void;

/** Failures in a row after which a run no longer goes on only so that the pod is tried again. */
const FAILURES_WAITED_FOR = 10;

/** Longer than any flush of the backoff queue lets a pod wait once its backoff is over. */
const FLUSHED_WITHIN_SECONDS = 2;

export class PodBindings implements Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #limiter: ClientLimiter;
  readonly #configuration: SchedulerConfiguration;
  readonly #bindUs: Distribution;
  readonly #draws: EntityDraws;
  readonly #bound: EventKind;
  readonly #failed: EventKind;
  readonly #goingOn: EventKind;
  /** What extenders said of pods whose failure is on its way. */
  #messages = new Map<PodId, string>();
  /** Failures in a row. */
  #failures = new Map<PodId, number>();
  /** By pod, what keeps the run going until it has been tried again. */
  #waits = new Map<PodId, EventHandle>();

  constructor(
    engine: Engine,
    cluster: ClusterState,
    limiter: ClientLimiter,
    configuration: SchedulerConfiguration,
    bindUs: Distribution,
    draws: EntityDraws,
    bindingFailed: BindingFailed,
  ) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#limiter = limiter;
    this.#configuration = configuration;
    this.#bindUs = bindUs;
    this.#draws = draws;
    this.#bound = engine.defineKind("scheduler/pod-bound", "api", (pod) => this.#finish(pod));
    this.#failed = engine.defineKind("scheduler/binding-failed", "scheduler", (pod) => this.#fail(pod, bindingFailed));
    this.#goingOn = engine.defineKind("scheduler/binding-retried", "scheduler", (pod) => void this.#waits.delete(pod));
  }

  /** Begins to bind an assumed pod. */
  begin(pod: PodId): void {
    const { pods, nodes } = this.#cluster;
    const node = pods.nodeOf(pod);
    const lasting = span(Math.round(sample(this.#bindUs, this.#draws.of(this.#cluster.drawIdOf(pod)))));
    const { extenders = [] } = this.#configuration;
    const asked = { id: pod, name: pods.nameOf(pod), podClass: this.#cluster.classOfPod(pod) };
    const binding = bindByExtenders(extenders, asked, nodes.record(node).name);
    const sentAt: SimTime = binding.kind === "left" ? this.#limiter.take(this.#engine.now) : this.#engine.now;
    if (binding.kind === "failed") this.#messages.set(pod, binding.error);
    // The node is for the fingerprint: runs that place pods elsewhere are not the same.
    const ending = binding.kind === "failed" ? this.#failed : this.#bound;
    this.#engine.schedule(after(sentAt, lasting), ending, pod, node);
  }

  snapshot(): Snapshot {
    return { bindings: packJson([[...this.#messages], [...this.#failures], [...this.#waits]]) };
  }

  restore(saved: Snapshot): void {
    const [messages, failures, waits] = unpackJson(saved, "bindings") as [
      [PodId, string][],
      [PodId, number][],
      [PodId, EventHandle][],
    ];
    this.#messages = new Map(messages);
    this.#failures = new Map(failures);
    this.#waits = new Map(waits);
  }

  #finish(pod: PodId): void {
    if (this.#failures.size > 0) this.#forgetFailures(pod);
    if (this.#cluster.pods.phaseOf(pod) !== ASSUMED) return;
    this.#cluster.apply({ kind: "pod-bound", pod }, this.#engine.now);
  }

  #fail(pod: PodId, bindingFailed: BindingFailed): void {
    const message = this.#messages.get(pod)!;
    this.#messages.delete(pod);
    if (this.#cluster.pods.phaseOf(pod) !== ASSUMED) return;
    this.#waitForRetry(pod);
    bindingFailed(pod, message);
  }

  /** The attempts of a pod that backs off do not keep a run going: an extender may answer otherwise the next time. */
  #waitForRetry(pod: PodId): void {
    const failures = (this.#failures.get(pod) ?? 0) + 1;
    this.#forgetFailures(pod);
    this.#failures.set(pod, failures);
    if (failures > FAILURES_WAITED_FOR) return;
    const seconds = this.#configuration.podMaxBackoffSeconds + FLUSHED_WITHIN_SECONDS;
    this.#waits.set(pod, this.#engine.scheduleAfter(span(seconds * US_PER_SECOND), this.#goingOn, pod));
  }

  #forgetFailures(pod: PodId): void {
    const wait = this.#waits.get(pod);
    if (wait !== undefined) this.#engine.cancel(wait);
    this.#waits.delete(pod);
    this.#failures.delete(pod);
  }
}
