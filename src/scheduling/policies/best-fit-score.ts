// Best fit over CPU and GPUs: the node on which the least is left over, both measured by the largest machine.
// Imitates hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (pkg/simulator/plugin/best_fit_score.go).

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { MAX_NODE_SCORE, type PluginDefinition } from "../framework/plugin.ts";
import { cpuMilliLeft, deviceMilliAsked, deviceMilliLeft, LARGEST_CPU_MILLI, LARGEST_GPU_MILLI } from "./node-room.ts";
import { scoredAmongCandidates, spreadOverRange } from "./node-score.ts";

function scoreOf(cluster: ClusterState, podClass: SchedulingClass, node: number): number {
  const cpuOver = cpuMilliLeft(cluster, node) - podClass.scoringRequests.cpuMilli;
  const gpuOver = deviceMilliLeft(cluster, node) - deviceMilliAsked(podClass);
  const leftOver = (cpuOver / LARGEST_CPU_MILLI) * 0.5 + (gpuOver / LARGEST_GPU_MILLI) * 0.5;
  return Math.trunc((1 - leftOver) * MAX_NODE_SCORE);
}

export const bestFitScore: PluginDefinition = {
  name: "BestFitScore",
  source: "hkust-adsl/kubernetes-scheduler-simulator 8f3d641, best_fit_score.go",
  points: ["score"],
  create: (_args, { cluster }) =>
    scoredAmongCandidates((podClass, node) => scoreOf(cluster, podClass, node), spreadOverRange),
};
