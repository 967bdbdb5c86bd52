// First fit: of the nodes that fit, the first in the scheduler's order of nodes, wherever the search began.
// Source: D. S. Johnson, Near-optimal Bin Packing Algorithms, 1973.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { PluginDefinition } from "../framework/plugin.ts";
import { keepBestAlone, scoredAmongCandidates, type NodeScore } from "./node-score.ts";

/** The order of nodes is an array of its own for each set of nodes: the ranks are worked out once for it. */
function rankedBy(cluster: ClusterState): NodeScore {
  let order: Int32Array | undefined;
  let ranks = new Int32Array(0);
  return (_podClass, node) => {
    const { nodeOrder } = cluster;
    if (order !== nodeOrder) {
      order = nodeOrder;
      ranks = new Int32Array(cluster.nodes.idLimit);
      for (const [rank, id] of nodeOrder.entries()) ranks[id] = rank;
    }
    return -ranks[node]!;
  };
}

export const firstFit: PluginDefinition = {
  name: "FirstFit",
  source: "Johnson, Near-optimal Bin Packing Algorithms, 1973",
  points: ["score"],
  create: (_args, { cluster }) => scoredAmongCandidates(rankedBy(cluster), keepBestAlone),
};
