// The controller of ephemeral volumes: makes the claims that pods have volumes from, bound at once where they wait for nobody.
// With its pod goes the claim, and with the claim a volume that was made for it. It hears of pods with the watch's delay, and
// the scheduler of its claims with another; its writes take no time here. Knows the cluster only.
// Imitates pkg/controller/volume/ephemeral/controller.go and, in its simplest form, pkg/controller/garbagecollector and
// pkg/controller/volume/persistentvolume/pv_controller.go, v1.36.

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";
import { span, type Duration } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import { ephemeralClaim, ephemeralSourceOf } from "../../model/volumes/ephemeral-claim.ts";
import { claimNameOf } from "../../model/volumes/pod-volumes.ts";

import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { StoredObject } from "../../cluster/object-store.ts";
import { DELETED, type PodId } from "../../cluster/pod-table.ts";

import { ownershipProblem } from "../../scheduling/volumes/claim-owner.ts";
import { settledClaim } from "../../scheduling/volumes/settled-claims.ts";

export interface EphemeralVolumesPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly coefficients: readonly Coefficient[];
}

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>(["pod-created", "pod-deleted"]);

export class EphemeralVolumes implements ClusterObserver {
  readonly concerns = CONCERNS;
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #watchDelay: Duration;
  readonly #arrived: EventKind;
  readonly #departed: EventKind;

  constructor({ engine, cluster, coefficients }: EphemeralVolumesPorts) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#watchDelay = span(Math.round(coefficientValue(coefficients, "scheduler.watchDelayUs")));
    this.#arrived = engine.defineKind("ephemeral-volumes/pod-arrived", "controllers", (pod) => this.#makeClaims(pod));
    this.#departed = engine.defineKind("ephemeral-volumes/pod-departed", "controllers", (pod) => this.#takeClaims(pod));
  }

  hear({ change, pod }: Delta): void {
    if (change.kind === "pod-created" && this.#hasOwnClaims(pod)) {
      this.#engine.scheduleAfter(span(2 * this.#watchDelay), this.#arrived, pod);
    } else if (change.kind === "pod-deleted" && this.#hasOwnClaims(pod)) {
      this.#engine.scheduleAfter(this.#watchDelay, this.#departed, pod);
    }
  }

  #hasOwnClaims(pod: PodId): boolean {
    return this.#cluster.classOfPod(pod).volumes.claims.some(({ kind }) => kind === "ephemeral");
  }

  /** Somebody else's claim of the name is left alone; then the pod waits, and gets no further ones. */
  #makeClaims(pod: PodId): void {
    const { objects, pods } = this.#cluster;
    if (pods.phaseOf(pod) === DELETED || pods.isTerminating(pod)) return;
    const { namespace, pod: object } = this.#cluster.classOfPod(pod);
    const podName = pods.nameOf(pod);
    for (const volume of object.spec.volumes ?? []) {
      const source = ephemeralSourceOf(volume);
      if (source === undefined) continue;
      const claim = ephemeralClaim(volume, source, namespace, podName);
      const known = objects.find("PersistentVolumeClaim", namespace, claim.metadata?.name ?? "");
      if (known === undefined) this.#storeClaim(claim);
      else if (ownershipProblem(known, namespace, podName) !== undefined) return;
    }
  }

  #storeClaim(claim: PersistentVolumeClaim): void {
    this.#store({ kind: "PersistentVolumeClaim", object: claim });
    for (const settled of settledClaim(claim, this.#cluster)) this.#store(settled);
  }

  /** A pod that has merely ended keeps its claims. */
  #takeClaims(pod: PodId): void {
    const { objects, pods } = this.#cluster;
    const { namespace, volumes } = this.#cluster.classOfPod(pod);
    const podName = pods.nameOf(pod);
    for (const use of volumes.claims) {
      if (use.kind !== "ephemeral") continue;
      const name = claimNameOf(use, podName);
      const claim = objects.find("PersistentVolumeClaim", namespace, name);
      if (claim === undefined || ownershipProblem(claim, namespace, podName) !== undefined) continue;
      this.#cluster.apply(
        { kind: "object-removed", name: { kind: "PersistentVolumeClaim", namespace, name } },
        this.#engine.now,
      );
      this.#reclaim(claim.spec?.volumeName ?? "");
    }
  }

  /** A volume that is kept stays its claim's, and serves nobody else. */
  #reclaim(name: string): void {
    const volume = this.#cluster.objects.find("PersistentVolume", "", name);
    if (volume === undefined) return;
    if (volume.spec?.persistentVolumeReclaimPolicy === "Delete") {
      const removed = { kind: "PersistentVolume", namespace: "", name } as const;
      this.#cluster.apply({ kind: "object-removed", name: removed }, this.#engine.now);
    } else {
      const status = { ...volume.status, phase: "Released" };
      this.#store({ kind: "PersistentVolume", object: { ...volume, status } });
    }
  }

  #store(stored: StoredObject): void {
    this.#cluster.apply({ kind: "object-stored", stored }, this.#engine.now);
  }
}
