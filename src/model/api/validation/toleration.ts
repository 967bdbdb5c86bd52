// What the API server says of tolerations.
// Imitates pkg/apis/core/validation/validation.go (ValidateTolerations), v1.36.

import { labelValueProblems } from "../../qualified-name.ts";
import { invalid, notSupported, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { Toleration } from "../types/affinity.ts";
import { validateLabelName } from "./labels.ts";
import { validateTaintEffect } from "./taints.ts";

const OPERATORS: readonly string[] = Object.freeze(["Equal", "Exists"]);
/** The server names them while the feature that allows `Lt` and `Gt` is off. */
const COMPARING_OPERATORS: readonly string[] = Object.freeze([...OPERATORS, "Lt", "Gt"]);

export function validateTolerations(tolerations: readonly Toleration[], path: FieldPath): readonly FieldError[] {
  return tolerations.flatMap((toleration, index) => validateToleration(toleration, path.index(index)));
}

function validateToleration(toleration: Toleration, path: FieldPath): readonly FieldError[] {
  const { key, operator = "", effect = "", tolerationSeconds } = toleration;
  const errors: FieldError[] = [];
  if (key !== undefined) errors.push(...validateLabelName(key, path.child("key")));
  if (key === undefined && operator !== "Exists") {
    const rule = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    errors.push(invalid(path.child("operator"), operator, rule));
  }
  if (tolerationSeconds !== undefined && effect !== "NoExecute") {
    errors.push(invalid(path.child("effect"), effect, "effect must be 'NoExecute' when `tolerationSeconds` is set"));
  }
  errors.push(...validateOperator(toleration, path.child("operator")));
  if (effect !== "") errors.push(...validateTaintEffect(effect, path.child("effect")));
  return errors;
}

/** The server names the operator as the place of mistakes of the value, too. */
function validateOperator({ operator = "", value = "" }: Toleration, path: FieldPath): readonly FieldError[] {
  switch (operator) {
    case "":
    case "Equal": {
      const problems = labelValueProblems(value);
      return problems.length === 0 ? [] : [invalid(path, value, problems.join(";"))];
    }
    case "Exists":
      return value === "" ? [] : [invalid(path, value, "value must be empty when `operator` is 'Exists'")];
    case "Lt":
    case "Gt":
      return [notSupported(path, operator, COMPARING_OPERATORS)];
    default:
      return [notSupported(path, operator, OPERATORS)];
  }
}
