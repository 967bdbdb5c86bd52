// A graceful shutdown of a node: which pods are stopped when, and with how much time.
// Pure rules; how long pods take is the caller's to know.
// Imitates pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (podManager), v1.36.

import { US_PER_SECOND } from "../../base/time.ts";

import { SYSTEM_CRITICAL_PRIORITY } from "../../model/kubelet/critical-pod.ts";

export const SHUTDOWN_REASON = "Terminated";

/** Pods of at least this priority, and below the next, are stopped together. */
export interface ShutdownGroup {
  readonly priority: number;
  readonly graceSeconds: number;
}

/** The groups of `shutdownGracePeriodByPodPriority`, else of the two older settings; none: no graceful shutdown. */
export function shutdownGroups(
  byPriority: readonly ShutdownGroup[],
  totalSeconds: number,
  criticalSeconds: number,
): readonly ShutdownGroup[] {
  if (byPriority.length > 0) return byPriority.toSorted((left, right) => left.priority - right.priority);
  if (totalSeconds === 0 || criticalSeconds > totalSeconds || criticalSeconds < 0) return [];
  return [
    { priority: 0, graceSeconds: Math.trunc(totalSeconds - criticalSeconds) },
    { priority: SYSTEM_CRITICAL_PRIORITY, graceSeconds: Math.trunc(criticalSeconds) },
  ];
}

/**
 * The group of a pod among sorted groups: the highest that does not exceed its priority, else the lowest. Of groups of one
 * priority, the first has the pods of just that priority, the last those between it and the next.
 */
export function shutdownGroupOf(groups: readonly ShutdownGroup[], priority: number): number {
  const own = groups.findIndex((group) => group.priority === priority);
  if (own >= 0) return own;
  let group = 0;
  while (group + 1 < groups.length && groups[group + 1]!.priority <= priority) group += 1;
  return group;
}

/** The time in seconds that a pod gets: its own, if that is less than its group's. */
export function shutdownGraceSeconds({ graceSeconds }: ShutdownGroup, ownSeconds: number | undefined): number {
  return ownSeconds === undefined ? graceSeconds : Math.min(ownSeconds, graceSeconds);
}

/** When the manager goes on to the next group: once all pods are gone and their volumes unmounted, or time is up. */
export function groupEndsAtUs(beganAtUs: number, { graceSeconds }: ShutdownGroup, unmountedAtUs: number): number {
  return Math.min(unmountedAtUs, beganAtUs + graceSeconds * US_PER_SECOND);
}
