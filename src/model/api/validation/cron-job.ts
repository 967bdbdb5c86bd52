// What the API server says of CronJobs: of the schedule, its time zone, and the Jobs that it makes.
// Imitates pkg/apis/batch/validation/validation.go (ValidateCronJobCreate …), v1.36.

import { scheduleProblems, timeZoneProblems } from "../../cron/schedule-problems.ts";
import { utf8LengthBytes } from "../../format-problem.ts";
import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { invalid, notSupported, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import type { CronJob, CronJobSpec, JobTemplateSpec } from "../types/job.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateJobSpecWithoutSelector } from "./job-spec.ts";
import { validateNonNegative } from "./numbers.ts";
import { invalidSelector } from "./pod-selector.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
/** A Job's name has 63 bytes, of which a hyphen and the time take eleven. */
const NAME_LENGTH_MAX = 52;
const CONCURRENCY_POLICIES = ["Allow", "Forbid", "Replace"];
const COUNTS = ["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"] as const;

export function validateCronJob({ metadata, spec = {} }: CronJob): readonly FieldError[] {
  const name = metadata?.name ?? "";
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validateCommonSpec(spec, SPEC),
    ...validateSchedule(spec, undefined, SPEC.child("schedule")),
    ...validateTimeZone(spec.timeZone, SPEC.child("timeZone")),
    ...(utf8LengthBytes(name) > NAME_LENGTH_MAX
      ? [invalid(METADATA.child("name"), name, `must be no more than ${NAME_LENGTH_MAX} characters`)]
      : []),
  ];
}

/** A zone in the schedule, and an unknown time zone, may stay where they were. */
export function validateCronJobUpdate({ metadata, spec = {} }: CronJob, old: CronJob): readonly FieldError[] {
  const { schedule = "", timeZone } = old.spec ?? {};
  return [
    ...validateCoreObjectMetaUpdate(metadata, old.metadata, METADATA),
    ...validateCommonSpec(spec, SPEC),
    ...validateSchedule(spec, schedule, SPEC.child("schedule")),
    ...(spec.timeZone === timeZone ? [] : validateTimeZone(spec.timeZone, SPEC.child("timeZone"))),
  ];
}

/** Everything but the schedule and its zone. */
function validateCommonSpec(spec: CronJobSpec, path: FieldPath): readonly FieldError[] {
  return [
    ...COUNTS.flatMap((field) => validateNonNegative(spec[field] ?? 0, path.child(field))),
    ...validateConcurrencyPolicy(spec.concurrencyPolicy ?? "", path.child("concurrencyPolicy")),
    ...validateJobTemplate(spec.jobTemplate ?? {}, path.child("jobTemplate", "spec")),
  ];
}

function validateConcurrencyPolicy(policy: string, path: FieldPath): readonly FieldError[] {
  if (CONCURRENCY_POLICIES.includes(policy)) return [];
  return [policy === "" ? required(path) : notSupported(path, policy, CONCURRENCY_POLICIES)];
}

/** The server makes the selectors of the Jobs by itself. */
function validateJobTemplate({ spec = {} }: JobTemplateSpec, path: FieldPath): readonly FieldError[] {
  const errors = [...validateJobSpecWithoutSelector(spec, path)];
  if (spec.selector !== undefined) {
    errors.push(invalidSelector(path.child("selector"), spec.selector, "`selector` will be auto-generated"));
  }
  if (spec.manualSelector === true) {
    errors.push(notSupported(path.child("manualSelector"), true, ["nil", "false"]));
  }
  return errors;
}

/** `previous` is the schedule that is stored, if there is one. */
function validateSchedule(spec: CronJobSpec, previous: string | undefined, path: FieldPath): readonly FieldError[] {
  const { schedule = "", timeZone } = spec;
  if (schedule === "") return [required(path)];
  return scheduleProblems(schedule, timeZone, previous).map((problem) => invalid(path, schedule, problem));
}

function validateTimeZone(timeZone: string | undefined, path: FieldPath): readonly FieldError[] {
  if (timeZone === undefined) return [];
  return timeZoneProblems(timeZone).map((problem) => invalid(path, timeZone, problem));
}
