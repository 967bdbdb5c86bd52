// Scores of extenders, from 0 to 10 each, on top of those of the plugins. One that fails gives none.
// Imitates pkg/scheduler/schedule_one.go (prioritizeNodes) and pkg/scheduler/extender.go (Prioritize), v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import { isInterested, type Extender } from "../framework/extender.ts";
import { MAX_NODE_SCORE, type CyclePod } from "../framework/plugin.ts";
import { fieldOf, nodeArguments } from "./wire.ts";

const MAX_EXTENDER_PRIORITY = 10;

/** Adds to the totals of `nodes`, in place. */
export function addExtenderScores(
  extenders: readonly Extender[],
  cluster: ClusterState,
  pod: CyclePod,
  nodes: readonly number[],
  totals: Float64Array,
): void {
  const rows = new Map(nodes.map((node, index) => [cluster.nodes.record(node).name, index]));
  for (const extender of extenders) {
    if (extender.prioritizeVerb === "" || !isInterested(extender, pod.podClass.pod)) continue;
    const answer = extender.send(extender.prioritizeVerb, nodeArguments(extender, cluster, pod, nodes));
    if (answer.kind === "failed") continue;
    for (const [host, score] of prioritiesIn(answer.body)) {
      const row = rows.get(host);
      if (row === undefined) continue;
      totals[row] = totals[row]! + score * extender.weight * (MAX_NODE_SCORE / MAX_EXTENDER_PRIORITY);
    }
  }
}

/** Nothing where the answer is no list of hosts and whole scores: it cannot be read then. */
function prioritiesIn(body: unknown): readonly (readonly [host: string, score: number])[] {
  if (!Array.isArray(body)) return [];
  const pairs = body.map((item): readonly [unknown, unknown] => [fieldOf(item, "Host"), fieldOf(item, "Score") ?? 0]);
  const readable = pairs.every(([host, score]) => typeof host === "string" && Number.isSafeInteger(score));
  return readable ? (pairs as [string, number][]) : [];
}
