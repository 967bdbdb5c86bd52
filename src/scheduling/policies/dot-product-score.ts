// The dot product over CPU and GPUs, the other way round: the larger the product of what is free and what is asked, the
// lower the score. All GPUs of a node count as one (its authors' `merge`), by the largest machine (their `max`).
// Imitates hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (pkg/simulator/plugin/dot_product_score.go, pkg/utils,
// pkg/type/resource.go).

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { MAX_NODE_SCORE, type PluginDefinition } from "../framework/plugin.ts";
import { cpuMilliLeft, deviceMilliAsked, deviceMilliLeft, LARGEST_CPU_MILLI, LARGEST_GPU_MILLI } from "./node-room.ts";
import { scoredByNode } from "./node-score.ts";

const DIMENSIONS = 2;

function scoreOf(cluster: ClusterState, podClass: SchedulingClass, node: number): number {
  const cpuLeft = cpuMilliLeft(cluster, node);
  const { cpuMilli } = podClass.scoringRequests;
  if (cpuLeft < cpuMilli) return 0;
  const cpu = (cpuLeft / LARGEST_CPU_MILLI) * (cpuMilli / LARGEST_CPU_MILLI);
  const gpu = (deviceMilliLeft(cluster, node) / LARGEST_GPU_MILLI) * (deviceMilliAsked(podClass) / LARGEST_GPU_MILLI);
  // Machines larger than the largest may bring the product above 1.
  return Math.max(Math.trunc(MAX_NODE_SCORE * (1 - (cpu + gpu) / DIMENSIONS)), 0);
}

export const dotProductScore: PluginDefinition = {
  name: "DotProductScore",
  source: "hkust-adsl/kubernetes-scheduler-simulator 8f3d641, dot_product_score.go",
  points: ["score"],
  create: (_args, { cluster }) => scoredByNode((podClass, node) => scoreOf(cluster, podClass, node)),
};
