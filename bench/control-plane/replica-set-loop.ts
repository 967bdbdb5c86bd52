// The ReplicaSet controller of the control plane's world: creates what is missing, at most 500 in a sync, in batches that double
// and of which each waits for the one before; the next sync comes when all have been seen.
// Imitates pkg/controller/replicaset/replica_set.go (manageReplicas, slowStartBatch), v1.36.

import type { Engine } from "../../src/engine/engine.ts";

import type { ApiClient, ApiServer, ClientLimits, RequestKind, Watch } from "../../src/cluster/api-client.ts";

import type { PodTimes } from "./pod-times.ts";

const MOST_PER_SYNC = 500;
/** Events about one object are posted so often at once, then hardly at all. */
const EVENTS_PER_OBJECT = 25;
const CREATED = 1;
const OTHER = 2;

/** Writes a status whenever something has changed since the last write began. */
class StatusWriter {
  readonly #client: ApiClient;
  readonly #write: RequestKind;
  #isWriting = false;
  #isStale = false;
  #writes = 0;

  constructor(api: ApiServer, name: string, limits: ClientLimits, written: () => void) {
    this.#client = api.client({ name, level: "workload-high", limits, inProcess: "kube-controller-manager" });
    this.#write = this.#client.define({
      name: `${name}/status`,
      call: "update objects/status",
      answered: () => {
        this.#isWriting = false;
        written();
        if (this.#isStale) this.change();
      },
    });
  }

  change(): void {
    this.#isStale = this.#isWriting;
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#writes += 1;
    this.#client.send(this.#write, this.#writes);
  }
}

export class ReplicaSetLoop {
  readonly #engine: Engine;
  readonly #times: PodTimes;
  readonly #client: ApiClient;
  readonly #create: RequestKind;
  readonly #event: RequestKind;
  readonly #statuses: readonly StatusWriter[];
  readonly #watch: Watch;
  #wanted = 0;
  #created = 0;
  #seen = 0;
  /** Of the sync under way. */
  #left = 0;
  #batch = 0;
  #unanswered = 0;
  #events = 0;

  constructor(api: ApiServer, engine: Engine, times: PodTimes, limits: ClientLimits) {
    const inProcess = "kube-controller-manager";
    this.#engine = engine;
    this.#times = times;
    this.#client = api.client({ name: "replicaset-controller", level: "workload-high", limits, inProcess });
    this.#event = this.#client.define({
      name: "replica-set/event",
      call: "create events",
      answered: (pod) => this.#sendEvent(pod),
    });
    // The Deployment's status follows the ReplicaSet's.
    const deployment = new StatusWriter(api, "deployment-controller", limits, () => undefined);
    this.#statuses = [new StatusWriter(api, "replica-set-status", limits, () => deployment.change()), deployment];
    this.#create = this.#client.define({
      name: "replica-set/create",
      call: "create pods",
      commit: (pod) => {
        times.reach("created", pod, engine.now);
        times.onCreated(pod);
        return "ok";
      },
      answered: (pod) => {
        times.reach("createAnswered", pod, engine.now);
        this.#answered(pod);
      },
    });
    this.#watch = api.watch({
      name: "replica-set/pods",
      phase: "controllers",
      inProcess,
      seen: (code) => {
        if (code === CREATED) this.#seen += 1;
        this.#statuses[0]!.change();
        this.#sync();
      },
    });
  }

  scaleTo(pods: number): void {
    this.#wanted = pods;
    this.#sync();
  }

  noteCreated(pod: number): void {
    this.#watch.note(CREATED, pod);
  }

  noteChanged(pod: number): void {
    this.#watch.note(OTHER, pod);
  }

  #sync(): void {
    const isUnderWay = this.#left > 0 || this.#unanswered > 0 || this.#seen < this.#created;
    if (isUnderWay || this.#created >= this.#wanted) return;
    this.#left = Math.min(MOST_PER_SYNC, this.#wanted - this.#created);
    this.#batch = 1;
    this.#sendBatch();
  }

  #sendBatch(): void {
    const count = Math.min(this.#batch, this.#left);
    this.#left -= count;
    this.#unanswered = count;
    for (let sent = 0; sent < count; sent += 1) {
      this.#times.reach("sent", this.#created, this.#engine.now);
      this.#client.send(this.#create, this.#created);
      this.#created += 1;
    }
  }

  #answered(pod: number): void {
    if (this.#events === 0) this.#sendEvent(pod);
    this.#unanswered -= 1;
    if (this.#unanswered > 0) return;
    this.#batch *= 2;
    if (this.#left > 0) this.#sendBatch();
    else this.#sync();
  }

  /** One waits for the answer to the one before. */
  #sendEvent(pod: number): void {
    if (this.#events === EVENTS_PER_OBJECT || this.#events >= this.#created) return;
    this.#events += 1;
    this.#client.send(this.#event, pod, this.#events);
  }
}
