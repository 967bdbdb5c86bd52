// What the API server says of taints. Imitates pkg/apis/core/validation/validation.go (validateNodeTaints), v1.36.

import { labelValueProblems } from "../../qualified-name.ts";
import { duplicate, invalid, notSupported, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { Taint } from "../types/affinity.ts";
import { validateLabelName } from "./labels.ts";

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

/** The taints of a node: key and effect together are unique. */
export function validateNodeTaints(taints: readonly Taint[], path: FieldPath): readonly FieldError[] {
  const seen = new Set<string>();
  return taints.flatMap((taint, index) => {
    const { key = "", effect = "" } = taint;
    const identity = `${effect} ${key}`;
    const repeated = seen.has(identity);
    seen.add(identity);
    return [...validateTaint(taint, path.index(index)), ...(repeated ? [repeatedTaint(taint, path.index(index))] : [])];
  });
}

function validateTaint({ key = "", value = "", effect }: Taint, path: FieldPath): readonly FieldError[] {
  const problems = labelValueProblems(value);
  return [
    ...validateLabelName(key, path.child("key")),
    ...(problems.length === 0 ? [] : [invalid(path.child("value"), value, problems.join(";"))]),
    ...(effect === undefined ? [required(path.child("effect"))] : validateTaintEffect(effect, path.child("effect"))),
  ];
}

/** An effect that is written down. */
export function validateTaintEffect(effect: string, path: FieldPath): readonly FieldError[] {
  return EFFECTS.includes(effect) ? [] : [notSupported(path, effect, EFFECTS)];
}

function repeatedTaint(taint: Taint, path: FieldPath): FieldError {
  const error = duplicate(path, { key: taint.key ?? "", value: taint.value, effect: taint.effect ?? "" });
  return { ...error, message: `${error.message}: taints must be unique by key and effect pair` };
}
