// Jobs, and the cron jobs that make them by a schedule.
// Source: k8s.io/api/batch/v1/types.go, v1.36.

import {
  BOOLEAN,
  INT32,
  INT64,
  STRING,
  TIME,
  always,
  list,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { LABEL_SELECTOR, OBJECT_META } from "./object-meta.ts";
import { POD_TEMPLATE_SPEC } from "./pod.ts";
import { OBJECT_REFERENCE } from "./volume.ts";

export const POD_FAILURE_POLICY_ON_EXIT_CODES_REQUIREMENT = struct("v1.PodFailurePolicyOnExitCodesRequirement", {
  containerName: pointer(STRING),
  operator: always(named("v1.PodFailurePolicyOnExitCodesOperator")),
  values: always(list(INT32)),
});
export type PodFailurePolicyOnExitCodesRequirement = ValueOf<typeof POD_FAILURE_POLICY_ON_EXIT_CODES_REQUIREMENT>;

export const POD_FAILURE_POLICY_ON_POD_CONDITIONS_PATTERN = struct("v1.PodFailurePolicyOnPodConditionsPattern", {
  type: always(named("v1.PodConditionType")),
  status: always(named("v1.ConditionStatus")),
});
export type PodFailurePolicyOnPodConditionsPattern = ValueOf<typeof POD_FAILURE_POLICY_ON_POD_CONDITIONS_PATTERN>;

export const POD_FAILURE_POLICY_RULE = struct("v1.PodFailurePolicyRule", {
  action: always(named("v1.PodFailurePolicyAction")),
  onExitCodes: pointer(POD_FAILURE_POLICY_ON_EXIT_CODES_REQUIREMENT),
  onPodConditions: list(POD_FAILURE_POLICY_ON_POD_CONDITIONS_PATTERN),
});
export type PodFailurePolicyRule = ValueOf<typeof POD_FAILURE_POLICY_RULE>;

export const POD_FAILURE_POLICY = struct("v1.PodFailurePolicy", {
  rules: always(list(POD_FAILURE_POLICY_RULE)),
});

export const SUCCESS_POLICY_RULE = struct("v1.SuccessPolicyRule", {
  succeededIndexes: pointer(STRING),
  succeededCount: pointer(INT32),
});
export type SuccessPolicyRule = ValueOf<typeof SUCCESS_POLICY_RULE>;

export const SUCCESS_POLICY = struct("v1.SuccessPolicy", {
  rules: always(list(SUCCESS_POLICY_RULE)),
});

export const JOB_SPEC = struct("v1.JobSpec", {
  parallelism: pointer(INT32),
  completions: pointer(INT32),
  activeDeadlineSeconds: pointer(INT64),
  podFailurePolicy: pointer(POD_FAILURE_POLICY),
  successPolicy: pointer(SUCCESS_POLICY),
  backoffLimit: pointer(INT32),
  backoffLimitPerIndex: pointer(INT32),
  maxFailedIndexes: pointer(INT32),
  selector: pointer(LABEL_SELECTOR),
  manualSelector: pointer(BOOLEAN),
  template: POD_TEMPLATE_SPEC,
  ttlSecondsAfterFinished: pointer(INT32),
  completionMode: pointer(named("v1.CompletionMode")),
  suspend: pointer(BOOLEAN),
  podReplacementPolicy: pointer(named("v1.PodReplacementPolicy")),
  managedBy: pointer(STRING),
});
export type JobSpec = ValueOf<typeof JOB_SPEC>;

export const JOB_CONDITION = struct("v1.JobCondition", {
  type: always(named("v1.JobConditionType")),
  status: always(named("v1.ConditionStatus")),
  lastProbeTime: always(TIME),
  lastTransitionTime: always(TIME),
  reason: STRING,
  message: STRING,
});

const UNCOUNTED_TERMINATED_PODS = struct("v1.UncountedTerminatedPods", {
  succeeded: list(named("types.UID")),
  failed: list(named("types.UID")),
});

export const JOB_STATUS = struct("v1.JobStatus", {
  conditions: list(JOB_CONDITION),
  startTime: pointer(TIME),
  completionTime: pointer(TIME),
  active: INT32,
  succeeded: INT32,
  failed: INT32,
  terminating: pointer(INT32),
  completedIndexes: STRING,
  failedIndexes: pointer(STRING),
  uncountedTerminatedPods: pointer(UNCOUNTED_TERMINATED_PODS),
  ready: pointer(INT32),
});

export type JobStatus = ValueOf<typeof JOB_STATUS>;

export const JOB = struct("v1.Job", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: JOB_SPEC,
  status: JOB_STATUS,
});
export type Job = ValueOf<typeof JOB>;

export const JOB_TEMPLATE_SPEC = struct("v1.JobTemplateSpec", {
  metadata: OBJECT_META,
  spec: JOB_SPEC,
});
export type JobTemplateSpec = ValueOf<typeof JOB_TEMPLATE_SPEC>;

export const CRON_JOB_SPEC = struct("v1.CronJobSpec", {
  schedule: always(STRING),
  timeZone: pointer(STRING),
  startingDeadlineSeconds: pointer(INT64),
  concurrencyPolicy: named("v1.ConcurrencyPolicy"),
  suspend: pointer(BOOLEAN),
  jobTemplate: JOB_TEMPLATE_SPEC,
  successfulJobsHistoryLimit: pointer(INT32),
  failedJobsHistoryLimit: pointer(INT32),
});
export type CronJobSpec = ValueOf<typeof CRON_JOB_SPEC>;

export const CRON_JOB_STATUS = struct("v1.CronJobStatus", {
  active: list(OBJECT_REFERENCE),
  lastScheduleTime: pointer(TIME),
  lastSuccessfulTime: pointer(TIME),
});

export const CRON_JOB = struct("v1.CronJob", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: CRON_JOB_SPEC,
  status: CRON_JOB_STATUS,
});
export type CronJob = ValueOf<typeof CRON_JOB>;
