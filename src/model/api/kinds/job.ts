// Jobs. Imitates pkg/registry/batch/job/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { applyJobDefaults } from "../defaults/batch.ts";
import { dropDisabledPodFields } from "../defaults/pod-disabled-fields.ts";
import { FieldPath } from "../field-path.ts";
import { beginGenerations, keepStatus, nextGeneration } from "../generation.ts";
import { generateSelector } from "../job-labels.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import { JOB, JOB_SPEC, type Job } from "../types/job.ts";
import { validateJobUpdate } from "../validation/job-update.ts";
import { validateJob } from "../validation/job.ts";
import { hostnameWarnings, jobSpecWarnings } from "../warnings/workload.ts";

const SPEC = FieldPath.root("spec");

export const JOB_KIND = apiKind<Job>({
  apiVersion: "batch/v1",
  kind: "Job",
  namespaced: true,
  type: JOB,
  source: "pkg/registry/batch/job/strategy.go",
  applyDefaults: applyJobDefaults,
  prepareForCreate: (job) => {
    generateSelector(job);
    beginGenerations(job);
    dropDisabledPodFields(job.spec?.template?.spec ?? {});
  },
  validate: validateJob,
  warningsOnCreate: ({ metadata, spec = {} }) => [...hostnameWarnings(metadata), ...jobSpecWarnings(spec, SPEC)],
  prepareForUpdate: (job, old) => {
    keepStatus(job, old);
    dropDisabledPodFields(job.spec?.template?.spec ?? {});
    if (!areSemanticallyEqual(job.spec, old.spec, JOB_SPEC)) nextGeneration(job, old);
  },
  validateUpdate: validateJobUpdate,
  warningsOnUpdate: ({ metadata, spec = {} }, old) =>
    metadata?.generation === old.metadata?.generation ? [] : jobSpecWarnings(spec, SPEC),
});
