// What kubelets write: the status of their pods, and the end of those that were to go. Each node's kubelet is an instance of one
// client with a rate limit of its own.
// Imitates pkg/kubelet/status/status_manager.go, v1.36.

import type { Engine } from "../../engine/engine.ts";

import type { ApiAnswer, ApiClient, ApiServer, RequestKind } from "../../cluster/api-client.ts";
import type { Change, RecordedEvent } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { removalOf } from "../../cluster/pod-removal.ts";
import { BOUND, DELETED, NONE, RUNNING, type PodId } from "../../cluster/pod-table.ts";

/** kubeAPIQPS and kubeAPIBurst, by default. */
const CLIENT_LIMITS = Object.freeze({ qps: 50, burst: 100 });
/** What was refused is written when all statuses are looked at again (syncPeriod of pkg/kubelet/status/status_manager.go). */
const SYNC_PERIOD_US = 10_000_000;

export class StatusWrites {
  readonly #cluster: ClusterState;
  readonly #client: ApiClient;
  readonly #started: RequestKind;
  readonly #ready: RequestKind;
  readonly #succeeded: RequestKind;
  readonly #deleted: RequestKind;
  readonly #status: RequestKind;

  constructor(engine: Engine, cluster: ClusterState, api: ApiServer) {
    this.#cluster = cluster;
    const client = api.client({
      name: "kubelet",
      limits: CLIENT_LIMITS,
      level: "system",
      flowOf: "instance",
      againAfterUs: SYNC_PERIOD_US,
    });
    this.#client = client;
    const { pods } = cluster;
    const drawIdOf = (pod: number) => cluster.drawIdOf(pod);
    /** Applies `change` if the pod is still as it must be. */
    const write = (holds: boolean, change: Change): ApiAnswer => {
      if (!holds) return "not-found";
      cluster.apply(change, engine.now);
      return "ok";
    };
    this.#started = client.define({
      name: "kubelet/started",
      call: "patch pods/status",
      drawIdOf,
      commit: (pod, isReady) => {
        const change =
          isReady === 1
            ? ({ kind: "pod-started", pod } as const)
            : ({ kind: "pod-started", pod, isReady: false } as const);
        return write(pods.phaseOf(pod) === BOUND, change);
      },
    });
    this.#ready = client.define({
      name: "kubelet/ready",
      call: "patch pods/status",
      drawIdOf,
      commit: (pod, isReady) => {
        const ready = isReady === 1 ? "True" : "False";
        return write(pods.phaseOf(pod) === RUNNING, { kind: "pod-ready", pod, ready });
      },
    });
    this.#succeeded = client.define({
      name: "kubelet/succeeded",
      call: "patch pods/status",
      drawIdOf,
      commit: (pod) => write(pods.phaseOf(pod) === RUNNING, { kind: "pod-ended", pod, phase: "succeeded" }),
    });
    this.#deleted = client.define({
      name: "kubelet/deleted",
      call: "delete pods",
      drawIdOf,
      commit: (pod) => {
        if (pods.phaseOf(pod) === DELETED) return "not-found";
        for (const change of removalOf(cluster, pod)) cluster.apply(change, engine.now);
        return "ok";
      },
    });
    this.#status = client.defineWrite({
      name: "kubelet/status",
      call: "patch pods/status",
      drawIdOf,
      stillHolds: (changes, pod) => (changes.every((change) => this.#holds(change, pod)) ? "ok" : "not-found"),
    });
  }

  /** The pod runs and is ready. */
  started(pod: PodId): void {
    this.#client.send(this.#started, pod, 1, this.#instanceOf(pod));
  }

  succeeded(pod: PodId): void {
    this.#client.send(this.#succeeded, pod, 0, this.#instanceOf(pod));
  }

  /** Nothing is left of a pod that was to go. */
  deleted(pod: PodId): void {
    this.#client.send(this.#deleted, pod, 0, this.#instanceOf(pod));
  }

  /** Several changes of one pod's status, written together. */
  tell(pod: PodId, changes: readonly Change[]): void {
    const instance = this.#instanceOf(pod);
    const [first] = changes;
    // What most pods say needs no payload.
    if (changes.length === 1 && first?.kind === "pod-started") {
      this.#client.send(this.#started, pod, Number(first.isReady !== false), instance);
    } else if (changes.length === 1 && first?.kind === "pod-ready" && this.#runs(pod)) {
      this.#client.send(this.#ready, pod, Number(first.ready === "True"), instance);
    } else this.#client.sendChanges(this.#status, changes, pod, instance);
  }

  /** Of a node, which nothing else is written of with it. */
  record(event: RecordedEvent): void {
    this.#client.record(event);
  }

  /** Its start may still be on its way to the API server. */
  #runs(pod: PodId): boolean {
    return this.#cluster.pods.phaseOf(pod) === RUNNING;
  }

  #holds({ kind }: Change, pod: PodId): boolean {
    const { pods } = this.#cluster;
    if (kind === "pod-started") return pods.phaseOf(pod) === BOUND;
    return pods.nodeOf(pod) !== NONE;
  }

  #instanceOf(pod: PodId): number {
    return Math.max(this.#cluster.pods.nodeOf(pod), 0);
  }
}
