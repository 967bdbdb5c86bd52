// CronJobs and their Jobs for tests, said in few words.

import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import type { CronJobLook } from "../../../../src/components/controllers/cron-job/active-jobs.ts";
import type { CronJob, CronJobSpec, Job, JobStatus } from "../../../../src/model/api/types/job.ts";
import { fakeView, type FakeWorld } from "../fake-view.ts";

export const KEY = "default/tick";
const MINUTE_US = 60_000_000;

/** µs since the run began, which is the first moment of 1970 in these tests. */
export function minutes(count: number): number {
  return count * MINUTE_US;
}

/** A CronJob named `tick`, made in the first second, that starts every minute. */
export function cronJobOf(spec: CronJobSpec = {}, status: CronJob["status"] = {}): CronJob {
  return {
    metadata: { name: "tick", namespace: "default", uid: "uid-tick", creationTimestamp: "1970-01-01T00:00:00Z" },
    spec: {
      schedule: "* * * * *",
      concurrencyPolicy: "Allow",
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      jobTemplate: { metadata: { labels: { app: "tick" } }, spec: { completions: 1 } },
      ...spec,
    },
    status,
  };
}

/** A Job of the CronJob; `end`: the condition with which it has finished. */
export function madeJob(name: string, end?: "Complete" | "Failed", status: JobStatus = {}): Job {
  const owner = { apiVersion: "batch/v1", kind: "CronJob", name: "tick", uid: "uid-tick", controller: true };
  const conditions = end === undefined ? [] : [{ type: end, status: "True" }];
  return {
    metadata: { name, namespace: "default", uid: `uid-${name}`, ownerReferences: [owner] },
    status: { conditions, ...status },
  };
}

/** As the status of a CronJob lists a running Job. */
export function referenceTo(name: string) {
  return { kind: "Job", apiVersion: "batch/v1", namespace: "default", name, uid: `uid-${name}` };
}

export function storedCronJob(object: CronJob): StoredObject {
  return { kind: "CronJob", object };
}

export function storedJobs(jobs: readonly Job[]): readonly StoredObject[] {
  return jobs.map((object) => ({ kind: "Job", object }));
}

export function look(cronJob: CronJob, jobs: readonly Job[] = [], world: FakeWorld = {}): CronJobLook {
  const view = fakeView({ stored: [storedCronJob(cronJob), ...storedJobs(jobs)], ...world });
  return { view, namespace: "default", name: "tick", cronJob, hasChanged: false };
}
