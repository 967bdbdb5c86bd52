// When pods end by themselves: with their start and their lifetime, unless their machine took their containers with it or stood
// still meanwhile. Knows the engine and when pods started.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { moment, type Duration } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

export interface PodLifetimesPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  /** How long a pod runs once started; undefined: it does not end by itself. */
  readonly lifetimeOf: (pod: PodId) => Duration | undefined;
  readonly over: (pod: PodId) => void;
}

export class PodLifetimes implements Snapshotable {
  readonly #ports: PodLifetimesPorts;
  readonly #over: EventKind;
  /** When those end that were restarted or stood still, µs: what was foreseen of them before is void. */
  #ends = new Map<PodId, number>();

  constructor(ports: PodLifetimesPorts) {
    this.#ports = ports;
    this.#over = ports.engine.defineKind("kubelet/pod-ended", "kubelet", (pod) => {
      if ((this.#ends.get(pod) ?? ports.engine.now) <= ports.engine.now) ports.over(pod);
    });
  }

  /** The pod runs from now on. */
  begin(pod: PodId): void {
    const { engine, lifetimeOf } = this.#ports;
    const lifetime = lifetimeOf(pod);
    if (lifetime !== undefined) engine.scheduleAfter(lifetime, this.#over, pod);
  }

  /** Its containers start anew, `delayUs` from now. */
  beginAnew(pod: PodId, delayUs: number): void {
    const { engine, lifetimeOf } = this.#ports;
    const lifetime = lifetimeOf(pod);
    if (lifetime !== undefined) this.#setEnd(pod, engine.now + delayUs + lifetime);
  }

  /** Its machine stood still since `fromUs`: what was left of its lifetime then is left now. */
  standStill(pod: PodId, fromUs: number): void {
    const { cluster, engine } = this.#ports;
    const endUs = this.#endUs(pod);
    if (endUs === undefined || endUs < fromUs) return;
    const beganUs = Math.max(fromUs, cluster.pods.startedAtUs(pod));
    this.#setEnd(pod, endUs + engine.now - beganUs);
  }

  /** A running pod has had its time. */
  isOver(pod: PodId): boolean {
    return (this.#endUs(pod) ?? Infinity) <= this.#ports.engine.now;
  }

  forget(pod: PodId): void {
    if (this.#ends.size > 0) this.#ends.delete(pod);
  }

  snapshot(): Snapshot {
    return { ends: packJson([...this.#ends]) };
  }

  restore(saved: Snapshot): void {
    this.#ends = new Map(unpackJson(saved, "ends") as [PodId, number][]);
  }

  #endUs(pod: PodId): number | undefined {
    const { cluster, lifetimeOf } = this.#ports;
    const lifetime = lifetimeOf(pod);
    if (lifetime === undefined) return undefined;
    return this.#ends.get(pod) ?? cluster.pods.startedAtUs(pod) + lifetime;
  }

  #setEnd(pod: PodId, endUs: number): void {
    this.#ends.set(pod, endUs);
    this.#ports.engine.schedule(moment(endUs), this.#over, pod);
  }
}
