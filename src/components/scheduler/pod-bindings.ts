// The last step of a binding cycle: the profile's plugin asks the API server as fast as the client's limit lets it, or an
// extender does so in its place, over a connection of its own.
// Imitates pkg/scheduler/schedule_one.go (bind, handleBindingCycleError), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { span, US_PER_SECOND } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";
import type { EventHandle } from "../../engine/event-table.ts";

import type { ApiAnswer, ApiClient, ApiServer, RequestKind } from "../../cluster/api-client.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { ASSUMED, BOUND, DELETED, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import { bindByExtenders } from "../../scheduling/extenders/extender-binding.ts";
import type { SchedulerConfiguration } from "../../scheduling/framework/configuration.ts";

/** What is done when the answer is there: the pod is bound, or was not, for a reason. */
export interface BindingEnds {
  bound(pod: PodId): void;
  failed(pod: PodId, message: string): void;
}

/** Failures in a row after which a run no longer goes on only so that the pod is tried again. */
const FAILURES_WAITED_FOR = 10;

/** Longer than any flush of the backoff queue lets a pod wait once its backoff is over. */
const FLUSHED_WITHIN_SECONDS = 2;

export class PodBindings implements Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #client: ApiClient;
  readonly #extenderClient: ApiClient;
  readonly #configuration: SchedulerConfiguration;
  readonly #ends: BindingEnds;
  readonly #bind: RequestKind;
  readonly #bindByExtender: RequestKind;
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
    api: ApiServer,
    client: ApiClient,
    configuration: SchedulerConfiguration,
    ends: BindingEnds,
  ) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#client = client;
    this.#extenderClient = api.client({ name: "scheduler-extenders", level: "workload-high" });
    this.#configuration = configuration;
    this.#ends = ends;
    const drawIdOf = (pod: PodId) => cluster.drawIdOf(pod);
    this.#bind = this.#client.define({
      name: "scheduler/bind",
      call: "create pods/binding",
      drawIdOf,
      commit: (pod) => this.#commit(pod),
      answered: (pod, node, answer, message) => {
        if (answer === "ok") this.#succeed(pod);
        else this.#fail(pod, `running Bind plugin "DefaultBinder": ${message ?? this.#textOf(pod, answer, node)}`);
      },
    });
    this.#bindByExtender = this.#extenderClient.define({
      name: "scheduler/extender-bind",
      call: "create pods/binding",
      drawIdOf,
      commit: (pod) => (this.#messages.has(pod) ? "failed" : this.#commit(pod)),
      answered: (pod, node, answer) => {
        if (answer === "ok") this.#succeed(pod);
        else this.#fail(pod, this.#takeMessage(pod) ?? this.#textOf(pod, answer, node));
      },
    });
    this.#goingOn = engine.defineKind("scheduler/binding-retried", "scheduler", (pod) => void this.#waits.delete(pod));
  }

  /** Begins to bind a pod that the scheduler has taken room for. The node may be gone: nobody asks. */
  begin(pod: PodId): void {
    const { pods, nodes } = this.#cluster;
    const node = pods.nodeOf(pod);
    const { extenders = [] } = this.#configuration;
    const asked = { id: pod, name: pods.nameOf(pod), podClass: this.#cluster.classOfPod(pod) };
    const binding = bindByExtenders(extenders, asked, nodes.nameOf(node));
    if (binding.kind === "left") {
      this.#client.send(this.#bind, pod, node);
      return;
    }
    if (binding.kind === "failed") this.#messages.set(pod, binding.error);
    this.#extenderClient.send(this.#bindByExtender, pod, node);
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

  #commit(pod: PodId): ApiAnswer {
    const phase = this.#cluster.pods.phaseOf(pod);
    if (phase === BOUND || phase === RUNNING) return "conflict";
    if (phase === DELETED) return "not-found";
    // It is still there while it has finalizers.
    if (this.#cluster.pods.isTerminating(pod)) return "conflict";
    if (phase !== ASSUMED) return "not-found";
    this.#cluster.apply({ kind: "pod-bound", pod }, this.#engine.now);
    return "ok";
  }

  #takeMessage(pod: PodId): string | undefined {
    const message = this.#messages.get(pod);
    this.#messages.delete(pod);
    return message;
  }

  #succeed(pod: PodId): void {
    if (this.#failures.size > 0) this.#forgetFailures(pod);
    this.#ends.bound(pod);
  }

  #fail(pod: PodId, message: string): void {
    if (this.#cluster.pods.phaseOf(pod) === ASSUMED) this.#waitForRetry(pod);
    this.#ends.failed(pod, message);
  }

  #textOf(pod: PodId, answer: ApiAnswer, node: number): string {
    const { pods, nodes } = this.#cluster;
    const name = pods.nameOf(pod);
    if (answer === "not-found") return `pods "${name}" not found`;
    if (answer !== "conflict") return `the server answered ${answer}`;
    const there = nodes.nameOf(pods.nodeOf(pod) < 0 ? node : pods.nodeOf(pod));
    const conflict = pods.isTerminating(pod)
      ? `pod ${name} is being deleted, cannot be assigned to a host`
      : `pod ${name} is already assigned to node "${there}"`;
    return `Operation cannot be fulfilled on pods/binding "${name}": ${conflict}`;
  }

  /** The attempts of a pod that backs off do not keep a run going: it may go better the next time. */
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
