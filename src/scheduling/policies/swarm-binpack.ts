// Docker Swarm's strategy binpack: the fullest node by weight, of equal ones the one with the most pods.
// Imitates docker-archive/classicswarm (scheduler/strategy/binpack.go).

import type { PluginDefinition } from "../framework/plugin.ts";
import { keepBestAlone, scoredAmongCandidates } from "./node-score.ts";
import { swarmWeight } from "./swarm-weight.ts";

export const swarmBinpack: PluginDefinition = {
  name: "SwarmBinpack",
  source: "docker-archive/classicswarm, scheduler/strategy/binpack.go",
  points: ["score"],
  create: (_args, { cluster }) =>
    scoredAmongCandidates((podClass, node) => swarmWeight(cluster, podClass, node), keepBestAlone),
};
