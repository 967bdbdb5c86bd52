// NodeResourcesBalancedAllocation: nodes whose resources fill evenly are liked better.
// Imitates plugins/noderesources/balanced_allocation.go, v1.36 (scores the change of balance) and v1.35 (the balance).
// Sums and roundings stand in the source's order: the last bits decide (0.6 and 0.8 give 89, not 90).

import * as z from "zod";

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { NodeView } from "../framework/node-view.ts";
import { checkWith } from "../framework/check-arguments.ts";
import { dividedInt } from "../framework/integer.ts";
import { MAX_NODE_SCORE, type PluginDefinition } from "../framework/plugin.ts";
import { amountOf, scoredResources, type ScoredResource, type WeightedResource } from "./resource-allocation.ts";

const schema = z.looseObject({
  resources: z
    .array(z.looseObject({ name: z.string(), weight: z.int().min(0).max(1, "resource weight must be 1").optional() }))
    .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, "resource names must be unique")
    .optional(),
});

const DEFAULT_RESOURCES: readonly WeightedResource[] = [
  { name: "cpu", weight: 1 },
  { name: "memory", weight: 1 },
];

function readResources(args: unknown): readonly WeightedResource[] {
  const { resources = [] } = schema.parse(args ?? {});
  return resources.length === 0 ? DEFAULT_RESOURCES : resources.map(({ name }) => ({ name, weight: 1 }));
}

/** 100 for even fractions, less the further they stand apart. */
function balance(fractions: readonly number[]): number {
  return Math.trunc((1 - standardDeviation(fractions)) * MAX_NODE_SCORE);
}

function standardDeviation(fractions: readonly number[]): number {
  if (fractions.length === 2) return Math.abs((fractions[0]! - fractions[1]!) / 2);
  if (fractions.length < 2) return 0;
  let total = 0;
  for (const fraction of fractions) total += fraction;
  const mean = total / fractions.length;
  let sum = 0;
  for (const fraction of fractions) sum += (fraction - mean) * (fraction - mean);
  return Math.sqrt(sum / fractions.length);
}

/** How a node is read: rows or views give the same two numbers. */
type AmountReader = (resource: number) => number;

function scoreOf(
  podClass: SchedulingClass,
  resources: readonly ScoredResource[],
  allocatable: AmountReader,
  requested: AmountReader,
  change: boolean,
): number {
  const before: number[] = [];
  const after: number[] = [];
  for (const { name, index, scalar } of resources) {
    const own = amountOf(podClass.placedRequests, name);
    const capacity = allocatable(index);
    if (capacity === 0 || (scalar && own === 0)) continue;
    before.push(Math.min(1, requested(index) / capacity));
    after.push(Math.min(1, (requested(index) + own) / capacity));
  }
  if (!change) return balance(after);
  return 50 + dividedInt(50 + balance(after) - balance(before), 2);
}

function asksNothing(podClass: SchedulingClass, resources: readonly ScoredResource[]): boolean {
  return resources.every(({ name }) => amountOf(podClass.placedRequests, name) === 0);
}

export const nodeResourcesBalancedAllocation: PluginDefinition = {
  name: "NodeResourcesBalancedAllocation",
  source: "plugins/noderesources/balanced_allocation.go v1.36",
  points: ["preScore", "score"],
  check: checkWith(schema),
  create(args, { cluster }) {
    const resources = scoredResources(readResources(args), cluster.resources);
    const change = cluster.behaviour.balanceChange;
    const score = (podClass: SchedulingClass, node: NodeView) =>
      scoreOf(
        podClass,
        resources,
        (index) => node.allocatable(index),
        (index) => node.requested(index),
        change,
      );
    return {
      preScore: ({ podClass }) =>
        asksNothing(podClass, resources) ? { kind: "skip" } : { kind: "ready", state: undefined },
      score: ({ podClass }, node) => score(podClass, node),
      sign: ({ placedRequests }) => JSON.stringify(resources.map(({ name }) => amountOf(placedRequests, name))),
      columnar: {
        locality: "node",
        score(podClass, nodes, count, scores) {
          if (asksNothing(podClass, resources)) {
            scores.fill(0, 0, count);
            return;
          }
          const { nodes: table } = cluster;
          for (let index = 0; index < count; index += 1) {
            const node = nodes[index]!;
            scores[index] = scoreOf(
              podClass,
              resources,
              (resource) => table.allocatable(node, resource),
              (resource) => table.requested(node, resource),
              change,
            );
          }
        },
      },
    };
  },
};
