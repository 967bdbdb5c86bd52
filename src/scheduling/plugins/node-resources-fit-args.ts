// Arguments of NodeResourcesFit as the plugin uses them.
// Imitates pkg/scheduler/apis/config (types_pluginargs.go, v1/defaults.go), v1.36.

import type { NodeResourcesFitArgs } from "../configuration/argument-types.ts";
import { CPU_AND_MEMORY, type WeightedResource } from "./resource-allocation.ts";

export type StrategyName = "LeastAllocated" | "MostAllocated" | "RequestedToCapacityRatio";

export interface ShapePoint {
  readonly utilization: number;
  /** 0 to 10, as configured. */
  readonly score: number;
}

/** Arguments with defaults applied. */
export interface FitArguments {
  readonly strategy: StrategyName;
  readonly resources: readonly WeightedResource[];
  readonly shape: readonly ShapePoint[];
  readonly ignoredResources: ReadonlySet<string>;
  readonly ignoredGroups: ReadonlySet<string>;
}

/** Reads arguments that a configuration was judged by. */
export function readFitArguments(args: unknown): FitArguments {
  const { ignoredResources = [], ignoredResourceGroups = [], scoringStrategy } = (args ?? {}) as NodeResourcesFitArgs;
  const { type = "LeastAllocated", resources = [], requestedToCapacityRatio } = scoringStrategy ?? {};
  const shape = requestedToCapacityRatio?.shape ?? [];
  return {
    strategy: type as StrategyName,
    resources: resources.length === 0 ? CPU_AND_MEMORY : resources.map(weighted),
    shape: shape.map(({ utilization = 0, score = 0 }) => ({ utilization, score })),
    ignoredResources: new Set(ignoredResources),
    ignoredGroups: new Set(ignoredResourceGroups),
  };
}

function weighted({ name = "", weight = 0 }: Partial<WeightedResource>): WeightedResource {
  return { name, weight: weight || 1 };
}
