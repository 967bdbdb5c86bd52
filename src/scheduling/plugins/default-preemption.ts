// DefaultPreemption: finds the node on which the least harm makes room for a pod that fits nowhere. It only decides; who
// carries it out is the scheduler component.
// Imitates plugins/defaultpreemption/default_preemption.go and framework/preemption/preemption.go, v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { DefaultPreemptionArgs } from "../configuration/argument-types.ts";
import { askAboutCandidates } from "../extenders/extender-preemption.ts";
import type { PostFilterOutcome, Preemption } from "../framework/decision.ts";
import { fitErrorText } from "../framework/fit-error.ts";
import type { CyclePod, PluginDefinition } from "../framework/plugin.ts";
import { DisruptionBudgets } from "../preemption/disruption-budgets.ts";
import { reasonAgainst } from "../preemption/eligibility.ts";
import { findCandidates, type CandidateLimits, type FoundCandidates } from "../preemption/find-candidates.ts";
import { priorityOf } from "../preemption/importance.ts";
import { pickCandidates } from "../preemption/pick-candidates.ts";
import type { Candidate } from "../preemption/select-victims.ts";

const NOT_HELPFUL = "Preemption is not helpful for scheduling";

export const defaultPreemption: PluginDefinition = {
  name: "DefaultPreemption",
  source: "plugins/defaultpreemption/default_preemption.go v1.36",
  points: ["postFilter"],
  create: (args, { cluster, extenders = [] }) => {
    const limits = readLimits(args);
    const budgets = new DisruptionBudgets(cluster);
    return {
      postFilter(pod, diagnosis) {
        const against = reasonAgainst(cluster, pod, diagnosis);
        if (against !== undefined) return refusal(against, "keep");
        const found = findCandidates(cluster, pod, diagnosis, limits, budgets.now());
        if (found.candidates.length > 0) {
          const left = askAboutCandidates(extenders, cluster, pod, found.candidates);
          if (left.kind === "error") return breakdown([left.message]);
          if (left.candidates.length > 0) return success(cluster, pod, left.candidates);
          return refusal("no candidate node for preemption", "keep");
        }
        if (found.failures.length > 0) return breakdown(found.failures);
        return refusal(fitErrorText(diagnosis.nodesTotal, reasonCounts(found, diagnosis.nodesTotal)), "clear");
      },
    };
  },
};

/** Arguments that a configuration was judged by. */
function readLimits(args: unknown): CandidateLimits {
  const { minCandidateNodesPercentage, minCandidateNodesAbsolute } = (args ?? {}) as DefaultPreemptionArgs;
  return { percentage: minCandidateNodesPercentage ?? 10, absolute: minCandidateNodesAbsolute ?? 100 };
}

function refusal(reason: string, nomination: "keep" | "clear"): PostFilterOutcome {
  return {
    code: "Unschedulable",
    message: `preemption: ${reason}`,
    nomination: { kind: nomination },
    triedPreemption: true,
  };
}

/** Failures count only where no candidate was found. */
function breakdown(failures: readonly string[]): PostFilterOutcome {
  const messages = [...new Set(failures)];
  const text = messages.length === 1 ? messages[0]! : `[${messages.join(", ")}]`;
  return { code: "Error", message: `preemption: ${text}`, nomination: { kind: "keep" }, triedPreemption: true };
}

/** Nodes that were not worth a try are told apart from those that were tried. */
function reasonCounts({ reasons, refused }: FoundCandidates, nodesTotal: number): ReadonlyMap<string, number> {
  if (refused === nodesTotal) return reasons;
  return new Map([...reasons, [NOT_HELPFUL, (reasons.get(NOT_HELPFUL) ?? 0) + nodesTotal - refused]]);
}

function success(cluster: ClusterState, pod: CyclePod, candidates: readonly Candidate[]): PostFilterOutcome {
  const tied = pickCandidates(cluster, candidates);
  const best = tied[0]!;
  const preemption: Preemption = {
    ...best,
    denominated: denominatedBy(cluster, pod, best),
    candidates,
    tied: tied.map(({ node }) => node),
  };
  const nomination = { kind: "set", node: best.node } as const;
  return { code: "Success", message: "", nomination, triedPreemption: true, preemption };
}

/** Pods of lower priority that wait for the node have to look for another. */
function denominatedBy(cluster: ClusterState, { podClass }: CyclePod, { node, victims }: Candidate): readonly PodId[] {
  const { behaviour, nominations, nodes, pods } = cluster;
  if (behaviour.sparesTerminatingVictims && victims.every((victim) => pods.isTerminating(victim))) return [];
  return nominations.onNode(nodes.record(node).name).filter((pod) => priorityOf(cluster, pod) < podClass.priority);
}
