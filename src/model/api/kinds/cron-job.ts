// CronJobs. Imitates pkg/registry/batch/cronjob/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import type { Draft } from "../api-type.ts";
import { applyCronJobDefaults } from "../defaults/batch.ts";
import { dropDisabledPodFields } from "../defaults/pod-disabled-fields.ts";
import { FieldPath } from "../field-path.ts";
import { beginGenerations, keepStatus, nextGeneration } from "../generation.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import type { PodSpec } from "../types/pod.ts";
import { CRON_JOB, CRON_JOB_SPEC, type CronJob } from "../types/job.ts";
import { validateCronJob, validateCronJobUpdate } from "../validation/cron-job.ts";
import { hostnameWarnings, jobSpecWarnings } from "../warnings/workload.ts";

const JOB_SPEC = FieldPath.root("spec").child("jobTemplate", "spec");

export const CRON_JOB_KIND = apiKind<CronJob>({
  apiVersion: "batch/v1",
  kind: "CronJob",
  namespaced: true,
  type: CRON_JOB,
  source: "pkg/registry/batch/cronjob/strategy.go",
  applyDefaults: applyCronJobDefaults,
  prepareForCreate: (cronJob) => {
    beginGenerations(cronJob);
    dropDisabledPodFields(podSpec(cronJob));
  },
  validate: validateCronJob,
  warningsOnCreate: (cronJob) => [...hostnameWarnings(cronJob.metadata), ...templateWarnings(cronJob)],
  prepareForUpdate: (cronJob, old) => {
    keepStatus(cronJob, old);
    dropDisabledPodFields(podSpec(cronJob));
    if (!areSemanticallyEqual(cronJob.spec, old.spec, CRON_JOB_SPEC)) nextGeneration(cronJob, old);
  },
  validateUpdate: validateCronJobUpdate,
  warningsOnUpdate: (cronJob, old) => [
    ...(cronJob.metadata?.generation === old.metadata?.generation ? [] : templateWarnings(cronJob)),
    ...scheduleWarnings(cronJob.spec?.schedule ?? ""),
  ],
});

function podSpec({ spec }: Draft<CronJob>): Draft<PodSpec> {
  return spec?.jobTemplate?.spec?.template?.spec ?? {};
}

function templateWarnings({ spec }: CronJob): readonly string[] {
  return jobSpecWarnings(spec?.jobTemplate?.spec ?? {}, JOB_SPEC);
}

/** The path is the server's, slip included. */
function scheduleWarnings(schedule: string): readonly string[] {
  if (!schedule.includes("TZ")) return [];
  return [
    "cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see " +
      "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details",
  ];
}
