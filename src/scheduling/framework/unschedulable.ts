// The decision that no node takes a pod: reasons counted, PostFilter run, the event's text written.

import type { Decision, PreFilterRefusal } from "./decision.ts";
import type { DryRun } from "./dry-run.ts";
import { fitErrorText, NO_NODES_MESSAGE } from "./fit-error.ts";
import type { CyclePod } from "./plugin.ts";
import { runPostFilter } from "./post-filter.ts";
import type { ProfileRuntime } from "./profile-runtime.ts";
import type { PluginStatus } from "./status.ts";

/** Nodes that gave the same status. */
export interface RefusalGroup {
  readonly status: PluginStatus;
  readonly nodes: number;
}

interface CountedReason {
  readonly plugin: string;
  readonly reason: string;
  nodes: number;
}

/** There is no node at all: nothing is run. */
export function noNodesDecision(): Decision {
  return {
    kind: "unschedulable",
    evaluated: 0,
    plugins: [],
    reasons: [],
    message: NO_NODES_MESSAGE,
    preFilter: undefined,
    postFilter: undefined,
  };
}

/** PreFilter refused: every node counts as refused by that plugin. */
export function refusedEarlyDecision(
  runtime: ProfileRuntime,
  pod: CyclePod,
  refusal: PreFilterRefusal,
  order: Int32Array,
  dryRun: () => DryRun,
): Decision {
  const preemptible = refusal.code === "Unschedulable" ? [...order] : [];
  const postFilter = runPostFilter(runtime, pod, {
    nodesTotal: order.length,
    preemptible,
    preFilter: refusal,
    dryRun,
  });
  return {
    kind: "unschedulable",
    evaluated: 0,
    plugins: [refusal.plugin],
    reasons: [{ plugin: refusal.plugin, reason: refusal.message, nodes: order.length }],
    message: withPostFilter(fitErrorText(order.length, new Map(), refusal.message), postFilter?.message),
    preFilter: refusal,
    postFilter,
  };
}

/** What a search found that found no node. */
export interface FruitlessSearch {
  readonly groups: readonly RefusalGroup[];
  /** Nodes whose status is exactly Unschedulable. */
  readonly preemptible: readonly number[];
  /** Plugins whose node set kept the other nodes out. */
  readonly narrowing: readonly string[];
  /** The plugin that refused the node that was tried before the search, if one was. */
  readonly firstRefusedBy: string | undefined;
  /** Whoever else left nodes out. */
  readonly blamed: readonly string[];
  readonly nodesTotal: number;
  dryRun(): DryRun;
}

/** Every node looked at refused. */
export function noneFitsDecision(runtime: ProfileRuntime, pod: CyclePod, search: FruitlessSearch): Decision {
  const { groups, preemptible, narrowing, firstRefusedBy, blamed, nodesTotal } = search;
  const evaluated = groups.reduce((sum, { nodes }) => sum + nodes, 0);
  const reasons = countReasons(groups);
  const plugins = new Set([...groups.map(({ status }) => status.plugin), ...narrowing, ...blamed]);
  if (narrowing.length > 0 && evaluated < nodesTotal) {
    // The source adds that plugin to the very list that it prints here.
    const named = new Set(firstRefusedBy === undefined ? narrowing : [...narrowing, firstRefusedBy]);
    const reason = `node(s) didn't satisfy plugin(s) [${[...named].sort().join(" ")}]`;
    reasons.push({ plugin: narrowing[0]!, reason, nodes: nodesTotal - evaluated });
  }
  const postFilter = runPostFilter(runtime, pod, {
    nodesTotal,
    preemptible,
    preFilter: undefined,
    dryRun: () => search.dryRun(),
  });
  const counts = new Map<string, number>();
  for (const { reason, nodes } of reasons) counts.set(reason, (counts.get(reason) ?? 0) + nodes);
  return {
    kind: "unschedulable",
    evaluated,
    plugins: [...plugins],
    reasons,
    message: withPostFilter(fitErrorText(nodesTotal, counts), postFilter?.message),
    preFilter: undefined,
    postFilter,
  };
}

function countReasons(groups: readonly RefusalGroup[]): CountedReason[] {
  const counted = new Map<string, CountedReason>();
  for (const { status, nodes } of groups) {
    for (const reason of status.reasons) {
      const key = `${status.plugin}\n${reason}`;
      const known = counted.get(key);
      if (known === undefined) counted.set(key, { plugin: status.plugin, reason, nodes });
      else known.nodes += nodes;
    }
  }
  return [...counted.values()];
}

function withPostFilter(message: string, postFilter: string | undefined): string {
  return postFilter ? `${message} ${postFilter}` : message;
}
