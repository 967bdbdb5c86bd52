// What the API server says of Jobs. Their selector and some labels of their pods are the server's own.
// Imitates pkg/apis/batch/validation/validation.go (ValidateJob, validateGeneratedSelector …), v1.36.

import { compileLabelSelector, selectsLabels } from "../../label-selector.ts";
import { dns1123LabelProblems, dns1123SubdomainProblems } from "../../name-formats.ts";
import { invalid, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import {
  CONTROLLER_UID_LABEL,
  JOB_NAME_LABEL,
  LEGACY_CONTROLLER_UID_LABEL,
  LEGACY_JOB_NAME_LABEL,
} from "../job-labels.ts";
import type { Job, JobSpec } from "../types/job.ts";
import { validateCoreObjectMeta } from "./core-object-meta.ts";
import { validateJobSpecWithoutSelector } from "./job-spec.ts";
import { validateLabelSelector } from "./labels.ts";
import { invalidLabels, invalidSelector, usableSelector, validateSelects } from "./pod-selector.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
const TEMPLATE_LABELS = SPEC.child("template", "metadata", "labels");

type Labels = Readonly<Record<string, string>>;

/** A new Job. */
export function validateJob(job: Job): readonly FieldError[] {
  return validateJobWithLabels(job, { ...legacyLabels(job), ...prefixedLabels(job) });
}

/** A Job that was made before the labels had a prefix need not have these. */
export function validateJobWithLegacyLabels(job: Job): readonly FieldError[] {
  return validateJobWithLabels(job, legacyLabels(job));
}

function legacyLabels({ metadata }: Job): Labels {
  return { [LEGACY_CONTROLLER_UID_LABEL]: metadata?.uid ?? "", [LEGACY_JOB_NAME_LABEL]: metadata?.name ?? "" };
}

function prefixedLabels({ metadata }: Job): Labels {
  return { [CONTROLLER_UID_LABEL]: metadata?.uid ?? "", [JOB_NAME_LABEL]: metadata?.name ?? "" };
}

function validateJobWithLabels(job: Job, expected: Labels): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(job.metadata, true, dns1123SubdomainProblems, METADATA),
    ...validateGeneratedSelector(job, expected),
    ...validateJobSpec(job.spec ?? {}, SPEC),
    ...validateHostnames(job),
  ];
}

/** That selector and labels are the generated ones, unless the user said that they are not. */
function validateGeneratedSelector({ metadata, spec = {} }: Job, expected: Labels): readonly FieldError[] {
  if (spec.manualSelector === true || spec.selector === undefined) return [];
  const errors: FieldError[] = [];
  if (metadata?.uid === undefined) errors.push(required(METADATA.child("uid")));
  const labels = spec.template?.metadata?.labels;
  for (const [name, value] of Object.entries(expected)) errors.push(...validateHasLabel(labels, name, value));
  const compiled = compileLabelSelector(spec.selector);
  if (compiled.kind !== "invalid" && !selectsLabels(compiled, expected)) {
    errors.push(invalidSelector(SPEC.child("selector"), spec.selector, "`selector` not auto-generated"));
  }
  return errors;
}

function validateHasLabel(labels: Labels | undefined, name: string, value: string): readonly FieldError[] {
  const path = TEMPLATE_LABELS.key(name);
  const rule = `must be '${value}'`;
  if (labels === undefined || !Object.hasOwn(labels, name)) return [required(path, rule)];
  return labels[name] === value ? [] : [invalidLabels(path, labels, rule)];
}

/** A JobSpec with the selector that only Jobs have. */
export function validateJobSpec(spec: JobSpec, path: FieldPath): readonly FieldError[] {
  const { selector, template = {} } = spec;
  const usable = usableSelector(selector);
  return [
    ...validateJobSpecWithoutSelector(spec, path),
    ...(selector === undefined ? [required(path.child("selector"))] : []),
    ...validateLabelSelector(selector, path.child("selector")),
    ...(usable === undefined ? [] : validateSelects(usable, template, path.child("template"))),
  ];
}

/** The pods of an Indexed Job are named after their index, and their hosts like them. */
function validateHostnames({ metadata, spec }: Job): readonly FieldError[] {
  const { completionMode, completions = 0 } = spec ?? {};
  if (completionMode !== "Indexed" || completions <= 0) return [];
  const name = metadata?.name ?? "";
  const longest = `${name}-${completions - 1}`;
  if (dns1123LabelProblems(longest).length === 0) return [];
  return [invalid(METADATA.child("name"), name, `will not able to create pod with invalid DNS label: ${longest}`)];
}
