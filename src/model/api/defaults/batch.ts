// Defaults of Jobs and CronJobs.
// Imitates pkg/apis/batch/v1/defaults.go and zz_generated.defaults.go, v1.36.

import type { Draft } from "../api-type.ts";
import type { CronJob, Job, JobSpec } from "../types/job.ts";
import { applyPodTemplateDefaults } from "./pod-template.ts";

const BACKOFF_LIMIT = 6;
/** Where each index has a limit of its own, the whole Job has none. */
const NO_BACKOFF_LIMIT = 2_147_483_647;

/** Completes the Job in place. Labels that it takes from its template are the very same map, as in the server. */
export function applyJobDefaults(job: Draft<Job>): void {
  const spec = (job.spec ??= {});
  applyAmounts(spec);
  const template = (spec.template ??= {});
  const labels = template.metadata?.labels;
  const metadata = (job.metadata ??= {});
  if (labels !== undefined && Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = labels;
  spec.completionMode ??= "NonIndexed";
  spec.suspend ??= false;
  spec.podReplacementPolicy ??= spec.podFailurePolicy === undefined ? "TerminatingOrFailed" : "Failed";
  spec.manualSelector ??= false;
  applyFailurePolicyDefaults(spec);
  applyPodTemplateDefaults(template);
}

function applyAmounts(spec: Draft<JobSpec>): void {
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  spec.parallelism ??= 1;
  spec.backoffLimit ??= spec.backoffLimitPerIndex === undefined ? BACKOFF_LIMIT : NO_BACKOFF_LIMIT;
}

function applyFailurePolicyDefaults(spec: Draft<JobSpec>): void {
  for (const { onPodConditions = [] } of spec.podFailurePolicy?.rules ?? []) {
    for (const pattern of onPodConditions) pattern.status ??= "True";
  }
}

/** Completes the CronJob in place; its Jobs get their own defaults when they are made. */
export function applyCronJobDefaults(cronJob: Draft<CronJob>): void {
  const spec = (cronJob.spec ??= {});
  spec.concurrencyPolicy ??= "Allow";
  spec.suspend ??= false;
  spec.successfulJobsHistoryLimit ??= 3;
  spec.failedJobsHistoryLimit ??= 1;
  const jobTemplate = (spec.jobTemplate ??= {});
  const jobSpec = (jobTemplate.spec ??= {});
  applyFailurePolicyDefaults(jobSpec);
  applyPodTemplateDefaults((jobSpec.template ??= {}));
}
