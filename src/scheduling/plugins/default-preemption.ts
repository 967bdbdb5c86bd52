// DefaultPreemption, as far as it goes without victims: which refusals preemption could help with, and what it says
// when no pod of lower priority stands in the way. Evicting victims is not simulated yet: where there would be
// candidates, the text says so, and the readers name workloads whose priorities differ.
// Imitates plugins/defaultpreemption and framework/preemption/preemption.go, v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import { fitErrorText } from "../framework/fit-error.ts";
import type { PluginDefinition } from "../framework/plugin.ts";

const NOT_HELPFUL = "Preemption is not helpful for scheduling";
const NO_VICTIMS = "No preemption victims found for incoming pod";
const NOT_SIMULATED = "Preemption of lower-priority pods is not simulated";

function hasLowerPriorityPod(cluster: ClusterState, node: number, priority: number): boolean {
  if (cluster.classes.lowestPriority >= priority) return false;
  for (const pod of cluster.pods.onNode(node)) if (cluster.classOfPod(pod).priority < priority) return true;
  return false;
}

export const defaultPreemption: PluginDefinition = {
  name: "DefaultPreemption",
  source: "plugins/defaultpreemption/default_preemption.go v1.36 (without victims)",
  points: ["postFilter"],
  create: (_args, { cluster }) => ({
    postFilter({ podClass }, diagnosis) {
      if (podClass.pod.spec.preemptionPolicy === "Never") {
        return {
          code: "Unschedulable",
          message: "preemption: not eligible due to preemptionPolicy=Never.",
          nomination: { kind: "keep" },
        };
      }
      const counts = new Map<string, number>();
      const count = (reason: string, nodes: number) => {
        if (nodes > 0) counts.set(reason, (counts.get(reason) ?? 0) + nodes);
      };
      for (const node of diagnosis.preemptible) {
        count(hasLowerPriorityPod(cluster, node, podClass.priority) ? NOT_SIMULATED : NO_VICTIMS, 1);
      }
      count(NOT_HELPFUL, diagnosis.nodesTotal - diagnosis.preemptible.length);
      return {
        code: "Unschedulable",
        message: `preemption: ${fitErrorText(diagnosis.nodesTotal, counts)}`,
        nomination: { kind: "clear" },
      };
    },
  }),
};
