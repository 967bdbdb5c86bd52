// Random: one of the nodes that fit, each equally likely.
// Imitates hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (pkg/simulator/plugin/random_score.go).

import { MAX_NODE_SCORE, type PluginDefinition } from "../framework/plugin.ts";
import { drawOf } from "../framework/pod-draw.ts";

export const randomScore: PluginDefinition = {
  name: "RandomScore",
  source: "hkust-adsl/kubernetes-scheduler-simulator 8f3d641, random_score.go",
  points: ["preScore", "score"],
  create: (_args, { cluster, run }) => {
    const drawn = (pod: Parameters<typeof drawOf>[2], count: number) =>
      Math.floor(drawOf(cluster, run.draws, pod, "node") * count);
    return {
      /** The node that was drawn. */
      preScore: (pod, nodes) => ({ kind: "ready", state: nodes[drawn(pod, nodes.length)]?.id }),
      score: (_pod, node, state) => (node.id === state ? MAX_NODE_SCORE : 0),
      incremental: {
        preScore: (pod, nodes, count) => ({ kind: "ready", state: nodes[drawn(pod, count)] }),
        score(_pod, nodes, count, state, scores) {
          for (let index = 0; index < count; index += 1) scores[index] = nodes[index] === state ? MAX_NODE_SCORE : 0;
        },
      },
    };
  },
};
