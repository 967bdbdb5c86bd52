// What it would take: the fewest changes after which a pod fits somewhere. All filters are asked about all nodes; the nodes on
// which least is wrong are tried on a copy of the cluster, filter by filter, and what does not hold there is not told.

import type { ClusterState } from "../../../cluster/cluster-state.ts";

import type { SchedulerConfiguration } from "../../../scheduling/framework/configuration.ts";
import { LiveNode } from "../../../scheduling/framework/node-view.ts";
import type { ProfileRuntime } from "../../../scheduling/framework/profile-runtime.ts";
import { isRejected, type PluginStatus } from "../../../scheduling/framework/status.ts";

import type { Remedy } from "../explanation.ts";
import { NodeCheck } from "../node-check.ts";
import type { SeenDecision } from "../pod-watch.ts";
import { clearNode, freePorts, makeRoom, partEnemies, thinOut } from "./away-rules.ts";
import { label, tolerate, uncordon } from "./node-rules.ts";
import { allowSkew, bringCompanion } from "./pod-rules.ts";
import { askForLess, enlargeNode } from "./room-rules.ts";
import type { RemedyRule } from "./step.ts";
import { Sandbox, type Trial } from "./trial.ts";

/** Which ways there are to satisfy a filter; the order in which filters are seen to is that of the list. */
const RULES: readonly (readonly [plugin: string, rules: readonly RemedyRule[]])[] = [
  ["NodeUnschedulable", [uncordon]],
  ["TaintToleration", [tolerate]],
  ["NodeAffinity", [label]],
  ["NodePorts", [freePorts]],
  ["InterPodAffinity", [partEnemies, bringCompanion]],
  ["PodTopologySpread", [allowSkew, thinOut]],
  ["VolumeRestrictions", [clearNode]],
  ["NodeVolumeLimits", [clearNode]],
  ["NodeResourcesFit", [enlargeNode, makeRoom, askForLess]],
];

/** Filters of other plugins, those of a user: perhaps some pods are in the way. */
const RULES_OF_OTHERS: readonly RemedyRule[] = [clearNode];

/** Filters that nothing here can satisfy. */
const HOPELESS: ReadonlySet<string> = new Set([
  "DynamicResources",
  "NodeDeclaredFeatures",
  "NodeName",
  "Open-Gpu-Share",
  "VolumeBinding",
  "VolumeZone",
]);

/** Remedies that are told. */
const MOST_TOLD = 3;
/** Nodes on which the same filters refuse: so many are tried. */
const MOST_OF_A_KIND = 3;
/** Nodes that are tried at all. */
const MOST_TRIED = 24;

/** A node with what is wrong on it. */
interface Prospect {
  readonly node: number;
  /** Which filters refuse. */
  readonly kind: string;
  /** How many changes there may be, at least. */
  readonly changes: number;
  /** How much of the node's size is wanting: nodes with less to do come first. */
  readonly lack: number;
}

/** The remedies with the fewest changes, each of another sort than those before, as far as there are such. */
export function whatItTakes(
  seen: SeenDecision,
  runtime: ProfileRuntime,
  configuration: SchedulerConfiguration,
): readonly Remedy[] {
  const { cluster } = seen.placement;
  const check = new NodeCheck(runtime, seen.pod);
  if (check.folded.end.kind !== "go-on") return [];
  const prospects = bestProspects(cluster, check);
  if (prospects.length === 0) return [];
  const sandbox = new Sandbox(seen.placement, configuration, seen.pod);
  const trials = prospects.flatMap(({ node }) => solved(sandbox, sandbox.begin(node), new Set()));
  return pick(trials).map(({ node, changes }) => ({ node: cluster.nodes.record(node).name, changes }));
}

function bestProspects(cluster: ClusterState, check: NodeCheck): readonly Prospect[] {
  const byKind = new Map<string, Prospect[]>();
  for (const node of cluster.nodeOrder) {
    const view = new LiveNode(cluster, node);
    const refusals = check.refusals(view);
    if (refusals.length === 0 || refusals.some(isHopeless)) continue;
    const kind = refusals.map(({ plugin, reasons }) => `${plugin}:${reasons.length}`).join();
    const changes = refusals.reduce((sum, refusal) => sum + changesFor(refusal), 0);
    const prospects = byKind.get(kind) ?? [];
    byKind.set(kind, prospects);
    keepBest(prospects, { node, kind, changes, lack: lackOf(view, check) });
  }
  return [...byKind.values()]
    .flat()
    .toSorted((left, right) => left.changes - right.changes || left.lack - right.lack)
    .slice(0, MOST_TRIED);
}

function changesFor({ plugin, reasons }: PluginStatus): number {
  return plugin === "NodeResourcesFit" ? reasons.length : 1;
}

function keepBest(prospects: Prospect[], prospect: Prospect): void {
  if (prospects.length === MOST_OF_A_KIND && prospects.at(-1)!.lack <= prospect.lack) return;
  prospects.push(prospect);
  prospects.sort((left, right) => left.lack - right.lack);
  if (prospects.length > MOST_OF_A_KIND) prospects.pop();
}

/** Shares of the resources' amounts that are wanting, summed up. */
function lackOf(node: LiveNode, { pod: { podClass } }: NodeCheck): number {
  const { indices, amounts } = podClass.requestVector;
  let lack = 0;
  for (let entry = 0; entry < indices.length; entry += 1) {
    const free = node.allocatable(indices[entry]!) - node.requested(indices[entry]!);
    lack += Math.max(0, (amounts[entry]! - free) / amounts[entry]!);
  }
  return lack;
}

function isHopeless(refusal: PluginStatus): boolean {
  return !isRejected(refusal) || HOPELESS.has(refusal.plugin);
}

/** Filters are seen to in the order of their rules, those without rules of their own last. */
function rankOf({ plugin }: PluginStatus): number {
  const rank = RULES.findIndex(([name]) => name === plugin);
  return rank === -1 ? RULES.length : rank;
}

/** Every way to go on from the trial until no filter refuses; a filter that refuses again after its remedy is given up. */
function solved(sandbox: Sandbox, trial: Trial, done: ReadonlySet<string>): readonly Trial[] {
  const { refusals, fits } = sandbox.within(trial, (cycle) => ({ refusals: cycle.refusals(), fits: cycle.fits() }));
  const [refusal] = refusals.toSorted((left, right) => rankOf(left) - rankOf(right));
  if (refusal === undefined) return fits && trial.changes.length > 0 ? [trial] : [];
  if (refusals.some((status) => isHopeless(status) || done.has(status.plugin))) return [];
  const next = new Set([...done, refusal.plugin]);
  const rules = RULES[rankOf(refusal)]?.[1] ?? RULES_OF_OTHERS;
  return rules.flatMap((rule) => rule({ sandbox, trial, refusal }).flatMap((way) => solved(sandbox, way, next)));
}

/** The shortest of each sort first. */
function pick(trials: readonly Trial[]): readonly Trial[] {
  const sorted = trials.toSorted((left, right) => left.changes.length - right.changes.length);
  const sorts = new Map<string, Trial>();
  for (const trial of sorted) {
    const sort = [...new Set(trial.changes.map(({ kind }) => kind))].toSorted().join();
    if (!sorts.has(sort)) sorts.set(sort, trial);
  }
  const first = [...sorts.values()];
  const rest = sorted.filter((trial) => !first.includes(trial));
  return [...first, ...rest].slice(0, MOST_TOLD).toSorted((left, right) => left.changes.length - right.changes.length);
}
