// What a CronJob learns from the Jobs that it has made: which have finished, which are gone, and which are too many to keep.
// Imitates cleanupFinishedJobs, removeOldestJobs and the first half of syncCronJob of
// pkg/controller/cronjob/cronjob_controllerv2.go, v1.36.

import type { Job } from "../../../model/api/types/job.ts";

import type { Requests } from "../claim-objects.ts";
import { finishedCondition } from "../job-conditions.ts";
import {
  activeOf,
  changeStatus,
  cronJobEvent,
  deleteJob,
  dropFromList,
  isListed,
  type CronJobLook,
} from "./active-jobs.ts";

/** Deletes the oldest finished Jobs beyond the limits. */
export function* cleanUpHistory(look: CronJobLook, jobs: readonly Job[]): Requests<void> {
  const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = look.cronJob.spec ?? {};
  yield* removeOldest(look, endedWith(jobs, "Complete"), successfulJobsHistoryLimit);
  yield* removeOldest(look, endedWith(jobs, "Failed"), failedJobsHistoryLimit);
}

function endedWith(jobs: readonly Job[], type: string): readonly Job[] {
  return jobs.filter(({ status }) => finishedCondition(status)?.type === type);
}

function* removeOldest(look: CronJobLook, jobs: readonly Job[], limit: number | undefined): Requests<void> {
  if (limit === undefined || jobs.length <= limit) return;
  const { clock } = look.view;
  const byStart = jobs
    .map((job) => ({ job, startUs: clock.momentOf(job.status?.startTime) ?? Number.POSITIVE_INFINITY }))
    .toSorted((left, right) => compare(left.startUs, right.startUs) || compare(nameOf(left.job), nameOf(right.job)));
  for (const { job } of byStart.slice(0, jobs.length - limit)) yield* deleteJob(look, job);
}

function nameOf({ metadata }: Job): string {
  return metadata?.name ?? "";
}

function compare<Value extends number | string>(left: Value, right: Value): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Brings the list of running Jobs and the time of the last success up to date. */
export function* noteKnownJobs(look: CronJobLook, jobs: readonly Job[]): Requests<void> {
  for (const job of jobs) yield* noteJob(look, job);
  const known = new Set(jobs.map(({ metadata }) => metadata?.uid));
  for (const { uid, namespace = look.namespace, name = "" } of activeOf(look.cronJob)) {
    if (known.has(uid) || look.view.find("Job", namespace, name) !== undefined) continue;
    yield cronJobEvent(look, "Normal", "MissingJob", `Active job went missing: ${name}`);
    dropFromList(look, uid);
  }
}

function* noteJob(look: CronJobLook, job: Job): Requests<void> {
  const { uid } = job.metadata ?? {};
  const isInList = isListed(look.cronJob, uid);
  const finished = finishedCondition(job.status);
  if (finished === undefined) {
    if (isInList) return;
    const message = `Saw a job that the controller did not create or forgot: ${nameOf(job)}`;
    yield cronJobEvent(look, "Warning", "UnexpectedJob", message);
    return;
  }
  if (isInList) {
    dropFromList(look, uid);
    const message = `Saw completed job: ${nameOf(job)}, condition: ${finished.type}`;
    yield cronJobEvent(look, "Normal", "SawCompletedJob", message);
  }
  if (isSuccessful(job)) noteSuccess(look, job);
}

function isSuccessful({ status }: Job): boolean {
  return status?.conditions?.some(({ type, status: holds }) => type === "Complete" && holds === "True") ?? false;
}

function noteSuccess(look: CronJobLook, { status }: Job): void {
  const { clock } = look.view;
  const { completionTime } = status ?? {};
  const lastUs = clock.momentOf(look.cronJob.status?.lastSuccessfulTime);
  const completedUs = clock.momentOf(completionTime);
  if (completionTime === undefined || completedUs === undefined || (lastUs !== undefined && completedUs <= lastUs))
    return;
  changeStatus(look, { lastSuccessfulTime: completionTime });
}
