// Arguments of NodeResourcesFit and their defaults.
// Imitates pkg/scheduler/apis/config (types_pluginargs.go, v1/defaults.go, validation), v1.36.

import * as z from "zod";

import { qualifiedNameProblems } from "../../model/qualified-name.ts";

import { argumentsOf, checkWith } from "../framework/check-arguments.ts";
import type { WeightedResource } from "./resource-allocation.ts";

export type StrategyName = "LeastAllocated" | "MostAllocated" | "RequestedToCapacityRatio";

export interface ShapePoint {
  readonly utilization: number;
  /** 0 to 10, as configured. */
  readonly score: number;
}

/** Arguments with defaults applied. */
export interface NodeResourcesFitArgs {
  readonly strategy: StrategyName;
  readonly resources: readonly WeightedResource[];
  readonly shape: readonly ShapePoint[];
  readonly ignoredResources: ReadonlySet<string>;
  readonly ignoredGroups: ReadonlySet<string>;
}

const DEFAULT_RESOURCES: readonly WeightedResource[] = [
  { name: "cpu", weight: 1 },
  { name: "memory", weight: 1 },
];

const resourceName = z.string().superRefine((name, context) => {
  for (const message of qualifiedNameProblems(name)) context.addIssue({ code: "custom", message });
});

const resourceSpec = z.strictObject({ name: resourceName, weight: z.int().min(0).max(100).optional() });

const shapePoint = z.strictObject({
  utilization: z.int().min(0).max(100).optional(),
  score: z.int().min(0).max(10).optional(),
});

/** The type has a default only where there is no strategy at all. */
const strategySchema = z.strictObject({
  type: z.enum(["LeastAllocated", "MostAllocated", "RequestedToCapacityRatio"]),
  resources: z.array(resourceSpec).optional(),
  requestedToCapacityRatio: z.strictObject({ shape: z.array(shapePoint).min(1) }).optional(),
});

const schema = argumentsOf("NodeResourcesFitArgs", {
  ignoredResources: z.array(resourceName).optional(),
  ignoredResourceGroups: z.array(z.string().refine((group) => !group.includes("/"), "must not contain '/'")).optional(),
  scoringStrategy: strategySchema
    .refine(
      ({ type, requestedToCapacityRatio }) =>
        type !== "RequestedToCapacityRatio" || requestedToCapacityRatio !== undefined,
      "RequestedToCapacityRatio needs requestedToCapacityRatio.shape",
    )
    .refine(({ requestedToCapacityRatio }) => ascends(requestedToCapacityRatio?.shape ?? []), {
      path: ["requestedToCapacityRatio", "shape"],
      message: "utilization values must be strictly increasing",
    })
    .optional(),
});

export const checkNodeResourcesFitArgs = checkWith(schema);

/** Reads arguments that have passed the check. */
export function readNodeResourcesFitArgs(args: unknown): NodeResourcesFitArgs {
  const { ignoredResources = [], ignoredResourceGroups = [], scoringStrategy } = schema.parse(args ?? {});
  const { resources = [], requestedToCapacityRatio } = scoringStrategy ?? {};
  return {
    strategy: scoringStrategy?.type ?? "LeastAllocated",
    resources:
      resources.length === 0 ? DEFAULT_RESOURCES : resources.map(({ name, weight }) => ({ name, weight: weight || 1 })),
    shape: (requestedToCapacityRatio?.shape ?? []).map(({ utilization = 0, score = 0 }) => ({ utilization, score })),
    ignoredResources: new Set(ignoredResources),
    ignoredGroups: new Set(ignoredResourceGroups),
  };
}

function ascends(shape: readonly { readonly utilization?: number | undefined }[]): boolean {
  return shape.every(({ utilization = 0 }, index) => index === 0 || utilization > (shape[index - 1]!.utilization ?? 0));
}
