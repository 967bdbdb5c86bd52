// What InterPodAffinity's score counts in one cycle: preferred terms of the pod and of all others, at the labels of their nodes.
// Imitates plugins/interpodaffinity/scoring.go, v1.36.

import { labelOf } from "../../model/label-selector.ts";
import type { Labels } from "../../model/objects.ts";
import type { AffinityTerm, PodAffinityTerms } from "../../model/pod-affinity-terms.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { LiveNode } from "../framework/node-view.ts";
import { MAX_NODE_SCORE, type CyclePod, type PreScoreOutcome } from "../framework/plugin.ts";
import { failure } from "../framework/status.ts";
import {
  foreignTermSelects,
  listedTermSelects,
  namespaceLabelsIn,
  withNamespaces,
} from "./inter-pod-affinity-terms.ts";

/** How the profile wants others' terms to count. */
export interface AffinityScoreArguments {
  /** What a required affinity term of another pod that means this one is worth; 0: nothing. */
  readonly hardPodAffinityWeight: number;
  readonly ignorePreferredTermsOfExistingPods: boolean;
}

/** Sums of weights by label key and value. */
export type TopologyScores = ReadonlyMap<string, ReadonlyMap<string, number>>;

type ChangingScores = Map<string, Map<string, number>>;

/** Sums up all pods of the cluster; skips if no term meets a pod. */
export function countForScore(
  cluster: ClusterState,
  { podClass }: CyclePod,
  args: AffinityScoreArguments,
): PreScoreOutcome<TopologyScores> {
  const { affinityTerms } = podClass;
  if (args.ignorePreferredTermsOfExistingPods && !hasPreferences(podClass)) return { kind: "skip" };
  const { problem } = affinityTerms;
  if (problem !== undefined) return { kind: "failed", status: failure(`failed to parse pod: ${problem}`) };
  const own = {
    affinity: withNamespaces(cluster, affinityTerms.preferredAffinity),
    antiAffinity: withNamespaces(cluster, affinityTerms.preferredAntiAffinity),
  };
  const namespaceLabels = namespaceLabelsIn(cluster, podClass.namespace);
  const scores: ChangingScores = new Map();
  for (const id of cluster.nodeOrder) {
    const node = new LiveNode(cluster, id);
    const { labels } = node.record;
    for (const { podClass: other } of node.pods()) {
      for (const term of own.affinity) if (listedTermSelects(term, other)) add(scores, term, labels, term.weight);
      for (const term of own.antiAffinity) if (listedTermSelects(term, other)) add(scores, term, labels, -term.weight);
      for (const [term, weight] of foreignPreferences(other.affinityTerms, args)) {
        if (foreignTermSelects(term, podClass, namespaceLabels)) add(scores, term, labels, weight);
      }
    }
  }
  return scores.size === 0 ? { kind: "skip" } : { kind: "ready", state: scores };
}

/** True if the pod itself would rather be near some pods, or far from them. Lists with a mistake in them count too. */
export function hasPreferences({ pod }: SchedulingClass): boolean {
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
  return [podAffinity, podAntiAffinity].some(
    (part) => (part?.preferredDuringSchedulingIgnoredDuringExecution ?? []).length > 0,
  );
}

/** What terms of an existing pod are worth for a pod that they mean. */
export function foreignPreferences(
  { requiredAffinity, preferredAffinity, preferredAntiAffinity }: PodAffinityTerms,
  { hardPodAffinityWeight }: AffinityScoreArguments,
): readonly (readonly [term: AffinityTerm, weight: number])[] {
  return [
    ...(hardPodAffinityWeight > 0 ? requiredAffinity.map((term) => [term, hardPodAffinityWeight] as const) : []),
    ...preferredAffinity.map((term) => [term, term.weight] as const),
    ...preferredAntiAffinity.map((term) => [term, -term.weight] as const),
  ];
}

function add(scores: ChangingScores, { topologyKey }: AffinityTerm, nodeLabels: Labels, weight: number): void {
  const value = labelOf(nodeLabels, topologyKey);
  if (value === undefined) return;
  let values = scores.get(topologyKey);
  if (values === undefined) scores.set(topologyKey, (values = new Map<string, number>()));
  values.set(value, (values.get(value) ?? 0) + weight);
}

/** The raw score of a node with these labels; may be negative. */
export function scoreOn(scores: TopologyScores, nodeLabels: Labels): number {
  let sum = 0;
  for (const [key, values] of scores) {
    const value = labelOf(nodeLabels, key);
    if (value !== undefined) sum += values.get(value) ?? 0;
  }
  return sum;
}

/** From the least raw score to the greatest as 0 to 100, cut off; all 0 if they are equal. Divides first, as the source does. */
export function normalizeBetween(scores: Float64Array): void {
  let least = Infinity;
  let greatest = -Infinity;
  for (let index = 0; index < scores.length; index += 1) {
    const score = scores[index]!;
    if (score > greatest) greatest = score;
    if (score < least) least = score;
  }
  const width = greatest - least;
  for (let index = 0; index < scores.length; index += 1) {
    scores[index] = width > 0 ? Math.trunc(MAX_NODE_SCORE * ((scores[index]! - least) / width)) : 0;
  }
}
