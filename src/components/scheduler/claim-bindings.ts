// Claims that are bound before their pod is: the pod's status names the node, the objects are written, and looked at once a
// second until everything is bound.
// Imitates pkg/scheduler/framework/plugins/volumebinding/binder.go (AssumePodVolumes, BindPodVolumes), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { span, US_PER_SECOND } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ApiClient, RequestKind } from "../../cluster/api-client.ts";
import type { Change } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { StoredObject } from "../../cluster/object-store.ts";
import { DELETED, type PodId } from "../../cluster/pod-table.ts";

import type { ClaimPlan } from "../../scheduling/framework/decision.ts";
import { plannedObjects } from "../../scheduling/volumes/claim-changes.ts";

import type { StatusPatches } from "./status-patches.ts";

/** The first look comes one interval after the requests. */
const LOOK_INTERVAL = span(US_PER_SECOND);

/** VolumeBinding's bindTimeoutSeconds, as it is by default. */
const LOOKS_MAX = 600;

/** What the PV controller and provisioners make of claims that are to be bound. */
export interface VolumeControllers {
  /** Called once a second while somebody waits. True once the claims are bound, or as good as that. */
  areBound(plans: readonly ClaimPlan[], node: number): boolean;
  /** Nobody waits any more, and what was asked for is done all the same; absent: whoever does it knows by itself. */
  leftAlone?(plans: readonly ClaimPlan[], node: number): void;
}

/** What is done when the claims are bound, or when that has failed. */
export interface ClaimBindingEnds {
  /** Tracking of what happens meanwhile ends when the requests are sent. */
  bound(pod: PodId): void;
  failed(pod: PodId, message: string): void;
}

interface Binding {
  readonly node: number;
  readonly plans: readonly ClaimPlan[];
  looks: number;
}

export class ClaimBindings implements Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #client: ApiClient;
  readonly #patches: StatusPatches;
  readonly #controllers: VolumeControllers;
  readonly #ends: ClaimBindingEnds;
  readonly #nominate: RequestKind;
  readonly #write: RequestKind;
  readonly #look: EventKind;
  #underWay = new Map<PodId, Binding>();

  constructor(
    engine: Engine,
    cluster: ClusterState,
    client: ApiClient,
    patches: StatusPatches,
    controllers: VolumeControllers,
    ends: ClaimBindingEnds,
  ) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#client = client;
    this.#patches = patches;
    this.#controllers = controllers;
    this.#ends = ends;
    this.#nominate = patches.define("scheduler/node-expected", (pod) => this.#begin(pod));
    this.#write = client.defineWrite({
      name: "scheduler/claim-written",
      call: "update objects",
      drawIdOf: (pod) => cluster.drawIdOf(pod),
    });
    this.#look = engine.defineKind("scheduler/claims-looked-at", "scheduler", (pod) => this.#lookAt(pod));
  }

  /** From now on nobody else gets the volumes; the node is written into the pod's status before they are asked for. */
  begin(pod: PodId, node: number, plans: readonly ClaimPlan[]): void {
    const nodeName = this.#cluster.nodes.nameOf(node);
    for (const stored of plannedObjects(plans, nodeName)) {
      this.#cluster.apply({ kind: "object-stored", stored }, this.#engine.now);
    }
    this.#underWay.set(pod, { node, plans, looks: 0 });
    if (!this.#patches.send(this.#nominate, pod, { nominatedNodeName: nodeName })) this.#begin(pod);
  }

  snapshot(): Snapshot {
    return { claims: packJson([...this.#underWay]) };
  }

  restore(saved: Snapshot): void {
    this.#underWay = new Map(unpackJson(saved, "claims") as [PodId, Binding][]);
  }

  #begin(pod: PodId): void {
    const { node, plans } = this.#underWay.get(pod)!;
    const asked = plannedObjects(plans, this.#cluster.nodes.nameOf(node));
    for (const stored of asked) this.#client.sendChanges(this.#write, [storing(stored)], pod);
    this.#engine.scheduleAfter(LOOK_INTERVAL, this.#look, pod);
  }

  #lookAt(pod: PodId): void {
    const binding = this.#underWay.get(pod)!;
    binding.looks += 1;
    if (this.#cluster.pods.phaseOf(pod) === DELETED) {
      this.#controllers.leftAlone?.(binding.plans, binding.node);
      const gone = `pods "${this.#cluster.pods.nameOf(pod)}" not found`;
      this.#fail(pod, `pod does not exist any more: ${gone}`);
    } else if (this.#controllers.areBound(binding.plans, binding.node)) {
      this.#underWay.delete(pod);
      this.#ends.bound(pod);
    } else if (binding.looks === LOOKS_MAX) {
      this.#fail(pod, "context deadline exceeded");
    } else {
      this.#engine.scheduleAfter(LOOK_INTERVAL, this.#look, pod);
    }
  }

  #fail(pod: PodId, message: string): void {
    this.#underWay.delete(pod);
    this.#ends.failed(pod, `running PreBind plugin "VolumeBinding": binding volumes: ${message}`);
  }
}

function storing(stored: StoredObject): Change {
  return { kind: "object-stored", stored };
}
