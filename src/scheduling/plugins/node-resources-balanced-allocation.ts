// NodeResourcesBalancedAllocation: nodes whose resources fill evenly are liked better.
// Imitates plugins/noderesources/balanced_allocation.go, v1.36 (scores the change of balance) and v1.35 (the balance).
// Sums and roundings stand in the source's order: the last bits decide (0.6 and 0.8 give 89, not 90).

import type { SchedulingClass } from "../../cluster/class-table.ts";
import { FIRST_RESOURCE } from "../../cluster/node-table.ts";

import type { NodeResourcesBalancedAllocationArgs } from "../configuration/argument-types.ts";
import { dividedInt } from "../framework/integer.ts";
import type { NodeView } from "../framework/node-view.ts";
import { MAX_NODE_SCORE, type PluginDefinition } from "../framework/plugin.ts";
import { signedRequests } from "../framework/pod-signers.ts";
import { isCpuAndMemory, scoreBalance } from "./cpu-memory-kernels.ts";
import {
  amountOf,
  CPU_AND_MEMORY,
  scoredResources,
  type ScoredResource,
  type WeightedResource,
} from "./resource-allocation.ts";

function readResources(args: unknown): readonly WeightedResource[] {
  const { resources = [] } = (args ?? {}) as NodeResourcesBalancedAllocationArgs;
  return resources.length === 0 ? CPU_AND_MEMORY : resources.map(({ name = "" }) => ({ name, weight: 1 }));
}

/** 100 for even fractions of the first `count` entries, less the further they stand apart. */
function balance(fractions: Float64Array, count: number): number {
  return Math.trunc((1 - standardDeviation(fractions, count)) * MAX_NODE_SCORE);
}

function standardDeviation(fractions: Float64Array, count: number): number {
  if (count === 2) return Math.abs((fractions[0]! - fractions[1]!) / 2);
  if (count < 2) return 0;
  let total = 0;
  for (let index = 0; index < count; index += 1) total += fractions[index]!;
  const mean = total / count;
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += (fractions[index]! - mean) * (fractions[index]! - mean);
  return Math.sqrt(sum / count);
}

/** Scores nodes one by one; keeps its two small columns, so that a score allocates nothing. */
class BalanceScorer {
  readonly #change: boolean;
  readonly #before: Float64Array;
  readonly #after: Float64Array;
  #count = 0;

  constructor(resources: number, change: boolean) {
    this.#change = change;
    this.#before = new Float64Array(resources);
    this.#after = new Float64Array(resources);
  }

  begin(): void {
    this.#count = 0;
  }

  /** Adds one resource of the node: what it can allocate, what is requested, what the pod would add. */
  add(scalar: boolean, capacity: number, requested: number, own: number): void {
    if (capacity === 0 || (scalar && own === 0)) return;
    this.#before[this.#count] = Math.min(1, requested / capacity);
    this.#after[this.#count] = Math.min(1, (requested + own) / capacity);
    this.#count += 1;
  }

  result(): number {
    const after = balance(this.#after, this.#count);
    return this.#change ? 50 + dividedInt(50 + after - balance(this.#before, this.#count), 2) : after;
  }
}

/** The plain form. */
function scoreOf(
  { placedRequests }: SchedulingClass,
  node: NodeView,
  resources: readonly ScoredResource[],
  scorer: BalanceScorer,
): number {
  scorer.begin();
  for (const { name, index, scalar } of resources) {
    scorer.add(scalar, node.allocatable(index), node.requested(index), amountOf(placedRequests, name));
  }
  return scorer.result();
}

function asksNothing(podClass: SchedulingClass, resources: readonly ScoredResource[]): boolean {
  return resources.every(({ name }) => amountOf(podClass.placedRequests, name) === 0);
}

export const nodeResourcesBalancedAllocation: PluginDefinition = {
  name: "NodeResourcesBalancedAllocation",
  source: "plugins/noderesources/balanced_allocation.go v1.36",
  points: ["preScore", "score"],
  create(args, { cluster }) {
    const resources = scoredResources(readResources(args), cluster.resources);
    const change = cluster.behaviour.balanceChange;
    const scorer = new BalanceScorer(resources.length, change);
    const byDefault = isCpuAndMemory(resources);
    const own = new Float64Array(resources.length);
    return {
      preScore: ({ podClass }) =>
        asksNothing(podClass, resources) ? { kind: "skip" } : { kind: "ready", state: undefined },
      score: ({ podClass }, node) =>
        asksNothing(podClass, resources) ? 0 : scoreOf(podClass, node, resources, scorer),
      sign: ({ requests }) => signedRequests(requests),
      columnar: {
        locality: "node",
        rowScore(podClass) {
          if (!byDefault || asksNothing(podClass, resources)) return undefined;
          const { cpuMilli, memoryBytes } = podClass.placedRequests;
          return { kind: "balance", cpuMilli, memoryBytes, change };
        },
        score(podClass, nodes, count, scores) {
          const { placedRequests } = podClass;
          const { rows, stride } = cluster.nodes;
          if (asksNothing(podClass, resources)) {
            scores.fill(0, 0, count);
            return;
          }
          if (byDefault) {
            const { cpuMilli, memoryBytes } = placedRequests;
            scoreBalance(rows, stride, nodes, count, cpuMilli, memoryBytes, change, scores);
            return;
          }
          for (let entry = 0; entry < own.length; entry += 1) {
            own[entry] = amountOf(placedRequests, resources[entry]!.name);
          }
          for (let position = 0; position < count; position += 1) {
            const base = nodes[position]! * stride + FIRST_RESOURCE;
            scorer.begin();
            for (let entry = 0; entry < own.length; entry += 1) {
              const { index, scalar } = resources[entry]!;
              scorer.add(scalar, rows[base + 2 * index]!, rows[base + 2 * index + 1]!, own[entry]!);
            }
            scores[position] = scorer.result();
          }
        },
      },
    };
  },
};
