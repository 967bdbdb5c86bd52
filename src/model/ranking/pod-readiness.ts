// When a pod is ready, and when a controller counts it as available.
// Imitates pkg/api/v1/pod/util.go and pkg/controller/controller_utils.go, v1.36.

import type { Pod } from "../api/types/pod.ts";

/** The condition Ready of a pod. All moments are microseconds on one scale. */
export interface PodReadiness {
  readonly isReady: boolean;
  /** When the condition changed last; undefined if that is not known, or if there is no condition. */
  readonly changedAtUs: number | undefined;
}

/** Reads a moment of the API: `2026-01-10T12:00:00Z` as microseconds on the caller's scale, undefined for none. */
export type MomentReader = (timestamp: string | undefined) => number | undefined;

const MICROSECONDS_PER_SECOND = 1_000_000;

/** Reads the readiness of an object's status: of several conditions, the first counts. */
export function readinessOf({ status }: Pod, momentUs: MomentReader): PodReadiness {
  const condition = status?.conditions?.find(({ type }) => type === "Ready");
  return { isReady: condition?.status === "True", changedAtUs: momentUs(condition?.lastTransitionTime) };
}

/** Ready for long enough. Without a least time, ready is enough; a moment that is not known is never long enough. */
export function isAvailable(readiness: PodReadiness, minReadySeconds: number, nowUs: number): boolean {
  if (!readiness.isReady) return false;
  if (minReadySeconds === 0) return true;
  return readiness.changedAtUs !== undefined && availableAtUs(readiness.changedAtUs, minReadySeconds) <= nowUs;
}

/** How long until the pod becomes available if it stays ready; undefined if it is, or waits for something else. */
export function untilAvailableUs(readiness: PodReadiness, minReadySeconds: number, nowUs: number): number | undefined {
  if (!readiness.isReady || readiness.changedAtUs === undefined || minReadySeconds <= 0) return undefined;
  const waitUs = availableAtUs(readiness.changedAtUs, minReadySeconds) - nowUs;
  return waitUs > 0 ? waitUs : undefined;
}

function availableAtUs(readyAtUs: number, minReadySeconds: number): number {
  return readyAtUs + minReadySeconds * MICROSECONDS_PER_SECOND;
}

/** How long until the next of these pods becomes available; undefined if none will by waiting. */
export function untilNextAvailableUs(
  pods: Iterable<PodReadiness>,
  minReadySeconds: number,
  nowUs: number,
): number | undefined {
  let shortestUs: number | undefined;
  for (const pod of pods) {
    const waitUs = untilAvailableUs(pod, minReadySeconds, nowUs);
    if (waitUs !== undefined && (shortestUs === undefined || waitUs < shortestUs)) shortestUs = waitUs;
  }
  return shortestUs;
}
