// The PV controller and provisioners in their simplest form: claims that a pod waits for are bound by the time that somebody
// looks, and volumes are made as they were planned.
// Imitates pkg/controller/volume/persistentvolume/pv_controller.go, v1.36, in outline.

import type { Engine } from "../../engine/engine.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { ClaimPlan } from "../../scheduling/framework/decision.ts";
import { boundObjects, freedClaims } from "../../scheduling/volumes/claim-changes.ts";

export class ClaimBinder {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;

  constructor(engine: Engine, cluster: ClusterState) {
    this.#engine = engine;
    this.#cluster = cluster;
  }

  /** Binds what is not bound yet; for a node that is gone nothing is made: its claims are free to go elsewhere. */
  areBound(plans: readonly ClaimPlan[], node: number): boolean {
    const { nodes } = this.#cluster;
    const objects = nodes.has(node)
      ? boundObjects(plans, nodes.record(node), this.#cluster)
      : freedClaims(plans, this.#cluster);
    for (const stored of objects) this.#cluster.apply({ kind: "object-stored", stored }, this.#engine.now);
    return true;
  }

  /** Volumes are made and bound whatever becomes of the pod. */
  leftAlone(plans: readonly ClaimPlan[], node: number): void {
    this.areBound(plans, node);
  }
}
