// A node as it would stand if some pods left it and others came: what preemption tries out, and what nominated pods are
// counted on. The cluster itself stays as it is.
// Imitates pkg/scheduler/framework/types.go (NodeInfo.AddPod, RemovePod on a snapshot), v1.36.

import type { HostPort, HostPortSet } from "../../model/host-port.ts";
import type { NodeRecord } from "../../cluster/node-record.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { NodeView, PodView } from "./node-view.ts";

export class WhatIfNode implements NodeView {
  readonly #base: NodeView;
  readonly #removed = new Set<PodId>();
  readonly #added = new Map<PodId, PodView>();
  /** By resource index: what the changes make of the requested sums. */
  readonly #requested: number[] = [];
  #podCount = 0;
  #nonZeroCpu = 0;
  #nonZeroMemory = 0;
  #ports: HostPortSet | undefined;

  constructor(base: NodeView) {
    this.#base = base;
  }

  get id(): number {
    return this.#base.id;
  }
  get record(): NodeRecord {
    return this.#base.record;
  }
  get allowedPods(): number {
    return this.#base.allowedPods;
  }
  get podCount(): number {
    return this.#base.podCount + this.#podCount;
  }
  get nonZeroCpu(): number {
    return this.#base.nonZeroCpu + this.#nonZeroCpu;
  }
  get nonZeroMemory(): number {
    return this.#base.nonZeroMemory + this.#nonZeroMemory;
  }

  allocatable(resource: number): number {
    return this.#base.allocatable(resource);
  }

  requested(resource: number): number {
    return this.#base.requested(resource) + (this.#requested[resource] ?? 0);
  }

  hostPortConflicts(wanted: HostPort): boolean {
    return this.#ports?.conflictsWith(wanted) ?? this.#base.hostPortConflicts(wanted);
  }

  copyHostPorts(): HostPortSet {
    return this.#ports?.copy() ?? this.#base.copyHostPorts();
  }

  /** Pods that stayed in their order, then those that came. */
  *pods(): Generator<PodView> {
    for (const pod of this.#base.pods()) if (!this.#removed.has(pod.id)) yield pod;
    yield* this.#added.values();
  }

  /** A pod comes, or one that was taken away comes back (behind the others, as in the source). */
  addPod(pod: PodView): void {
    this.#added.set(pod.id, pod);
    this.#book(pod, 1);
  }

  removePod(pod: PodView): void {
    if (!this.#added.delete(pod.id)) this.#removed.add(pod.id);
    this.#book(pod, -1);
  }

  #book({ podClass: { placedVector, placedNonZero, hostPorts } }: PodView, sign: 1 | -1): void {
    this.#podCount += sign;
    this.#nonZeroCpu += sign * placedNonZero.cpuMilli;
    this.#nonZeroMemory += sign * placedNonZero.memoryBytes;
    for (let entry = 0; entry < placedVector.indices.length; entry += 1) {
      const resource = placedVector.indices[entry]!;
      this.#requested[resource] = (this.#requested[resource] ?? 0) + sign * placedVector.amounts[entry]!;
    }
    if (hostPorts.length === 0) return;
    this.#ports ??= this.#base.copyHostPorts();
    for (const port of hostPorts) {
      if (sign === 1) this.#ports.add(port);
      else this.#ports.delete(port);
    }
  }
}
