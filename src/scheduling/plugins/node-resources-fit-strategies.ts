// The three scoring strategies of NodeResourcesFit: how good is a node that would then be this full?
// Imitates plugins/noderesources/{least_allocated,most_allocated,requested_to_capacity_ratio}.go and
// plugins/helper/shape_score.go, v1.36.

import { dividedInt, percentOf } from "../framework/integer.ts";
import type { FitArguments, ShapePoint } from "./node-resources-fit-args.ts";

/** Score of one resource (0..100) of which `requested` of `capacity` would be taken; capacity is not 0. */
export type ResourceScorer = (requested: number, capacity: number) => number;

/** How the resources' scores become one: weighted integer mean, or the rounded mean of those above zero. */
export type ScoreMean = "of-all" | "of-positive";

export interface Strategy {
  readonly scorer: ResourceScorer;
  readonly mean: ScoreMean;
}

/** Shape scores are configured from 0 to 10 and count 0 to 100. */
const SHAPE_SCALE = 10;

export function strategyOf({ strategy, shape }: FitArguments): Strategy {
  switch (strategy) {
    case "LeastAllocated":
      return { scorer: leastAllocated, mean: "of-all" };
    case "MostAllocated":
      return { scorer: mostAllocated, mean: "of-all" };
    case "RequestedToCapacityRatio":
      return { scorer: requestedToCapacityRatio(shape), mean: "of-positive" };
  }
}

function leastAllocated(requested: number, capacity: number): number {
  return requested > capacity ? 0 : percentOf(capacity - requested, capacity);
}

function mostAllocated(requested: number, capacity: number): number {
  return percentOf(Math.min(requested, capacity), capacity);
}

function requestedToCapacityRatio(shape: readonly ShapePoint[]): ResourceScorer {
  return (requested, capacity) => brokenLine(shape, requested > capacity ? 100 : percentOf(requested, capacity));
}

/** The broken line through the shape's points, in integers that truncate toward zero on falling pieces too. */
function brokenLine(shape: readonly ShapePoint[], utilization: number): number {
  for (const [index, point] of shape.entries()) {
    if (utilization > point.utilization) continue;
    if (index === 0) return point.score * SHAPE_SCALE;
    const before = shape[index - 1]!;
    const rise = (point.score - before.score) * SHAPE_SCALE;
    const run = point.utilization - before.utilization;
    return before.score * SHAPE_SCALE + dividedInt(rise * (utilization - before.utilization), run);
  }
  return shape.at(-1)!.score * SHAPE_SCALE;
}
