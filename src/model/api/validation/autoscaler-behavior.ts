// What the API server says of how fast an autoscaler may change the number of pods.
// Imitates pkg/apis/autoscaling/validation/validation.go (validateBehavior …), v1.36.

import { invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { HorizontalPodAutoscalerBehavior, HpaScalingPolicy, HpaScalingRules } from "../types/autoscaling-v2.ts";
import { unsupportedWord, validateOptionalChoice } from "./choices.ts";
import { validateNonNegativeQuantity } from "./quantities.ts";

const SELECT_POLICIES: readonly string[] = Object.freeze(["Disabled", "Max", "Min"]);
const POLICY_TYPES: readonly string[] = Object.freeze(["Percent", "Pods"]);
const WINDOW_SECONDS_MAX = 3_600;
const PERIOD_SECONDS_MAX = 1_800;

export function validateBehavior(
  behavior: HorizontalPodAutoscalerBehavior | undefined,
  path: FieldPath,
): readonly FieldError[] {
  return (["scaleUp", "scaleDown"] as const).flatMap((direction) => {
    const rules = behavior?.[direction];
    return rules === undefined ? [] : validateRules(rules, path.child(direction));
  });
}

function validateRules(rules: HpaScalingRules, path: FieldPath): readonly FieldError[] {
  const { selectPolicy, policies = [], tolerance } = rules;
  const policiesPath = path.child("policies");
  return [
    ...validateWindow(rules, path.child("stabilizationWindowSeconds")),
    ...validateOptionalChoice(selectPolicy, SELECT_POLICIES, path.child("selectPolicy")),
    ...(policies.length === 0 ? [required(policiesPath, "must specify at least one Policy")] : []),
    ...policies.flatMap((policy, index) => validatePolicy(policy, policiesPath.index(index))),
    ...(tolerance === undefined ? [] : validateNonNegativeQuantity(tolerance, path.child("tolerance"))),
  ];
}

function validateWindow(
  { stabilizationWindowSeconds: seconds }: HpaScalingRules,
  path: FieldPath,
): readonly FieldError[] {
  if (seconds === undefined) return [];
  if (seconds < 0) return [invalid(path, seconds, "must be greater than or equal to zero")];
  if (seconds <= WINDOW_SECONDS_MAX) return [];
  return [invalid(path, seconds, `must be less than or equal to ${WINDOW_SECONDS_MAX}`)];
}

function validatePolicy(
  { type = "", value = 0, periodSeconds = 0 }: HpaScalingPolicy,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (!POLICY_TYPES.includes(type)) errors.push(unsupportedWord(path.child("type"), type, POLICY_TYPES));
  if (value <= 0) errors.push(invalid(path.child("value"), value, "must be greater than zero"));
  const periodPath = path.child("periodSeconds");
  if (periodSeconds <= 0) errors.push(invalid(periodPath, periodSeconds, "must be greater than zero"));
  if (periodSeconds > PERIOD_SECONDS_MAX) {
    errors.push(invalid(periodPath, periodSeconds, `must be less than or equal to ${PERIOD_SECONDS_MAX}`));
  }
  return errors;
}
