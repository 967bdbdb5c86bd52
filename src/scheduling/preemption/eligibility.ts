// Whether a pod that fits nowhere may make others go.
// Imitates pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go (PodEligibleToPreemptOthers), v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { CyclePod, PostFilterDiagnosis } from "../framework/plugin.ts";
import { lowerPriorityPods } from "./select-victims.ts";

/** Why the pod may not preempt, or undefined if it may. */
export function reasonAgainst(
  cluster: ClusterState,
  { id, podClass }: CyclePod,
  { preemptible }: PostFilterDiagnosis,
): string | undefined {
  if (podClass.pod.spec.preemptionPolicy === "Never") return "not eligible due to preemptionPolicy=Never.";
  const node = cluster.nominatedNodeOf(id);
  // A node that no preemption can mend any more does not hold the pod back.
  if (node === undefined || !preemptible.includes(node)) return undefined;
  const areGoing = lowerPriorityPods(cluster, node, podClass.priority).some((pod) => cluster.pods.isPreempted(pod));
  return areGoing ? "not eligible due to a terminating pod on the nominated node." : undefined;
}
