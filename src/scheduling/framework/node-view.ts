// One node as a plugin's plain form sees it: a live reading of the node table, nothing copied.

import type { HostPort } from "../../model/host-port.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { NodeRecord } from "../../cluster/node-record.ts";

/** What plugins may ask of a node. Amounts in milli-CPU, bytes and counts. */
export interface NodeView {
  readonly id: number;
  readonly record: NodeRecord;
  readonly allowedPods: number;
  readonly podCount: number;
  readonly nonZeroCpu: number;
  readonly nonZeroMemory: number;
  /** By resource index (see ClusterState.resources). */
  allocatable(resource: number): number;
  requested(resource: number): number;
  hostPortConflicts(wanted: HostPort): boolean;
}

/** The node as it stands now. */
export class LiveNode implements NodeView {
  readonly id: number;
  readonly #cluster: ClusterState;

  constructor(cluster: ClusterState, id: number) {
    this.#cluster = cluster;
    this.id = id;
  }

  get record(): NodeRecord {
    return this.#cluster.nodes.record(this.id);
  }
  get allowedPods(): number {
    return this.#cluster.nodes.allowedPods(this.id);
  }
  get podCount(): number {
    return this.#cluster.nodes.podCount(this.id);
  }
  get nonZeroCpu(): number {
    return this.#cluster.nodes.nonZeroCpu(this.id);
  }
  get nonZeroMemory(): number {
    return this.#cluster.nodes.nonZeroMemory(this.id);
  }

  allocatable(resource: number): number {
    return this.#cluster.nodes.allocatable(this.id, resource);
  }

  requested(resource: number): number {
    return this.#cluster.nodes.requested(this.id, resource);
  }

  hostPortConflicts(wanted: HostPort): boolean {
    return this.#cluster.nodes.hostPorts(this.id)?.conflictsWith(wanted) ?? false;
  }
}
