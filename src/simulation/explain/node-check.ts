// All filters of a cycle asked about one node, one by one: kube-scheduler stops at the first that refuses, a person wants to
// know them all.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import { LiveNode, type NodeView } from "../../scheduling/framework/node-view.ts";
import type { CyclePod } from "../../scheduling/framework/plugin.ts";
import { foldPreFilter, type FoldedPreFilter } from "../../scheduling/framework/pre-filter.ts";
import type { ProfileRuntime } from "../../scheduling/framework/profile-runtime.ts";
import { scoreNodes } from "../../scheduling/framework/score-run.ts";
import { unresolvable, type PluginStatus } from "../../scheduling/framework/status.ts";

import { weightedScores } from "./describe-decision.ts";
import type { FilterVerdict, NodeAnswer, ScoredNode } from "./explanation.ts";
import type { SeenDecision } from "./pod-watch.ts";

/** The filters of one pod, ready to be asked about any node as the cluster stands. */
export class NodeCheck {
  readonly runtime: ProfileRuntime;
  readonly pod: CyclePod;
  readonly folded: FoldedPreFilter;

  constructor(runtime: ProfileRuntime, pod: CyclePod) {
    this.runtime = runtime;
    this.pod = pod;
    this.folded = foldPreFilter(runtime, pod);
  }

  /** The status of every plugin that refuses the node; the one that ended preFilter first, or the one that left the node out. */
  refusals(node: NodeView, states: ReadonlyMap<string, unknown> = this.folded.states): readonly PluginStatus[] {
    const { end, skipped } = this.folded;
    if (end.kind === "error") return [{ code: "Error", reasons: [end.message], plugin: "" }];
    if (end.kind === "refused") return [{ ...end.refusal, reasons: [end.refusal.message] }];
    const found = this.#leftOut(node);
    for (const { name, plugin } of this.runtime.filter) {
      if (skipped.has(name)) continue;
      const status = plugin.filter!(this.pod, node, states.get(name));
      if (status.code !== "Success") found.push({ ...status, plugin: name });
    }
    return found;
  }

  #leftOut({ record }: NodeView): PluginStatus[] {
    const { allowed, narrowing } = this.folded;
    if (allowed === undefined || allowed.has(record.name)) return [];
    const plugins = [...narrowing].toSorted();
    const reason = `node(s) didn't satisfy plugin(s) [${plugins.join(" ")}]`;
    return [{ ...unresolvable(reason), plugin: narrowing[0]! }];
  }
}

/** What is to be said of one node, beside a decision that was just taken. */
export function describeNode(seen: SeenDecision, runtime: ProfileRuntime, node: number): NodeAnswer {
  const { cluster } = seen.placement;
  const check = new NodeCheck(runtime, seen.pod);
  const refusals = check.refusals(new LiveNode(cluster, node));
  return {
    node: cluster.nodes.record(node).name,
    filters: verdictsOf(check, refusals),
    scored: scoredBeside(cluster, runtime, seen, node),
  };
}

function verdictsOf({ runtime, folded }: NodeCheck, refusals: readonly PluginStatus[]): readonly FilterVerdict[] {
  const early = refusals.filter(({ plugin }) => !runtime.filter.some(({ name }) => name === plugin));
  const told = [...early.map(verdictOf), ...runtime.filter.map(({ name }) => ofFilter(name, folded, refusals))];
  return folded.end.kind === "go-on" ? told : told.filter(({ verdict }) => verdict === "refuses");
}

function ofFilter(name: string, { skipped }: FoldedPreFilter, refusals: readonly PluginStatus[]): FilterVerdict {
  const refusal = refusals.find(({ plugin }) => plugin === name);
  if (refusal !== undefined) return verdictOf(refusal);
  return { plugin: name, verdict: skipped.has(name) ? "skipped" : "passes", reasons: [], unresolvable: false };
}

function verdictOf({ plugin, code, reasons }: PluginStatus): FilterVerdict {
  return { plugin, verdict: "refuses", reasons, unresolvable: code === "UnschedulableAndUnresolvable" };
}

/** What the node would score as one of the candidates, though it may be none; null where nothing can be scored. */
function scoredBeside(
  cluster: ClusterState,
  runtime: ProfileRuntime,
  { pod, explained }: SeenDecision,
  node: number,
): ScoredNode | null {
  const { feasible } = explained.trace;
  const candidates = feasible.includes(node) ? feasible : [...feasible, node];
  const scoring = scoreNodes(
    runtime,
    pod,
    candidates.map((candidate) => new LiveNode(cluster, candidate)),
  );
  if (scoring.kind === "error" || runtime.score.length === 0) return null;
  const index = candidates.indexOf(node);
  return {
    node: cluster.nodes.record(node).name,
    total: scoring.totals[index]!,
    scores: weightedScores(runtime, scoring.scores, index),
  };
}
