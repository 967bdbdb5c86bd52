// Ready and available, asked of pods as the API shows them.
// Imitates pkg/api/v1/pod/util.go and FindMinNextPodAvailabilityCheck of pkg/controller/controller_utils.go, v1.36.

import { isAvailable, untilAvailableUs, type PodReadiness } from "../../model/ranking/pod-readiness.ts";

import type { LivePod } from "../../cluster/live-pod.ts";

const NOT_READY: PodReadiness = Object.freeze({ isReady: false, changedAtUs: undefined });

export function readinessOfPod(pod: LivePod): PodReadiness {
  const ready = pod.condition("Ready");
  return ready?.status === "True" ? { isReady: true, changedAtUs: ready.sinceUs } : NOT_READY;
}

export function isPodReady(pod: LivePod): boolean {
  return pod.condition("Ready")?.status === "True";
}

/** Ready for `minReadySeconds`; whatever its phase. */
export function isPodAvailable(pod: LivePod, minReadySeconds: number, nowUs: number): boolean {
  if (minReadySeconds === 0) return isPodReady(pod);
  return isAvailable(readinessOfPod(pod), minReadySeconds, nowUs);
}

/** How long until the next of the pods becomes available by waiting; undefined if none will. */
export function untilNextPodAvailableUs(
  pods: readonly LivePod[],
  minReadySeconds: number,
  nowUs: number,
): number | undefined {
  let shortestUs: number | undefined;
  for (const pod of pods) {
    const waitUs = untilAvailableUs(readinessOfPod(pod), minReadySeconds, nowUs);
    if (waitUs !== undefined && (shortestUs === undefined || waitUs < shortestUs)) shortestUs = waitUs;
  }
  return shortestUs;
}
