// How a pod's object says that it is being deleted to make room for another pod.
// Imitates pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go (podTerminatingByPreemption), v1.36.

import type { Pod } from "./objects.ts";

/** True if the pod terminates because a scheduler preempted it; of several conditions of the type, the first counts. */
export function isPreemptedPod({ metadata, status }: Pod): boolean {
  if (!metadata.deletionTimestamp) return false;
  const target = status?.conditions?.find(({ type }) => type === "DisruptionTarget");
  return target?.status === "True" && target.reason === "PreemptionByScheduler";
}
