// Worst fit: the node on which the most is left over.
// Source: D. S. Johnson, Near-optimal Bin Packing Algorithms, 1973 (worst fit), over several resources as BestFit.

import type { PluginDefinition } from "../framework/plugin.ts";
import { leftOver } from "./left-over.ts";
import { keepBestAlone, scoredAmongCandidates } from "./node-score.ts";

export const worstFit: PluginDefinition = {
  name: "WorstFit",
  source: "Johnson, Near-optimal Bin Packing Algorithms, 1973",
  points: ["score"],
  create: (_args, { cluster }) =>
    scoredAmongCandidates((podClass, node) => leftOver(cluster, podClass, node), keepBestAlone),
};
