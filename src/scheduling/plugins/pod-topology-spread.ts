// PodTopologySpread: pods that belong together are spread over zones, hosts or whatever nodes are told apart by. Hard
// constraints filter, soft ones score; pods without any are spread by the profile's defaults.
// Imitates plugins/podtopologyspread/plugin.go, v1.36.

import type { SpreadConstraint } from "../../model/topology-spread.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";

import { LiveNode, type NodeView } from "../framework/node-view.ts";
import type {
  IncrementalForm,
  PluginDefinition,
  PluginHandle,
  PreFilterOutcome,
  PreScoreOutcome,
} from "../framework/plugin.ts";
import { failure } from "../framework/status.ts";
import { DefaultSpreadScores } from "./pod-topology-spread-default-scores.ts";
import {
  cloneSpread,
  countAfresh,
  FILTER_NOT_PREPARED,
  filterSpread,
  shiftSpread,
  type SpreadFilterState,
} from "./pod-topology-spread-filter.ts";
import { SpreadKeeper, type KeptHardSpread } from "./pod-topology-spread-kept.ts";
import { scoreKept, SpreadScorer, type KeptScoreState } from "./pod-topology-spread-kept-scores.ts";
import { hasOwnConstraints, spreadProblem, SpreadRulebook, type SpreadRules } from "./pod-topology-spread-rules.ts";
import {
  normalizeSpread,
  SCORE_NOT_PREPARED,
  scoreSpread,
  weighAfresh,
  type SpreadScoreState,
} from "./pod-topology-spread-score.ts";

type Constraints = readonly SpreadConstraint[];

/** What preFilter says, whichever way the pods are counted. */
function preFilterBy(
  podClass: SchedulingClass,
  { hard }: SpreadRules,
  count: (hard: Constraints) => SpreadFilterState,
): PreFilterOutcome<SpreadFilterState> {
  if ("kind" in hard) return { kind: "rejected", status: failure(spreadProblem(hard, podClass, "DoNotSchedule")) };
  return hard.length === 0 ? { kind: "skip" } : { kind: "ready", state: count(hard) };
}

function preScoreBy<State>(
  podClass: SchedulingClass,
  { soft }: SpreadRules,
  count: (soft: Constraints) => State,
): PreScoreOutcome<State> {
  if ("kind" in soft) return { kind: "failed", status: failure(spreadProblem(soft, podClass, "ScheduleAnyway")) };
  return soft.length === 0 ? { kind: "skip" } : { kind: "ready", state: count(soft) };
}

function isNone(constraints: SpreadRules["hard"]): boolean {
  return !("kind" in constraints) && constraints.length === 0;
}

function createIncremental(rulebook: SpreadRulebook, { cluster }: PluginHandle): IncrementalForm {
  const keeper = new SpreadKeeper(cluster);
  const scorer = new SpreadScorer();
  const defaults = new DefaultSpreadScores();
  return {
    concerns: (podClass) => hasOwnConstraints(podClass) || rulebook.hasDefaults,
    preFilter({ podClass }) {
      const rules = rulebook.rulesOf(podClass);
      return preFilterBy(podClass, rules, () => keeper.of(podClass, rules).hard);
    },
    bounds: (state) => (state as readonly KeptHardSpread[]).map(({ bounds }) => bounds),
    scoresNothing({ podClass }) {
      return isNone(rulebook.rulesOf(podClass).soft);
    },
    isQuiet(podClass) {
      const { hard, soft } = rulebook.rulesOf(podClass);
      return isNone(hard) && isNone(soft);
    },
    quietEdition: () => rulebook.edition,
    preScore({ podClass }, nodes, count) {
      const rules = rulebook.rulesOf(podClass);
      return preScoreBy(podClass, rules, () => scorer.prepare(keeper.of(podClass, rules), nodes, count));
    },
    score: (_pod, nodes, count, state, scores) => scoreKept(state as KeptScoreState, nodes, count, scores),
    addScores: (_pod, nodes, count, state, weight, totals) =>
      defaults.add(state as KeptScoreState, nodes, count, weight, totals),
  };
}

export const podTopologySpread: PluginDefinition = {
  name: "PodTopologySpread",
  source: "plugins/podtopologyspread/plugin.go v1.36",
  points: ["preFilter", "filter", "preScore", "score"],
  create(args, handle) {
    const { cluster } = handle;
    const rulebook = new SpreadRulebook(cluster.objects, args ?? {});
    const allNodes = (): readonly NodeView[] => Array.from(cluster.nodeOrder, (node) => new LiveNode(cluster, node));
    return {
      preFilter: ({ podClass }) =>
        preFilterBy(podClass, rulebook.rulesOf(podClass), (hard) => countAfresh(hard, podClass, allNodes())),
      filter: (_pod, node, state) => filterSpread(node, state as SpreadFilterState),
      filterWithoutState: FILTER_NOT_PREPARED,
      cloneState: (state) => cloneSpread(state as SpreadFilterState),
      addPod: (state, pod, other, node) => shiftSpread(state as SpreadFilterState, pod, other, node, 1),
      removePod: (state, pod, other, node) => shiftSpread(state as SpreadFilterState, pod, other, node, -1),
      preScore({ podClass }, candidates) {
        const rules = rulebook.rulesOf(podClass);
        return preScoreBy(podClass, rules, (soft) =>
          weighAfresh(soft, rules.requiresAllKeys, podClass, candidates, allNodes()),
        );
      },
      score: (_pod, node, state) => scoreSpread(node, state as SpreadScoreState),
      scoreWithoutState: SCORE_NOT_PREPARED,
      normalizeScore: (scores, nodes, state) => normalizeSpread(scores, nodes, state as SpreadScoreState),
      // Where the pod goes hangs on others, and nothing of the pod alone can be compared.
      sign: (podClass) => (hasOwnConstraints(podClass) || rulebook.hasDefaults ? undefined : ""),
      incremental: createIncremental(rulebook, handle),
    };
  },
};
