// Defaults of Jobs and CronJobs.

import { expect, it } from "vitest";

import type { Draft } from "../../../../src/model/api/api-type.ts";
import { applyCronJobDefaults, applyJobDefaults } from "../../../../src/model/api/defaults/batch.ts";
import type { CronJobSpec, Job, JobSpec } from "../../../../src/model/api/types/job.ts";

it.each<[string, Draft<JobSpec>, JobSpec]>([
  ["one pod", {}, { completions: 1, parallelism: 1, backoffLimit: 6, suspend: false, manualSelector: false }],
  ["no completions of a work queue", { parallelism: 3 }, { parallelism: 3 }],
  ["parallelism by itself", { completions: 5 }, { completions: 5, parallelism: 1 }],
  ["no limit beside that of each index", { backoffLimitPerIndex: 1 }, { backoffLimit: 2_147_483_647 }],
  ["replacement without a failure policy", {}, { podReplacementPolicy: "TerminatingOrFailed" }],
  [
    "replacement and patterns with one",
    { podFailurePolicy: { rules: [{ onPodConditions: [{ type: "a" }, { type: "b", status: "False" }] }] } },
    {
      podReplacementPolicy: "Failed",
      podFailurePolicy: { rules: [{ onPodConditions: [{ status: "True" }, { status: "False" }] }] },
    },
  ],
])("completes of a Job: %s", (_, spec, expected) => {
  const job = { spec };
  applyJobDefaults(job);
  expect(job.spec).toMatchObject({ completionMode: "NonIndexed", ...expected });
});

it("gives no completions to a work queue", () => {
  const job = { spec: { parallelism: 3 } };
  applyJobDefaults(job);
  expect(job.spec).not.toHaveProperty("completions");
});

it("shares the template's labels with a Job that has none", () => {
  const job: Draft<Job> = { spec: { template: { metadata: { labels: { a: "b" } } } } };
  applyJobDefaults(job);
  expect(job.metadata?.labels).toBe(job.spec?.template?.metadata?.labels);
  const labelled: Draft<Job> = { ...structuredClone(job), metadata: { labels: { c: "d" } } };
  applyJobDefaults(labelled);
  expect(labelled.metadata?.labels).toEqual({ c: "d" });
});

it("completes a CronJob, but not what its Jobs get later", () => {
  const cronJob: { spec?: Draft<CronJobSpec> } = {};
  applyCronJobDefaults(cronJob);
  expect(cronJob.spec).toMatchObject({
    concurrencyPolicy: "Allow",
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  });
  expect(Object.keys(cronJob.spec?.jobTemplate?.spec ?? {})).toEqual(["template"]);
});
