// What the API server says of changes of Jobs: pods that run already cannot change, those of a suspended Job can.
// Imitates pkg/apis/batch/validation/validation.go (ValidateJobUpdate …) and pkg/registry/batch/job/strategy.go, v1.36.

import { INT32 } from "../api-type.ts";
import { invalid, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { CONTROLLER_UID_LABEL, JOB_NAME_LABEL } from "../job-labels.ts";
import { JOB_SPEC, type Job, type JobSpec } from "../types/job.ts";
import { POD_SPEC, POD_TEMPLATE_SPEC, type PodSpec } from "../types/pod.ts";
import type { Affinity } from "../types/affinity.ts";
import type { Container } from "../types/container.ts";
import { validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateImmutableValue } from "./immutable.ts";
import { validateJob, validateJobSpec, validateJobWithLegacyLabels } from "./job.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");

/** The server judges the Job as a new one and then as a changed one: it tells most mistakes twice. */
export function validateJobUpdate(job: Job, old: Job): readonly FieldError[] {
  const { spec = {} } = job;
  return [
    ...(hadPrefixedLabels(old) ? validateJob(job) : validateJobWithLegacyLabels(job)),
    ...validateCoreObjectMetaUpdate(job.metadata, old.metadata, METADATA),
    ...validateJobSpec(spec, SPEC),
    ...validateCompletionsUpdate(spec, old.spec ?? {}, SPEC.child("completions")),
    ...validateTemplateUpdate(spec, old, SPEC),
    ...validateFixedFields(spec, old.spec ?? {}, SPEC),
  ];
}

function hadPrefixedLabels({ spec }: Job): boolean {
  const labels = spec?.template?.metadata?.labels ?? {};
  return Object.hasOwn(labels, JOB_NAME_LABEL) && Object.hasOwn(labels, CONTROLLER_UID_LABEL);
}

const FIXED_FIELDS = [
  "selector",
  "completionMode",
  "podFailurePolicy",
  "backoffLimitPerIndex",
  "managedBy",
  "successPolicy",
] as const;

function validateFixedFields(spec: JobSpec, old: JobSpec, path: FieldPath): readonly FieldError[] {
  return FIXED_FIELDS.flatMap((field) =>
    validateImmutableValue(spec[field], old[field], JOB_SPEC.fields.get(field)!.type, path.child(field)),
  );
}

/** Only an Indexed Job grows and shrinks, with as many pods at a time as it has indexes. */
function validateCompletionsUpdate(spec: JobSpec, old: JobSpec, path: FieldPath): readonly FieldError[] {
  const { completions, parallelism } = spec;
  if (spec.completionMode !== "Indexed") return validateImmutableValue(completions, old.completions, INT32, path);
  if (completions === old.completions || completions === undefined || completions === parallelism) return [];
  return [invalid(path, completions, "can only be modified in tandem with spec.parallelism")];
}

function validateTemplateUpdate(spec: JobSpec, old: Job, path: FieldPath): readonly FieldError[] {
  const oldTemplate = old.spec?.template ?? {};
  const template = spec.template ?? {};
  if (!hasIdleTemplate(old)) {
    return validateImmutableValue(template, oldTemplate, POD_TEMPLATE_SPEC, path.child("template"));
  }
  const allowed = withChangeableParts(oldTemplate.spec ?? {}, template.spec ?? {});
  return validateImmutableValue(template.spec ?? {}, allowed, POD_SPEC, path.child("template.spec"));
}

/** Whether no pod was made of the template that a change could forget. */
function hasIdleTemplate({ spec, status = {} }: Job): boolean {
  if (spec?.suspend !== true || (status.active ?? 0) !== 0) return false;
  return (
    status.startTime === undefined ||
    (status.conditions ?? []).some(({ type, status: holds }) => type === "Suspended" && holds === "True")
  );
}

/** The old spec with all parts of the new one that may differ: where pods may run, and what they ask for. */
function withChangeableParts(old: PodSpec, spec: PodSpec): PodSpec {
  const { affinity: _affinity, ...kept } = old;
  const affinity = withNodeAffinity(old.affinity, spec.affinity);
  const { nodeSelector = {}, tolerations = [], schedulingGates = [] } = spec;
  return {
    ...kept,
    ...(affinity === undefined ? {} : { affinity }),
    nodeSelector,
    tolerations,
    schedulingGates,
    containers: withResources(old.containers ?? [], spec.containers ?? []),
    initContainers: withResources(old.initContainers ?? [], spec.initContainers ?? []),
  };
}

function withNodeAffinity(old: Affinity | undefined, affinity: Affinity | undefined): Affinity | undefined {
  if (old === undefined && affinity === undefined) return undefined;
  const { nodeAffinity: _nodeAffinity, ...others } = old ?? {};
  if (affinity === undefined && Object.keys(others).length === 0) return undefined;
  return affinity?.nodeAffinity === undefined ? others : { ...others, nodeAffinity: affinity.nodeAffinity };
}

function withResources(old: readonly Container[], containers: readonly Container[]): readonly Container[] {
  if (old.length !== containers.length) return old;
  return old.map((container, index) => {
    const { name, resources = {} } = containers[index]!;
    return container.name === name ? { ...container, resources } : container;
  });
}
