// Plugins of a test's own, and profiles that run them: what the framework does with answers that no real plugin gives.

import type { ClusterState } from "../../src/cluster/cluster-state.ts";
import {
  EXTENSION_POINTS,
  type ExtensionPoint,
  type SchedulerProfile,
} from "../../src/scheduling/framework/configuration.ts";
import type { ColumnarForm, PluginDefinition, SchedulerPlugin } from "../../src/scheduling/framework/plugin.ts";
import { createProfileRuntime, type ProfileRuntime } from "../../src/scheduling/framework/profile-runtime.ts";
import { SUCCESS, unschedulable } from "../../src/scheduling/framework/status.ts";
import { SmallCluster } from "./small-cluster.ts";

/** Plugins by name, in the order in which they run. */
export type MadeUpPlugins = Readonly<Record<string, SchedulerPlugin>>;

/** Each plugin registered at the points that it answers. */
export function definitionsOf(plugins: MadeUpPlugins): readonly PluginDefinition[] {
  return Object.entries(plugins).map(([name, plugin]) => ({
    name,
    source: "this test",
    points: EXTENSION_POINTS.filter((point) => plugin[point] !== undefined),
    // Batching needs every plugin to sign.
    create: () => ({ sign: () => "", ...plugin }),
  }));
}

/** A profile that runs the plugins at all their points; a weight that is not given is 1. */
export function profileOf(
  plugins: MadeUpPlugins,
  weights: Readonly<Record<string, number>> = {},
  schedulerName = "default-scheduler",
): SchedulerProfile {
  const names = Object.keys(plugins);
  const at = (point: ExtensionPoint): readonly string[] => names.filter((name) => plugins[name]![point] !== undefined);
  return {
    schedulerName,
    percentageOfNodesToScore: null,
    plugins: Object.fromEntries(EXTENSION_POINTS.map((point) => [point, at(point)])) as Record<
      ExtensionPoint,
      readonly string[]
    >,
    weights: Object.fromEntries(at("score").map((name) => [name, weights[name] ?? 1])),
    args: {},
  };
}

/** The plugins in force. */
export function runtimeOf(
  plugins: MadeUpPlugins,
  weights: Readonly<Record<string, number>> = {},
  cluster = new SmallCluster([]),
): ProfileRuntime {
  return createProfileRuntime(profileOf(plugins, weights), definitionsOf(plugins), cluster);
}

/** A columnar filter that asks node by node. */
export function filteringBy(passes: (node: number) => boolean): NonNullable<ColumnarForm["filter"]> {
  return (_podClass, nodes, count, reject) => {
    let kept = 0;
    for (const node of nodes.slice(0, count)) {
      if (passes(node)) nodes[kept++] = node;
      else reject(node);
    }
    return kept;
  };
}

/** A columnar score that asks node by node. */
export function scoringBy(score: (node: number) => number): NonNullable<ColumnarForm["score"]> {
  return (_podClass, nodes, count, scores) => {
    for (let index = 0; index < count; index += 1) scores[index] = score(nodes[index]!);
  };
}

/** A filter that says the same in both forms. */
export function filterPlugin(reason: string, passes: (node: number) => boolean): SchedulerPlugin {
  return {
    filter: (_pod, { id }) => (passes(id) ? SUCCESS : unschedulable(reason)),
    columnar: { filter: filteringBy(passes) },
  };
}

/** A score of the node alone that says the same in both forms. */
export function scorePlugin(score: (node: number) => number): SchedulerPlugin {
  return {
    score: (_pod, { id }) => score(id),
    columnar: { score: scoringBy(score), locality: "node" },
  };
}

/** How many pods the counting plugin puts up with on a node. */
export const COUNTING_LIMIT = 2;

/** Pods by node. */
type Counts = Map<number, number>;

/** A filter that looks at nothing but what preFilter counted, and is told of pods that come and go. */
export function countingPlugin(cluster: ClusterState): SchedulerPlugin<Counts> {
  const tell = (counts: Counts, node: number, change: number) => {
    counts.set(node, (counts.get(node) ?? 0) + change);
    return SUCCESS;
  };
  return {
    preFilter: () => ({
      kind: "ready",
      state: new Map([...cluster.nodeOrder].map((node) => [node, cluster.nodes.podCount(node)])),
    }),
    cloneState: (counts) => new Map(counts),
    addPod: (counts, _pod, _other, { id }) => tell(counts, id, 1),
    removePod: (counts, _pod, _other, { id }) => tell(counts, id, -1),
    filter: (_pod, { id }, counts) =>
      counts !== undefined && counts.get(id)! > COUNTING_LIMIT ? unschedulable("crowded") : SUCCESS,
  };
}
