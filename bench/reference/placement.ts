// One scheduling attempt, node by node and plugin by plugin: what most simulators in JavaScript would do. All nodes from
// the rotating start until enough take the pod, one status object for each that does not, one score object for each
// plugin and node, a heap for the winner.
// Imitates pkg/scheduler/schedule_one.go, v1.36, with parallelism 1.

import { defaultPlugins } from "./default-plugins.ts";
import type { NodeObject, PodObject } from "./objects.ts";
import type { NodeScore, WeightedPlugin } from "./plugin.ts";

export type Decision =
  | { readonly kind: "scheduled"; readonly node: NodeObject; readonly evaluated: number }
  /** `plugins`: those that refused. */
  | { readonly kind: "unschedulable"; readonly plugins: ReadonlySet<string>; readonly evaluated: number }
  | { readonly kind: "error" };

interface Refusal {
  readonly plugin: string;
  readonly reasons: readonly string[];
}

interface Search {
  readonly feasible: readonly NodeObject[];
  readonly refusals: ReadonlyMap<NodeObject, Refusal>;
}

export class Placement {
  readonly #nodes: readonly NodeObject[];
  readonly #plugins: readonly WeightedPlugin[];
  #nextStart = 0;

  /** `nodes` in the order in which they came to be. `more`: plugins beside those that look at one node at a time. */
  constructor(nodes: readonly NodeObject[], more: readonly WeightedPlugin[] = []) {
    this.#nodes = inTurnsByZone(nodes);
    this.#plugins = [...defaultPlugins(nodes), ...more];
  }

  /** Decides for the cluster as it stands; `percentage` of nodes to score, 0 for adaptive. */
  decide(pod: PodObject, percentage: number): Decision {
    if (this.#nodes.length === 0) return { kind: "unschedulable", plugins: new Set(), evaluated: 0 };
    let candidates = this.#nodes;
    let start = this.#nextStart;
    const narrowing: string[] = [];
    for (const { plugin } of this.#plugins) {
      const answer = plugin.beforeFilter?.(pod) ?? { kind: "any-node" };
      if (answer.kind === "refused") return { kind: "unschedulable", plugins: new Set([plugin.name]), evaluated: 0 };
      if (answer.kind === "any-node") continue;
      candidates = candidates.filter(({ name }) => answer.names.has(name));
      start = 0;
      narrowing.push(plugin.name);
    }
    const { feasible, refusals } = this.#search(pod, candidates, start, nodesToFind(candidates.length, percentage));
    const evaluated = feasible.length + refusals.size;
    this.#nextStart = (this.#nextStart + evaluated) % this.#nodes.length;
    if (feasible.length === 0) {
      const plugins = new Set([...[...refusals.values()].map(({ plugin }) => plugin), ...narrowing]);
      return { kind: "unschedulable", plugins, evaluated };
    }
    if (feasible.length === 1) return { kind: "scheduled", node: feasible[0]!, evaluated };
    const totals = this.#score(pod, feasible);
    return totals === undefined ? { kind: "error" } : { kind: "scheduled", node: topOfHeap(totals), evaluated };
  }

  /** The node that shows that there are more than enough is dropped. */
  #search(pod: PodObject, candidates: readonly NodeObject[], start: number, enough: number): Search {
    const feasible: NodeObject[] = [];
    const refusals = new Map<NodeObject, Refusal>();
    for (let step = 0; step < candidates.length; step += 1) {
      const node = candidates[(start + step) % candidates.length]!;
      const refusal = this.#refusalOf(pod, node);
      if (refusal !== undefined) refusals.set(node, refusal);
      else if (feasible.length === enough) break;
      else feasible.push(node);
    }
    return { feasible, refusals };
  }

  #refusalOf(pod: PodObject, node: NodeObject): Refusal | undefined {
    for (const { plugin } of this.#plugins) {
      const reasons = plugin.filter?.(pod, node) ?? [];
      if (reasons.length > 0) return { plugin: plugin.name, reasons };
    }
    return undefined;
  }

  /** Weighted sums along `feasible`, or undefined if a plugin cannot score the pod. */
  #score(pod: PodObject, feasible: readonly NodeObject[]): readonly NodeScore[] | undefined {
    const scoring = this.#plugins.filter(({ plugin }) => plugin.score !== undefined);
    const answers = new Map(scoring.map(({ plugin }) => [plugin, plugin.beforeScore?.(pod, feasible) ?? "go-on"]));
    if ([...answers.values()].includes("error")) return undefined;
    const totals = feasible.map((node): NodeScore => ({ node, score: 0 }));
    for (const { plugin, weight } of scoring) {
      if (answers.get(plugin) === "skip") continue;
      const scores = feasible.map((node): NodeScore => ({ node, score: plugin.score!(pod, node) }));
      plugin.normalize?.(scores);
      for (const [index, { score }] of scores.entries()) totals[index]!.score += weight * score;
    }
    return totals;
  }
}

/** The first node of each zone, then the second of each, and so on; zones in order of their first node. */
function inTurnsByZone(nodes: readonly NodeObject[]): readonly NodeObject[] {
  const zones = new Map<string, NodeObject[]>();
  for (const node of nodes) {
    const zone = zones.get(node.zoneKey);
    if (zone === undefined) zones.set(node.zoneKey, [node]);
    else zone.push(node);
  }
  const order: NodeObject[] = [];
  for (let turn = 0; order.length < nodes.length; turn += 1) {
    for (const zone of zones.values()) if (turn < zone.length) order.push(zone[turn]!);
  }
  return order;
}

function nodesToFind(candidates: number, percentage: number): number {
  if (candidates < 100) return candidates;
  const adaptive = Math.max(5, 50 - Math.trunc(candidates / 125));
  return Math.max(100, Math.trunc((candidates * (percentage === 0 ? adaptive : percentage)) / 100));
}

/** The node that Go's container/heap has on top after Init. */
function topOfHeap(entries: readonly NodeScore[]): NodeObject {
  const heap = [...entries];
  for (let parent = Math.trunc(heap.length / 2) - 1; parent >= 0; parent -= 1) sinkInHeap(heap, parent);
  return heap[0]!.node;
}

function sinkInHeap(heap: NodeScore[], from: number): void {
  let parent = from;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= heap.length) return;
    if (child + 1 < heap.length && heap[child + 1]!.score > heap[child]!.score) child += 1;
    if (heap[child]!.score <= heap[parent]!.score) return;
    [heap[parent], heap[child]] = [heap[child]!, heap[parent]!];
    parent = child;
  }
}
