// What the API server says of pod disruption budgets. Imitates pkg/apis/policy/validation/validation.go, v1.36.

import { encodeStruct } from "../encode.ts";
import { invalid, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { POD_DISRUPTION_BUDGET_SPEC, type PodDisruptionBudget } from "../types/policy.ts";
import { validateOptionalChoice } from "./choices.ts";
import { validateAtMost100Percent, validatePositiveIntOrPercent } from "./int-or-percent.ts";
import { validateLabelSelector } from "./labels.ts";

const SPEC = FieldPath.root("spec");
const EVICTION_POLICIES: readonly string[] = Object.freeze(["AlwaysAllow", "IfHealthyBudget"]);

export function validatePodDisruptionBudget({ spec = {} }: PodDisruptionBudget): readonly FieldError[] {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = spec;
  const both = minAvailable !== undefined && maxUnavailable !== undefined;
  const shown = both ? encodeStruct(spec, POD_DISRUPTION_BUDGET_SPEC) : undefined;
  return [
    ...(both ? [invalid(SPEC, shown, "minAvailable and maxUnavailable cannot be both set")] : []),
    ...validateAmount(minAvailable, SPEC.child("minAvailable")),
    ...validateAmount(maxUnavailable, SPEC.child("maxUnavailable")),
    ...validateLabelSelector(selector, SPEC.child("selector")),
    ...validateOptionalChoice(unhealthyPodEvictionPolicy, EVICTION_POLICIES, SPEC.child("unhealthyPodEvictionPolicy")),
  ];
}

function validateAmount(amount: number | string | undefined, path: FieldPath): readonly FieldError[] {
  if (amount === undefined) return [];
  return [...validatePositiveIntOrPercent(amount, path), ...validateAtMost100Percent(amount, path)];
}
