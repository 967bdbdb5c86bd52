// One node as a plugin's plain form sees it: as it stands, or as it would stand with other pods on it. Nothing is copied.
// Imitates pkg/scheduler/framework/types.go (NodeInfo), v1.36.

import { HostPortSet, type HostPort } from "../../model/host-port.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { NodeRecord } from "../../cluster/node-record.ts";
import type { PodId } from "../../cluster/pod-table.ts";

/** A pod on a node, or one that is thought to be there. */
export interface PodView {
  readonly id: PodId;
  readonly name: string;
  readonly podClass: SchedulingClass;
  readonly isTerminating: boolean;
}

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
  /** A copy of the host ports in use. */
  copyHostPorts(): HostPortSet;
  /** Pods that hold room on it, in order of coming. */
  pods(): Iterable<PodView>;
}

/** A pod of the cluster as plugins see it. */
export function podViewOf(cluster: ClusterState, id: PodId): PodView {
  const { pods } = cluster;
  return { id, name: pods.nameOf(id), podClass: cluster.classOfPod(id), isTerminating: pods.isTerminating(id) };
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

  copyHostPorts(): HostPortSet {
    return this.#cluster.nodes.hostPorts(this.id)?.copy() ?? new HostPortSet();
  }

  *pods(): Generator<PodView> {
    for (const pod of this.#cluster.pods.onNode(this.id)) yield podViewOf(this.#cluster, pod);
  }
}
