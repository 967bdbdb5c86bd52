// Best fit: the node on which the least is left over.
// Source: R. Panigrahy et al., Heuristics for Vector Bin Packing, 2011 (norm-based greedy, L1).

import type { PluginDefinition } from "../framework/plugin.ts";
import { leftOver } from "./left-over.ts";
import { keepBestAlone, scoredAmongCandidates } from "./node-score.ts";

export const bestFit: PluginDefinition = {
  name: "BestFit",
  source: "Panigrahy et al., Heuristics for Vector Bin Packing, 2011",
  points: ["score"],
  create: (_args, { cluster }) =>
    scoredAmongCandidates((podClass, node) => -leftOver(cluster, podClass, node), keepBestAlone),
};
