// Marathon-like: Mesos offers machines in random order, and Marathon puts up to five instances on the first offer that is
// large enough before it takes the next. Pods that come one after another share a round of offers.
// Source: mesosphere/marathon, flag max_instances_per_offer (default 5); apache/mesos, random order of agents.

import { z } from "zod";

import { MAX_NODE_SCORE } from "../framework/plugin.ts";
import type { PolicyDefinition } from "./policy.ts";

const ARGS = z.strictObject({ instancesPerOffer: z.number().int().min(1).default(5) });

export const marathon: PolicyDefinition = {
  name: "Marathon",
  source: "mesosphere/marathon, offer matching with max_instances_per_offer",
  points: ["score"],
  argumentSchema: ARGS,
  create: (args, { run }) => {
    const { instancesPerOffer } = ARGS.parse(args ?? {});
    /** The node's place in the round of the pod, as a number in [0, 1). */
    const offerOf = (pod: number, node: number) =>
      run.draws.unit(node, Math.floor(Math.max(pod, 0) / instancesPerOffer));
    return {
      score: ({ id }, node) => offerOf(id, node.id),
      normalizeScore: firstOffer,
      incremental: {
        score({ id }, nodes, count, _state, scores) {
          for (let index = 0; index < count; index += 1) scores[index] = offerOf(id, nodes[index]!);
        },
      },
    };
  },
};

/** The highest draw is the first offer. */
function firstOffer(scores: Float64Array): void {
  const highest = scores.reduce((most, score) => Math.max(most, score), 0);
  for (let index = 0; index < scores.length; index += 1) {
    scores[index] = scores[index] === highest ? MAX_NODE_SCORE : 0;
  }
}
