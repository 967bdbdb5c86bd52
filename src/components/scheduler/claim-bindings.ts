// Claims that are bound while their pod's binding waits: the objects are written, and looked at again once a second until
// everything is bound. The PV controller and provisioners need no longer than that here.
// Imitates pkg/scheduler/framework/plugins/volumebinding/binder.go (AssumePodVolumes, BindPodVolumes), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { after, span, US_PER_SECOND, type SimTime } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { StoredObject } from "../../cluster/object-store.ts";
import { ASSUMED, type PodId } from "../../cluster/pod-table.ts";

import type { ClaimPlan } from "../../scheduling/framework/decision.ts";
import { boundObjects, plannedObjects } from "../../scheduling/volumes/claim-changes.ts";

import type { ClientLimiter } from "./client-limiter.ts";

/** The first look comes one interval after the requests. */
const LOOK_INTERVAL = span(US_PER_SECOND);

interface Binding {
  readonly node: number;
  readonly plans: readonly ClaimPlan[];
}

export class ClaimBindings implements Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #limiter: ClientLimiter;
  readonly #bindPod: (pod: PodId) => void;
  readonly #claimsBound: EventKind;
  #underWay = new Map<PodId, Binding>();

  /** `bindPod` is called when the claims of a pod that is still wanted are bound. */
  constructor(engine: Engine, cluster: ClusterState, limiter: ClientLimiter, bindPod: (pod: PodId) => void) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#limiter = limiter;
    this.#bindPod = bindPod;
    this.#claimsBound = engine.defineKind("scheduler/claims-bound", "api", (pod) => this.#finish(pod));
  }

  /** Each plan takes a request. From now on nobody else gets the volumes. */
  begin(pod: PodId, node: number, plans: readonly ClaimPlan[]): void {
    this.#store(plannedObjects(plans, this.#cluster.nodes.record(node).name));
    let sentAt: SimTime = this.#engine.now;
    for (let sent = 0; sent < plans.length; sent += 1) sentAt = this.#limiter.take(this.#engine.now);
    this.#underWay.set(pod, { node, plans });
    this.#engine.schedule(after(sentAt, LOOK_INTERVAL), this.#claimsBound, pod);
  }

  snapshot(): Snapshot {
    return { claims: packJson([...this.#underWay]) };
  }

  restore(saved: Snapshot): void {
    this.#underWay = new Map(unpackJson(saved, "claims") as [PodId, Binding][]);
  }

  /** The claims are bound even if the pod is gone by then. */
  #finish(pod: PodId): void {
    const { node, plans } = this.#underWay.get(pod)!;
    this.#underWay.delete(pod);
    const { nodes, pods } = this.#cluster;
    if (nodes.has(node)) this.#store(boundObjects(plans, nodes.record(node), this.#cluster));
    if (pods.phaseOf(pod) === ASSUMED) this.#bindPod(pod);
  }

  #store(objects: readonly StoredObject[]): void {
    for (const stored of objects) this.#cluster.apply({ kind: "object-stored", stored }, this.#engine.now);
  }
}
