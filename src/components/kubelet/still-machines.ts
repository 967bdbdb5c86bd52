// Machines that stand still: when they go on, what their containers were to do is late by as long as that.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { Engine } from "../../engine/engine.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { RUNNING } from "../../cluster/pod-table.ts";

import type { DetailedPods } from "./detailed-pods.ts";
import type { PodLifetimes } from "./pod-lifetimes.ts";

export interface StillMachinesPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly detailed: DetailedPods;
  readonly lifetimes: PodLifetimes;
}

export class StillMachines implements Snapshotable {
  readonly #ports: StillMachinesPorts;
  /** By node: since when, µs. */
  #since = new Map<number, number>();

  constructor(ports: StillMachinesPorts) {
    this.#ports = ports;
  }

  /** A node's machine stands still from now on, or goes on, or does as before. */
  change(node: number, standsStill: boolean): void {
    const { engine, cluster, detailed, lifetimes } = this.#ports;
    const fromUs = this.#since.get(node);
    if (standsStill && fromUs === undefined) this.#since.set(node, engine.now);
    if (standsStill || fromUs === undefined) return;
    this.#since.delete(node);
    for (const pod of cluster.pods.onNode(node)) {
      detailed.standStill(pod, fromUs);
      if (cluster.pods.phaseOf(pod) === RUNNING) lifetimes.standStill(pod, fromUs);
    }
  }

  snapshot(): Snapshot {
    return { since: packJson([...this.#since]) };
  }

  restore(saved: Snapshot): void {
    this.#since = new Map(unpackJson(saved, "since") as [number, number][]);
  }
}
