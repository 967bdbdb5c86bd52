// The constraints by which PodTopologySpread spreads pods that have none of their own.
// Imitates pkg/scheduler/apis/config/validation/validation_pluginargs.go (ValidatePodTopologySpreadArgs), v1.36.

import { duplicate, forbidden, invalid, notSupported, required, type FieldError } from "../../model/api/field-error.ts";
import type { FieldPath } from "../../model/api/field-path.ts";
import type { TopologySpreadConstraint } from "../../model/api/types/affinity.ts";
import { validateLabelName } from "../../model/api/validation/labels.ts";

const ACTIONS = Object.freeze(["DoNotSchedule", "ScheduleAnyway"]);
const EMPTY = "can not be empty";

export function validateDefaultConstraints(
  constraints: readonly TopologySpreadConstraint[],
  path: FieldPath,
): readonly FieldError[] {
  const seen = new Set<string>();
  return constraints.flatMap((constraint, index) => {
    const place = path.index(index);
    const { topologyKey = "", whenUnsatisfiable = "" } = constraint;
    const name = `{${topologyKey}, ${whenUnsatisfiable}}`;
    const repeated = seen.has(name);
    seen.add(name);
    return [...validateConstraint(constraint, place), ...(repeated ? [duplicate(place, name)] : [])];
  });
}

function validateConstraint(constraint: TopologySpreadConstraint, path: FieldPath): readonly FieldError[] {
  const { maxSkew = 0, topologyKey = "", whenUnsatisfiable = "", labelSelector } = constraint;
  const errors: FieldError[] = [];
  if (maxSkew <= 0) errors.push(invalid(path.child("maxSkew"), maxSkew, "not in valid range (0, inf)"));
  const keyPath = path.child("topologyKey");
  errors.push(...(topologyKey === "" ? [required(keyPath, EMPTY)] : validateLabelName(topologyKey, keyPath)));
  errors.push(...validateAction(whenUnsatisfiable, path.child("whenUnsatisfiable")));
  if (labelSelector !== undefined) {
    const detail = "constraint must not define a selector, as they deduced for each pod";
    errors.push(forbidden(path.child("labelSelector"), detail));
  }
  return errors;
}

function validateAction(action: string, path: FieldPath): readonly FieldError[] {
  if (action === "") return [required(path, EMPTY)];
  return ACTIONS.includes(action) ? [] : [notSupported(path, action, ACTIONS)];
}
