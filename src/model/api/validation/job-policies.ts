// What the API server says of a Job's policies: when a failed pod counts, and when the Job has succeeded early.
// Imitates pkg/apis/batch/validation/validation.go (validatePodFailurePolicy, validateSuccessPolicy …), v1.36.

import { duplicate, invalid, notSupported, required, tooLong, tooMany, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { quoted } from "../../go-text.ts";
import type {
  JobSpec,
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyOnPodConditionsPattern,
  PodFailurePolicyRule,
  SuccessPolicyRule,
} from "../types/job.ts";
import { countIndexes } from "./job-indexes.ts";
import { validateQualifiedName } from "./names.ts";
import { validateNonNegative } from "./numbers.ts";

const RULES_MAX = 20;
const EXIT_CODES_MAX = 255;
const CONDITION_PATTERNS_MAX = 20;
const SUCCEEDED_INDEXES_LENGTH_MAX = 64 * 1024;

const ACTIONS = ["Count", "FailIndex", "FailJob", "Ignore"];
const OPERATORS = ["In", "NotIn"];
const STATUSES = ["False", "True", "Unknown"];
const REPLACEMENT_POLICIES = ["Failed", "TerminatingOrFailed"];

/** When pods are replaced: with a failure policy only after they have failed. */
export function validatePodReplacementPolicy(spec: JobSpec, path: FieldPath): readonly FieldError[] {
  const { podReplacementPolicy: policy, podFailurePolicy } = spec;
  if (policy === undefined) return [];
  const supported = podFailurePolicy === undefined ? REPLACEMENT_POLICIES : ["Failed"];
  return supported.includes(policy) ? [] : [notSupported(path, policy, supported)];
}

export function validatePodFailurePolicy(spec: JobSpec, path: FieldPath): readonly FieldError[] {
  const { rules = [] } = spec.podFailurePolicy ?? {};
  const { containers = [], initContainers = [] } = spec.template?.spec ?? {};
  const containerNames = new Set([...containers, ...initContainers].map(({ name }) => name ?? ""));
  const rulesPath = path.child("rules");
  return [
    ...validateCount(rules, RULES_MAX, rulesPath),
    ...rules.flatMap((rule, index) => validateFailureRule(spec, rule, containerNames, rulesPath.index(index))),
  ];
}

function validateCount(items: readonly unknown[], maximum: number, path: FieldPath): readonly FieldError[] {
  return items.length > maximum ? [tooMany(path, items.length, maximum)] : [];
}

/** A value of a list of known ones, which a missing one is told, too. */
function validateKnown(value: string, known: readonly string[], path: FieldPath): readonly FieldError[] {
  if (known.includes(value)) return [];
  if (value === "") return [required(path, `valid values: [${known.map(quoted).join(" ")}]`)];
  return [notSupported(path, value, known)];
}

/** A mistake of the rule as a whole, of which the server shows nothing. */
function contradiction(path: FieldPath, detail: string): FieldError {
  return { type: "FieldValueInvalid", path, message: `Invalid value: ${detail}` };
}

function validateFailureRule(
  { backoffLimitPerIndex }: JobSpec,
  { action = "", onExitCodes, onPodConditions = [] }: PodFailurePolicyRule,
  containerNames: ReadonlySet<string>,
  path: FieldPath,
): readonly FieldError[] {
  const errors = [...validateKnown(action, ACTIONS, path.child("action"))];
  if (action === "FailIndex" && backoffLimitPerIndex === undefined) {
    errors.push(invalid(path.child("action"), action, "requires the backoffLimitPerIndex to be set"));
  }
  if (onExitCodes !== undefined) {
    errors.push(...validateOnExitCodes(onExitCodes, containerNames, path.child("onExitCodes")));
  }
  errors.push(...validateOnPodConditions(onPodConditions, path.child("onPodConditions")));
  const byConditions = onPodConditions.length > 0;
  if (byConditions && onExitCodes !== undefined) {
    errors.push(contradiction(path, "specifying both OnExitCodes and OnPodConditions is not supported"));
  }
  if (!byConditions && onExitCodes === undefined) {
    errors.push(contradiction(path, "specifying one of OnExitCodes and OnPodConditions is required"));
  }
  return errors;
}

function validateOnPodConditions(
  patterns: readonly PodFailurePolicyOnPodConditionsPattern[],
  path: FieldPath,
): readonly FieldError[] {
  return [
    ...validateCount(patterns, CONDITION_PATTERNS_MAX, path),
    ...patterns.flatMap(({ type = "", status = "" }, index) => [
      ...validateQualifiedName(type, path.index(index).child("type")),
      ...validateKnown(status, STATUSES, path.index(index).child("status")),
    ]),
  ];
}

function validateOnExitCodes(
  requirement: PodFailurePolicyOnExitCodesRequirement,
  containerNames: ReadonlySet<string>,
  path: FieldPath,
): readonly FieldError[] {
  const { operator = "", containerName, values } = requirement;
  const errors = [...validateKnown(operator, OPERATORS, path.child("operator"))];
  if (containerName !== undefined && !containerNames.has(containerName)) {
    const rule = "must be one of the container or initContainer names in the pod template";
    errors.push(invalid(path.child("containerName"), containerName, rule));
  }
  const valuesPath = path.child("values");
  if (values === undefined || values.length === 0) {
    return [...errors, invalid(valuesPath, values, "at least one value is required")];
  }
  return [
    ...errors,
    ...validateCount(values, EXIT_CODES_MAX, valuesPath),
    ...validateExitCodes(values, operator, valuesPath),
  ];
}

function validateExitCodes(values: readonly number[], operator: string, path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<number>();
  values.forEach((value, index) => {
    if (operator === "In" && value === 0) {
      errors.push(invalid(path.index(index), value, "must not be 0 for the In operator"));
    }
    if (seen.has(value)) errors.push(duplicate(path.index(index), value));
    seen.add(value);
  });
  const isOrdered = values.every((value, index) => index === 0 || values[index - 1]! <= value);
  return isOrdered ? errors : [...errors, invalid(path, values, "must be ordered")];
}

/** The success policy of an Indexed Job. */
export function validateSuccessPolicy(spec: JobSpec, path: FieldPath): readonly FieldError[] {
  const { rules = [] } = spec.successPolicy ?? {};
  const rulesPath = path.child("rules");
  const missing = "at least one rules must be specified when the successPolicy is specified";
  return [
    ...(rules.length === 0 ? [required(rulesPath, missing)] : []),
    ...validateCount(rules, RULES_MAX, rulesPath),
    ...rules.flatMap((rule, index) => validateSuccessRule(spec.completions ?? 0, rule, rulesPath.index(index))),
  ];
}

function validateSuccessRule(
  completions: number,
  { succeededIndexes, succeededCount }: SuccessPolicyRule,
  path: FieldPath,
): readonly FieldError[] {
  if (succeededIndexes === undefined && succeededCount === undefined) {
    return [required(path, "at least one of succeededCount or succeededIndexes must be specified")];
  }
  const indexes = succeededIndexes === undefined ? undefined : countIndexes(succeededIndexes, completions);
  const indexesPath = path.child("succeededIndexes");
  const errors: FieldError[] = [];
  if ((succeededIndexes?.length ?? 0) > SUCCEEDED_INDEXES_LENGTH_MAX) {
    errors.push(tooLong(indexesPath, SUCCEEDED_INDEXES_LENGTH_MAX));
  }
  if (indexes?.kind === "malformed") {
    errors.push(invalid(indexesPath, succeededIndexes, `error parsing succeededIndexes: ${indexes.message}`));
  }
  if (succeededCount === undefined) return errors;
  const indexCount = indexes?.kind === "counted" ? indexes.count : 0;
  return [
    ...errors,
    ...validateSucceededCount(succeededCount, completions, indexes && indexCount, path.child("succeededCount")),
  ];
}

/** `indexCount` of the rule's own indexes, if it names some. */
function validateSucceededCount(
  count: number,
  completions: number,
  indexCount: number | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const errors = [...validateNonNegative(count, path)];
  if (count > completions) {
    const rule = `must be less than or equal to ${completions} (the number of specified completions)`;
    errors.push(invalid(path, count, rule));
  }
  if (indexCount !== undefined && count > indexCount) {
    const rule = `must be less than or equal to ${indexCount} (the number of indexes in the specified succeededIndexes field)`;
    errors.push(invalid(path, count, rule));
  }
  return errors;
}
