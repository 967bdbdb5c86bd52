// TaintToleration: NoSchedule and NoExecute taints keep pods away, PreferNoSchedule ones make nodes less liked.
// Imitates plugins/tainttoleration/taint_toleration.go, v1.36 (1.33's text from v1.33).

import type { Taint } from "../../model/objects.ts";
import { countIntolerablePreferences, firstUntoleratedTaint } from "../../model/toleration.ts";

import { normalizeDescending } from "../framework/normalize-score.ts";
import { MAX_NODE_SCORE, type PluginDefinition } from "../framework/plugin.ts";
import { signedTolerations } from "../framework/pod-signers.ts";
import { SUCCESS, unresolvable, type Status } from "../framework/status.ts";

const REFUSAL = unresolvable("node(s) had untolerated taint(s)");

function refusal(taint: Taint, taintInMessage: boolean): Status {
  if (!taintInMessage) return REFUSAL;
  return unresolvable(`node(s) had untolerated taint {${taint.key}: ${taint.value ?? ""}}`);
}

export const taintToleration: PluginDefinition = {
  name: "TaintToleration",
  source: "plugins/tainttoleration/taint_toleration.go v1.36",
  points: ["filter", "preScore", "score"],
  create: (_args, { cluster }) => ({
    filter({ podClass }, node) {
      const taint = firstUntoleratedTaint(node.record.taints, podClass.tolerations);
      return taint === undefined ? SUCCESS : refusal(taint, cluster.behaviour.taintInMessage);
    },
    preScore: ({ podClass }) => ({ kind: "ready", state: podClass.preferenceTolerations }),
    score: ({ podClass }, node) => countIntolerablePreferences(node.record.taints, podClass.preferenceTolerations),
    scoreWithoutState: 'failed to read "PreScoreTaintToleration" from cycleState: not found',
    normalizeScore: normalizeDescending,
    sign: ({ tolerations }) => signedTolerations(tolerations),
    columnar: {
      ignoresPods: true,
      locality: "candidates",
      passesAll: () => cluster.nodes.hardTaints === 0,
      filter({ tolerations }, nodes, count, reject) {
        if (cluster.nodes.hardTaints === 0) return count;
        const { tainted } = cluster.nodes;
        let kept = 0;
        for (let index = 0; index < count; index += 1) {
          const node = nodes[index]!;
          const isKept =
            tainted[node] === 0 || firstUntoleratedTaint(cluster.nodes.record(node).taints, tolerations) === undefined;
          if (isKept) nodes[kept++] = node;
          else reject(node);
        }
        return kept;
      },
      score({ preferenceTolerations }, nodes, count, scores) {
        for (let index = 0; index < count; index += 1) {
          const { taints } = cluster.nodes.record(nodes[index]!);
          scores[index] = taints.length === 0 ? 0 : countIntolerablePreferences(taints, preferenceTolerations);
        }
      },
      uniformScore: () => (cluster.nodes.preferNoScheduleTaints === 0 ? MAX_NODE_SCORE : undefined),
    },
  }),
};
