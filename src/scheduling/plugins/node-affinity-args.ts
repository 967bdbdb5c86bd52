// Arguments of NodeAffinity.
// Imitates pkg/scheduler/apis/config/types_pluginargs.go (NodeAffinityArgs), v1.36.

import * as z from "zod";

import type { NodeAffinity } from "../../model/objects.ts";

import { argumentsOf, checkWith } from "../framework/check-arguments.ts";

export interface NodeAffinityArgs {
  readonly addedAffinity?: NodeAffinity;
}

const requirement = z.strictObject({
  key: z.string(),
  operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"]),
  values: z.array(z.string()).optional(),
});

const term = z.strictObject({
  matchExpressions: z.array(requirement).optional(),
  matchFields: z.array(requirement).optional(),
});

const affinity = z.strictObject({
  requiredDuringSchedulingIgnoredDuringExecution: z.strictObject({ nodeSelectorTerms: z.array(term) }).optional(),
  preferredDuringSchedulingIgnoredDuringExecution: z
    .array(z.strictObject({ weight: z.int().min(1).max(100), preference: term }))
    .optional(),
});

export const checkNodeAffinityArgs = checkWith(argumentsOf("NodeAffinityArgs", { addedAffinity: affinity.optional() }));
