// A pod that waits to be scheduled, and the orders in which such pods are taken.
// Imitates pkg/scheduler/framework/types.go (QueuedPodInfo) and the less functions of pkg/scheduler/backend/queue, v1.36.

import type { PodId } from "../../cluster/pod-table.ts";

import type { PluginSetId } from "./plugin-sets.ts";

export interface QueuedPod {
  readonly pod: PodId;
  readonly priority: number;
  /** When it was put into the queue after its last failure (or first came), µs. */
  readonly timestampUs: number;
  /** Order of insertion: among equals, first come, first served. */
  readonly ordinal: number;
  /** Whole second in which its backoff runs out. */
  readonly expiry: number;
  /** Why it waits. */
  readonly refusedBy: PluginSetId;
}

/** The active queue (PrioritySort): by priority, then by time. */
export function inQueueOrder(left: QueuedPod, right: QueuedPod): number {
  return right.priority - left.priority || left.timestampUs - right.timestampUs || left.ordinal - right.ordinal;
}

/** Pods that back off from a refusal. */
export function inBackoffOrder(left: QueuedPod, right: QueuedPod): number {
  return left.expiry - right.expiry || inQueueOrder(left, right);
}

/** Pods that back off from an error. */
export function inExpiryOrder(left: QueuedPod, right: QueuedPod): number {
  return left.expiry - right.expiry || left.ordinal - right.ordinal;
}

/** Numbers of one pod in a packed list. */
const FIELDS = 6;

/** The pods as rows of numbers, in order. */
export function packQueuedPods(pods: Iterable<QueuedPod>): Float64Array {
  return Float64Array.from(
    [...pods].flatMap(({ pod, priority, timestampUs, ordinal, expiry, refusedBy }) => [
      pod,
      priority,
      timestampUs,
      ordinal,
      expiry,
      refusedBy,
    ]),
  );
}

/** The pods that were packed. */
export function unpackQueuedPods(rows: ArrayLike<number>): QueuedPod[] {
  return Array.from({ length: rows.length / FIELDS }, (_, row) => {
    const field = (index: number) => rows[row * FIELDS + index]!;
    return {
      pod: field(0),
      priority: field(1),
      timestampUs: field(2),
      ordinal: field(3),
      expiry: field(4),
      refusedBy: field(5),
    };
  });
}
