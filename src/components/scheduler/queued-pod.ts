// A pod that waits to be scheduled or is being tried, and the orders in which such pods are taken.
// Imitates pkg/scheduler/framework/types.go (QueuedPodInfo) and the less functions of pkg/scheduler/backend/queue, v1.36.

import type { PodId } from "../../cluster/pod-table.ts";

import { NO_BACKOFF } from "./backoff.ts";
import { NO_PLUGINS, type PluginSetId } from "./plugin-sets.ts";

/** Where a pod is kept. */
export const NOWHERE = 0;
export const ACTIVE = 1;
export const BACKOFF = 2;
/** Backs off from an error, and is not tried early. */
export const ERROR_BACKOFF = 3;
/** Gated pods too. */
export const UNSCHEDULABLE = 4;
export const IN_FLIGHT = 5;

export interface QueuedPod {
  readonly pod: PodId;
  readonly priority: number;
  /** When it was put into the queue after its last failure (or first came), µs. */
  timestampUs: number;
  /** Order among equal timestamps: no two are equal in the real scheduler. */
  ordinal: number;
  /** When its backoff runs out, as the backoff's clock reads it. */
  expiry: number;
  /** Why it waits. */
  refusedBy: PluginSetId;
  /** The plugin that does not let it into the queue, as a set; NO_PLUGINS: none. */
  gatedBy: PluginSetId;
  place: number;
  /** Attempts in which plugins refused it. */
  refusals: number;
  /** Attempts in a row that ended in an error. */
  errors: number;
  /** Attempts that failed. */
  failures: number;
  /** How far the log of node changes had come at its last attempt; −1 where its failure has nothing to do with the nodes. */
  triedOn: number;
}

export function newQueuedPod(pod: PodId, priority: number, timestampUs: number, ordinal: number): QueuedPod {
  return {
    pod,
    priority,
    timestampUs,
    ordinal,
    expiry: NO_BACKOFF,
    refusedBy: NO_PLUGINS,
    gatedBy: NO_PLUGINS,
    place: NOWHERE,
    refusals: 0,
    errors: 0,
    failures: 0,
    triedOn: -1,
  };
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
const FIELDS = 12;

/** The pods as rows of numbers, in order. */
export function packQueuedPods(pods: Iterable<QueuedPod>): Float64Array {
  const rows: number[] = [];
  for (const { pod, priority, timestampUs, ordinal, expiry, refusedBy, gatedBy, place, ...counts } of pods) {
    rows.push(pod, priority, timestampUs, ordinal, expiry, refusedBy, gatedBy, place);
    rows.push(counts.refusals, counts.errors, counts.failures, counts.triedOn);
  }
  return Float64Array.from(rows);
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
      gatedBy: field(6),
      place: field(7),
      refusals: field(8),
      errors: field(9),
      failures: field(10),
      triedOn: field(11),
    };
  });
}
