// Nodes that passed all filters go through the extenders, one after another; each may leave some out.
// Imitates pkg/scheduler/schedule_one.go (findNodesThatPassExtenders) and pkg/scheduler/extender.go (Filter), v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import { EXTENDER_NAME, isInterested, type Extender } from "../framework/extender.ts";
import type { CyclePod } from "../framework/plugin.ts";
import { unresolvable, unschedulable, type PluginStatus } from "../framework/status.ts";
import { fieldOf, nodeArguments, textPairsOf, textsOf } from "./wire.ts";

export type ExtenderFiltering =
  /** An extender failed that may not be ignored. */
  | { readonly kind: "error"; readonly message: string }
  | {
      readonly kind: "filtered";
      /** In the order in which the last extender named them. */
      readonly nodes: readonly number[];
      /** Of nodes that were refused with words. */
      readonly statuses: ReadonlyMap<number, PluginStatus>;
    };

/** What one extender says. */
interface Verdict {
  readonly nodes: readonly number[];
  readonly failed: readonly (readonly [node: string, reason: string])[];
  readonly failedForGood: readonly (readonly [node: string, reason: string])[];
}

/** Asks those that filter and that the pod concerns, until no node is left. */
export function filterByExtenders(
  extenders: readonly Extender[],
  cluster: ClusterState,
  pod: CyclePod,
  feasible: readonly number[],
): ExtenderFiltering {
  const statuses = new Map<number, PluginStatus>();
  let nodes = feasible;
  for (const extender of extenders) {
    if (nodes.length === 0) break;
    if (extender.filterVerb === "" || !isInterested(extender, pod.podClass.pod)) continue;
    const verdict = ask(extender, cluster, pod, nodes);
    if (typeof verdict === "string") {
      if (extender.ignorable) continue;
      return { kind: "error", message: verdict };
    }
    // Words that nothing can resolve count before others about the same node.
    note(verdict.failed, unschedulable, cluster, statuses);
    note(verdict.failedForGood, unresolvable, cluster, statuses);
    ({ nodes } = verdict);
  }
  return { kind: "filtered", nodes, statuses };
}

function note(
  failed: Verdict["failed"],
  statusOf: typeof unschedulable,
  cluster: ClusterState,
  statuses: Map<number, PluginStatus>,
): void {
  for (const [name, reason] of failed) {
    const node = cluster.nodes.find(name);
    if (node !== undefined) statuses.set(node, { ...statusOf(reason), plugin: EXTENDER_NAME });
  }
}

/** The verdict, or what is wrong with it. */
function ask(extender: Extender, cluster: ClusterState, pod: CyclePod, nodes: readonly number[]): Verdict | string {
  const answer = extender.send(extender.filterVerb, nodeArguments(extender, cluster, pod, nodes));
  if (answer.kind === "failed") return answer.error;
  const { body } = answer;
  const error = fieldOf(body, "Error");
  if (typeof error === "string" && error !== "") return error;
  const failed = textPairsOf(fieldOf(body, "FailedNodes"));
  const failedForGood = textPairsOf(fieldOf(body, "FailedAndUnresolvableNodes"));
  const names = namesIn(extender, body);
  if (failed === undefined || failedForGood === undefined || names === undefined) {
    return `extender "${extender.name}" gave an answer to ${extender.filterVerb} that is no ExtenderFilterResult`;
  }
  const byName = new Map(nodes.map((node) => [cluster.nodes.record(node).name, node]));
  const unknown = names.find((name) => !byName.has(name));
  if (unknown !== undefined) {
    return `extender "${extender.name}" claims a filtered node "${unknown}" which is not found in the input node list`;
  }
  return { nodes: names.map((name) => byName.get(name)!), failed, failedForGood };
}

/** Names of the nodes that it lets pass: none where it names none. */
function namesIn({ nodeCacheCapable }: Extender, body: unknown): readonly string[] | undefined {
  const names = fieldOf(body, "NodeNames");
  if (nodeCacheCapable && names !== undefined) return textsOf(names);
  const nodes = fieldOf(body, "Nodes");
  if (nodes === undefined) return [];
  const items = fieldOf(nodes, "items") ?? [];
  return Array.isArray(items) ? textsOf(items.map((item) => fieldOf(fieldOf(item, "metadata"), "name"))) : undefined;
}
