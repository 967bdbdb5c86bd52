// What the API server says of topology spread constraints.
// Imitates pkg/apis/core/validation/validation.go (validateTopologySpreadConstraints), v1.36.

import { duplicate, invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { TopologySpreadConstraint } from "../types/affinity.ts";
import { validateLabelKeys } from "./affinity-label-keys.ts";
import { validateOptionalChoice } from "./choices.ts";
import { validateLabelSelector } from "./labels.ts";
import { validatePositive } from "./numbers.ts";

const ACTIONS: readonly string[] = Object.freeze(["DoNotSchedule", "ScheduleAnyway"]);
const INCLUSION_POLICIES: readonly string[] = Object.freeze(["Honor", "Ignore"]);

export function validateTopologySpreadConstraints(
  constraints: readonly TopologySpreadConstraint[],
  path: FieldPath,
): readonly FieldError[] {
  return constraints.flatMap((constraint, index) => [
    ...validateConstraint(constraint, path.index(index)),
    ...validateNotRepeated(constraint, constraints.slice(index + 1), path.index(index)),
  ]);
}

function validateConstraint(constraint: TopologySpreadConstraint, path: FieldPath): readonly FieldError[] {
  const { maxSkew = 0, topologyKey = "", whenUnsatisfiable = "", labelSelector, matchLabelKeys } = constraint;
  return [
    ...validatePositive(maxSkew, path.child("maxSkew")),
    ...(topologyKey === "" ? [required(path.child("topologyKey"), "can not be empty")] : []),
    ...validateOptionalChoice(whenUnsatisfiable, ACTIONS, path.child("whenUnsatisfiable")),
    ...validateMinDomains(constraint, path.child("minDomains")),
    ...validateOptionalChoice(constraint.nodeAffinityPolicy, INCLUSION_POLICIES, path.child("nodeAffinityPolicy")),
    ...validateOptionalChoice(constraint.nodeTaintsPolicy, INCLUSION_POLICIES, path.child("nodeTaintsPolicy")),
    ...validateLabelKeys(matchLabelKeys, undefined, labelSelector, path),
    ...validateLabelSelector(labelSelector, path.child("labelSelector")),
  ];
}

function validateMinDomains(constraint: TopologySpreadConstraint, path: FieldPath): readonly FieldError[] {
  const { minDomains, whenUnsatisfiable = "" } = constraint;
  if (minDomains === undefined) return [];
  const positive = validatePositive(minDomains, path);
  if (whenUnsatisfiable === "DoNotSchedule") return positive;
  const rule = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`;
  return [...positive, invalid(path, minDomains, rule)];
}

/** Key and action together say which constraint it is. */
function validateNotRepeated(
  { topologyKey = "", whenUnsatisfiable = "" }: TopologySpreadConstraint,
  later: readonly TopologySpreadConstraint[],
  path: FieldPath,
): readonly FieldError[] {
  const isRepeated = later.some(
    (other) => (other.topologyKey ?? "") === topologyKey && (other.whenUnsatisfiable ?? "") === whenUnsatisfiable,
  );
  if (!isRepeated) return [];
  return [duplicate(path.child("{topologyKey, whenUnsatisfiable}"), `{${topologyKey}, ${whenUnsatisfiable}}`)];
}
