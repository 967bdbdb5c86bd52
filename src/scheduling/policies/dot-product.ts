// Tetris' alignment: the node whose free resources point the same way as what the pod asks for. Every resource that the
// pod asks for counts as a part of what the node has.
// Source: R. Grandl et al., Multi-resource Packing for Cluster Schedulers, SIGCOMM 2014, section 3.2.

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { MAX_NODE_SCORE, type PluginDefinition } from "../framework/plugin.ts";
import { scoredByNode } from "./node-score.ts";

/** The mean over the asked resources, so that it stays within 0..100. */
function alignment({ nodes }: ClusterState, { requestVector }: SchedulingClass, node: number): number {
  const { indices, amounts } = requestVector;
  if (indices.length === 0) return 0;
  let sum = 0;
  for (let entry = 0; entry < indices.length; entry += 1) {
    const resource = indices[entry]!;
    const allocatable = nodes.allocatable(node, resource);
    if (allocatable === 0) continue;
    const left = allocatable - nodes.requested(node, resource);
    sum += (amounts[entry]! / allocatable) * (left / allocatable);
  }
  return Math.min(Math.max(Math.trunc((sum / indices.length) * MAX_NODE_SCORE), 0), MAX_NODE_SCORE);
}

export const dotProduct: PluginDefinition = {
  name: "DotProduct",
  source: "Grandl et al., Multi-resource Packing for Cluster Schedulers, SIGCOMM 2014",
  points: ["score"],
  create: (_args, { cluster }) => scoredByNode((podClass, node) => alignment(cluster, podClass, node)),
};
