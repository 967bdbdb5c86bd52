// An explained decision as plain data: ids become names, refusals are counted by plugin, scores are listed with their weights.

import { inSeconds } from "../../base/time.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { Decision, PreFilterRefusal, SearchTrace } from "../../scheduling/framework/decision.ts";
import type { ProfileRuntime } from "../../scheduling/framework/profile-runtime.ts";
import { selectHost } from "../../scheduling/framework/select-host.ts";

import type {
  DecisionAnswer,
  DecisionOutcome,
  PluginRefusals,
  PluginScore,
  PreemptionAnswer,
  ScoredNode,
} from "./explanation.ts";
import type { SeenDecision } from "./pod-watch.ts";

/** The decision with the `top` best nodes, as the cluster stands in which it was taken. */
export function describeDecision(seen: SeenDecision, runtime: ProfileRuntime, top: number): DecisionAnswer {
  const { cluster } = seen.placement;
  const { decision, trace } = seen.explained;
  return {
    atSeconds: inSeconds(seen.at),
    outcome: outcomeOf(cluster, decision),
    search: {
      nodes: cluster.nodeOrder.length,
      visited: trace.visited,
      feasible: trace.feasible.length,
      startedAt: trace.start === undefined ? null : nameOf(cluster, cluster.nodeOrder[trace.start]!),
      nodeSet:
        trace.nodeSet === undefined ? null : { plugins: trace.nodeSet.plugins, nodes: trace.nodeSet.nodes.length },
    },
    refusals: refusalsOf(trace, decision, cluster.nodeOrder.length),
    top: topNodes(cluster, runtime, trace, decision, top),
    ties: trace.totals.length === 0 ? null : { nodes: countBest(trace.totals), rule: seen.plain.tieRule },
    preemption: preemptionOf(cluster, decision),
  };
}

function outcomeOf(cluster: ClusterState, decision: Decision): DecisionOutcome {
  switch (decision.kind) {
    case "scheduled":
      return { kind: "scheduled", node: nameOf(cluster, decision.node), path: decision.path };
    case "unschedulable":
      return { kind: "unschedulable", message: decision.message };
    case "error":
      return { kind: "error", message: decision.message };
    case "ignored":
      return { kind: "error", message: "no profile has the pod's schedulerName" };
  }
}

/** By plugin, the one that refused most nodes first. */
function refusalsOf({ refusals }: SearchTrace, decision: Decision, nodes: number): readonly PluginRefusals[] {
  const preFilter = decision.kind === "unschedulable" ? decision.preFilter : undefined;
  if (preFilter !== undefined) return [earlyRefusal(preFilter, nodes)];
  const plugins = new Map<string, { nodes: number; readonly reasons: Map<string, number> }>();
  for (const { plugin, reasons } of refusals.values()) {
    const counted = plugins.get(plugin) ?? { nodes: 0, reasons: new Map<string, number>() };
    counted.nodes += 1;
    for (const reason of reasons) counted.reasons.set(reason, (counted.reasons.get(reason) ?? 0) + 1);
    plugins.set(plugin, counted);
  }
  return [...plugins]
    .map(([plugin, counted]) => ({
      plugin,
      nodes: counted.nodes,
      reasons: [...counted.reasons]
        .map(([reason, count]) => ({ reason, nodes: count }))
        .toSorted((left, right) => right.nodes - left.nodes),
    }))
    .toSorted((left, right) => right.nodes - left.nodes);
}

function earlyRefusal({ plugin, message }: PreFilterRefusal, nodes: number): PluginRefusals {
  return { plugin, nodes, reasons: [{ reason: message, nodes }] };
}

function topNodes(
  cluster: ClusterState,
  runtime: ProfileRuntime,
  { feasible, scores, totals }: SearchTrace,
  decision: Decision,
  most: number,
): readonly ScoredNode[] {
  const winner = decision.kind === "scheduled" ? decision.node : undefined;
  const best = [...totals.keys()]
    .toSorted(
      (left, right) =>
        totals[right]! - totals[left]! ||
        Number(feasible[right] === winner) - Number(feasible[left] === winner) ||
        left - right,
    )
    .slice(0, most);
  return best.map((index) => ({
    node: nameOf(cluster, feasible[index]!),
    total: totals[index]!,
    scores: weightedScores(runtime, scores, index),
  }));
}

/** What each plugin gave the candidate with this index, in the order in which they score. */
export function weightedScores(
  runtime: ProfileRuntime,
  scores: ReadonlyMap<string, Float64Array>,
  index: number,
): readonly PluginScore[] {
  return runtime.score.flatMap(({ name, weight }) => {
    const column = scores.get(name);
    return column === undefined ? [] : [{ plugin: name, score: column[index]!, weight }];
  });
}

function countBest(totals: Float64Array): number {
  const best = totals[selectHost(totals, totals.length)]!;
  return totals.filter((total) => total === best).length;
}

/** What preemption came to; null where it was not asked. */
export function preemptionOf(cluster: ClusterState, decision: Decision): PreemptionAnswer | null {
  if (decision.kind !== "unschedulable" || decision.postFilter === undefined) return null;
  const { message, preemption } = decision.postFilter;
  const names = (pods: readonly number[]) => pods.map((pod) => cluster.keyOfPod(pod));
  return {
    message,
    node: preemption === undefined ? null : nameOf(cluster, preemption.node),
    victims: names(preemption?.victims ?? []),
    candidates: (preemption?.candidates ?? []).map(({ node, victims, pdbViolations }) => ({
      node: nameOf(cluster, node),
      victims: names(victims),
      pdbViolations,
    })),
  };
}

function nameOf(cluster: ClusterState, node: number): string {
  return cluster.nodes.record(node).name;
}
