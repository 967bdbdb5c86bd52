// PodTopologySpread: pods that belong together are spread over zones, hosts or whatever nodes are told apart by. Hard
// constraints filter, soft ones score; pods without any are spread by the profile's defaults.
// Imitates plugins/podtopologyspread/plugin.go, v1.36.

import type { PodTopologySpreadArgs } from "../configuration/argument-types.ts";
import { LiveNode, type NodeView } from "../framework/node-view.ts";
import type { PluginDefinition } from "../framework/plugin.ts";
import { failure } from "../framework/status.ts";
import {
  cloneSpread,
  countAfresh,
  filterSpread,
  shiftSpread,
  type SpreadFilterState,
} from "./pod-topology-spread-filter.ts";
import { hasOwnConstraints, spreadProblem, SpreadRulebook } from "./pod-topology-spread-rules.ts";
import {
  normalizeSpread,
  SCORE_NOT_PREPARED,
  scoreSpread,
  weighAfresh,
  type SpreadScoreState,
} from "./pod-topology-spread-score.ts";

export const podTopologySpread: PluginDefinition = {
  name: "PodTopologySpread",
  source: "plugins/podtopologyspread v1.36",
  points: ["preFilter", "filter", "preScore", "score"],
  create(args, { cluster }) {
    const rulebook = new SpreadRulebook(cluster.objects, (args ?? {}) as PodTopologySpreadArgs);
    const allNodes = (): readonly NodeView[] => Array.from(cluster.nodeOrder, (node) => new LiveNode(cluster, node));
    return {
      preFilter({ podClass }) {
        const { hard } = rulebook.rulesOf(podClass);
        if ("kind" in hard) {
          return { kind: "rejected", status: failure(spreadProblem(hard, podClass, "DoNotSchedule")) };
        }
        if (hard.length === 0) return { kind: "skip" };
        return { kind: "ready", state: countAfresh(hard, podClass, allNodes()) };
      },
      filter: (_pod, node, state) => filterSpread(node, state as SpreadFilterState | undefined),
      cloneState: (state) => cloneSpread(state as SpreadFilterState),
      addPod: (state, pod, other, node) => shiftSpread(state as SpreadFilterState, pod, other, node, 1),
      removePod: (state, pod, other, node) => shiftSpread(state as SpreadFilterState, pod, other, node, -1),
      preScore({ podClass }, candidates) {
        const { soft, requiresAllKeys } = rulebook.rulesOf(podClass);
        if ("kind" in soft) {
          return { kind: "failed", status: failure(spreadProblem(soft, podClass, "ScheduleAnyway")) };
        }
        if (soft.length === 0) return { kind: "skip" };
        return { kind: "ready", state: weighAfresh(soft, requiresAllKeys, podClass, candidates, allNodes()) };
      },
      score: (pod, node, state) => scoreSpread(pod, node, state as SpreadScoreState),
      scoreWithoutState: SCORE_NOT_PREPARED,
      normalizeScore: (scores, nodes, state) => normalizeSpread(scores, nodes, state as SpreadScoreState),
      // What other pods there are decides, so nothing of the pod alone can be compared.
      sign: (podClass) => (hasOwnConstraints(podClass) || rulebook.hasDefaults ? undefined : ""),
    };
  },
};
