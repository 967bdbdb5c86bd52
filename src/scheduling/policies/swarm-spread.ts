// Docker Swarm's strategy spread: the emptiest node by weight, of equal ones the one with the fewest pods.
// Imitates docker-archive/classicswarm (scheduler/strategy/spread.go).

import type { PluginDefinition } from "../framework/plugin.ts";
import { keepBestAlone, scoredAmongCandidates } from "./node-score.ts";
import { swarmWeight } from "./swarm-weight.ts";

export const swarmSpread: PluginDefinition = {
  name: "SwarmSpread",
  source: "docker-archive/classicswarm, scheduler/strategy/spread.go",
  points: ["score"],
  create: (_args, { cluster }) =>
    scoredAmongCandidates((podClass, node) => -swarmWeight(cluster, podClass, node), keepBestAlone),
};
