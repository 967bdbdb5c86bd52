// What the API server says of a JobSpec, be it a Job's or in a CronJob's template.
// Imitates pkg/apis/batch/validation/validation.go (validateJobSpec), v1.36.

import { domainPrefixedPathProblems } from "../../domain-prefixed.ts";
import { utf8LengthBytes } from "../../format-problem.ts";
import { invalid, notSupported, required, tooLong, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { JobSpec } from "../types/job.ts";
import { validatePodFailurePolicy, validatePodReplacementPolicy, validateSuccessPolicy } from "./job-policies.ts";
import { validateNonNegative } from "./numbers.ts";
import { validatePodTemplateSpec } from "./pod-template.ts";

/** The status of an Indexed Job lists its indexes, so their number has limits. */
const INDEXED_PARALLELISM_MAX = 100_000;
const FAILED_INDEXES_MAX = 100_000;
const MANY_COMPLETIONS = 100_000;
const PARALLELISM_MAX_OF_MANY = 10_000;
const FAILED_INDEXES_MAX_OF_MANY = 10_000;
const MANAGED_BY_LENGTH_MAX = 63;

const COUNTS = [
  "parallelism",
  "completions",
  "activeDeadlineSeconds",
  "backoffLimit",
  "ttlSecondsAfterFinished",
  "backoffLimitPerIndex",
  "maxFailedIndexes",
] as const;

/** Everything but the selector. */
export function validateJobSpecWithoutSelector(spec: JobSpec, path: FieldPath): readonly FieldError[] {
  const { podFailurePolicy, template = {} } = spec;
  const templatePath = path.child("template");
  return [
    ...COUNTS.flatMap((field) => validateNonNegative(spec[field] ?? 0, path.child(field))),
    ...(spec.managedBy === undefined ? [] : validateManagedBy(spec.managedBy, path.child("managedBy"))),
    ...validateIndexing(spec, path),
    ...(podFailurePolicy === undefined ? [] : validatePodFailurePolicy(spec, path.child("podFailurePolicy"))),
    ...validatePodReplacementPolicy(spec, path.child("podReplacementPolicy")),
    ...validatePodTemplateSpec(template, templatePath),
    ...validateRestartPolicy(spec, templatePath.child("spec", "restartPolicy")),
  ];
}

function validateManagedBy(managedBy: string, path: FieldPath): readonly FieldError[] {
  const errors = domainPrefixedPathProblems(managedBy).map((problem) =>
    problem.kind === "required" ? required(path) : invalid(path, problem.value, problem.message),
  );
  return utf8LengthBytes(managedBy) > MANAGED_BY_LENGTH_MAX
    ? [...errors, tooLong(path, MANAGED_BY_LENGTH_MAX)]
    : errors;
}

function validateIndexing(spec: JobSpec, path: FieldPath): readonly FieldError[] {
  const { completionMode = "NonIndexed", maxFailedIndexes, backoffLimitPerIndex } = spec;
  const errors: FieldError[] = [];
  if (maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined) {
    errors.push(required(path.child("backoffLimitPerIndex"), "when maxFailedIndexes is specified"));
  }
  if (completionMode === "Indexed") return [...errors, ...validateIndexed(spec, path)];
  if (completionMode === "NonIndexed") errors.push(...validateNonIndexed(spec, path));
  else errors.push(notSupported(path.child("completionMode"), completionMode, ["NonIndexed", "Indexed"]));
  if (spec.successPolicy !== undefined) {
    errors.push(invalid(path.child("successPolicy"), spec.successPolicy, "requires indexed completion mode"));
  }
  return errors;
}

function validateNonIndexed(spec: JobSpec, path: FieldPath): readonly FieldError[] {
  return (["backoffLimitPerIndex", "maxFailedIndexes"] as const).flatMap((field) =>
    spec[field] === undefined ? [] : [invalid(path.child(field), spec[field], "requires indexed completion mode")],
  );
}

function validateIndexed(spec: JobSpec, path: FieldPath): readonly FieldError[] {
  const { completions, parallelism = 0, maxFailedIndexes = 0 } = spec;
  const errors: FieldError[] = [];
  if (completions === undefined) errors.push(required(path.child("completions"), "when completion mode is Indexed"));
  if (parallelism > INDEXED_PARALLELISM_MAX) {
    const rule = `must be less than or equal to ${INDEXED_PARALLELISM_MAX} when completion mode is Indexed`;
    errors.push(invalid(path.child("parallelism"), parallelism, rule));
  }
  if (completions !== undefined && spec.maxFailedIndexes !== undefined && maxFailedIndexes > completions) {
    const rule = "must be less than or equal to completions";
    errors.push(invalid(path.child("maxFailedIndexes"), maxFailedIndexes, rule));
  }
  if (maxFailedIndexes > FAILED_INDEXES_MAX) {
    const rule = `must be less than or equal to ${FAILED_INDEXES_MAX}`;
    errors.push(invalid(path.child("maxFailedIndexes"), maxFailedIndexes, rule));
  }
  if (spec.backoffLimitPerIndex !== undefined && (completions ?? 0) > MANY_COMPLETIONS) {
    errors.push(...validateManyCompletions(spec, path));
  }
  if (spec.successPolicy !== undefined) errors.push(...validateSuccessPolicy(spec, path.child("successPolicy")));
  return errors;
}

/** Many indexes, each with a backoff limit of its own. */
function validateManyCompletions(spec: JobSpec, path: FieldPath): readonly FieldError[] {
  const { parallelism = 0, maxFailedIndexes } = spec;
  const beyond = (limit: number): string =>
    `must be less than or equal to ${limit} when completions are above ${MANY_COMPLETIONS} and used with backoff limit per index`;
  const errors: FieldError[] = [];
  if (maxFailedIndexes === undefined) {
    const rule = `must be specified when completions is above ${MANY_COMPLETIONS}`;
    errors.push(required(path.child("maxFailedIndexes"), rule));
  }
  if (parallelism > PARALLELISM_MAX_OF_MANY) {
    errors.push(invalid(path.child("parallelism"), parallelism, beyond(PARALLELISM_MAX_OF_MANY)));
  }
  if (maxFailedIndexes !== undefined && maxFailedIndexes > FAILED_INDEXES_MAX_OF_MANY) {
    errors.push(invalid(path.child("maxFailedIndexes"), maxFailedIndexes, beyond(FAILED_INDEXES_MAX_OF_MANY)));
  }
  return errors;
}

/** A Job's pods come to an end, and a failure policy wants each failure to be a pod's. */
function validateRestartPolicy({ template, podFailurePolicy }: JobSpec, path: FieldPath): readonly FieldError[] {
  const policy = template?.spec?.restartPolicy ?? "";
  switch (policy) {
    case "Never":
      return [];
    case "OnFailure":
      if (podFailurePolicy === undefined) return [];
      return [invalid(path, policy, 'only "Never" is supported when podFailurePolicy is specified')];
    case "Always":
    case "":
      return [required(path, 'valid values: "OnFailure", "Never"')];
    default:
      return [notSupported(path, policy, ["OnFailure", "Never"])];
  }
}
