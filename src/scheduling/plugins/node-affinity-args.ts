// Arguments of NodeAffinity.
// Imitates pkg/scheduler/apis/config/types_pluginargs.go (NodeAffinityArgs), v1.36.

import * as z from "zod";

import type { NodeAffinity } from "../../model/objects.ts";

import { checkWith } from "../framework/check-arguments.ts";

export interface NodeAffinityArgs {
  readonly addedAffinity?: NodeAffinity;
}

const requirement = z.looseObject({
  key: z.string(),
  operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"]),
  values: z.array(z.string()).optional(),
});

const term = z.looseObject({
  matchExpressions: z.array(requirement).optional(),
  matchFields: z.array(requirement).optional(),
});

const affinity = z.looseObject({
  requiredDuringSchedulingIgnoredDuringExecution: z.looseObject({ nodeSelectorTerms: z.array(term) }).optional(),
  preferredDuringSchedulingIgnoredDuringExecution: z
    .array(z.looseObject({ weight: z.int().min(1).max(100), preference: term }))
    .optional(),
});

export const checkNodeAffinityArgs = checkWith(z.looseObject({ addedAffinity: affinity.optional() }));
