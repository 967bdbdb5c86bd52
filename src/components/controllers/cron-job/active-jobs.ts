// The list of running Jobs in the status of a CronJob, and the requests that change which Jobs there are.
// Imitates deleteFromActiveList, inActiveList and deleteJob of pkg/controller/cronjob, and injection.go, v1.36.

import type { CronJob, Job } from "../../../model/api/types/job.ts";

import type { Requests } from "../claim-objects.ts";
import type { ControllerView, Write } from "../controller.ts";

type CronJobStatus = NonNullable<CronJob["status"]>;
export type JobReference = NonNullable<CronJobStatus["active"]>[number];

/** One look at a CronJob: its status as it is being worked out. */
export interface CronJobLook {
  readonly view: ControllerView;
  readonly namespace: string;
  readonly name: string;
  cronJob: CronJob;
  /** The status is to be written. */
  hasChanged: boolean;
}

export function cronJobEvent(
  { namespace, name }: CronJobLook,
  type: "Normal" | "Warning",
  reason: string,
  message: string,
): Write {
  return { verb: "event", kind: "CronJob", namespace, name, type, reason, message };
}

export function activeOf({ status }: CronJob): readonly JobReference[] {
  return status?.active ?? [];
}

export function isListed(cronJob: CronJob, uid: string | undefined): boolean {
  return activeOf(cronJob).some((reference) => reference.uid === uid);
}

/** Puts a part of the status in the place of what was there. */
export function changeStatus(look: CronJobLook, change: CronJobStatus): void {
  const { cronJob } = look;
  look.cronJob = { ...cronJob, status: { ...cronJob.status, ...change } };
  look.hasChanged = true;
}

export function addToList(look: CronJobLook, job: Job): void {
  const { namespace, name, uid, resourceVersion } = job.metadata ?? {};
  const reference: JobReference = {
    kind: "Job",
    apiVersion: "batch/v1",
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(uid === undefined ? {} : { uid }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
  };
  changeStatus(look, { active: [...activeOf(look.cronJob), reference] });
}

export function dropFromList(look: CronJobLook, uid: string | undefined): void {
  const active = activeOf(look.cronJob).filter((reference) => reference.uid !== uid);
  const { active: _active, ...others } = look.cronJob.status ?? {};
  look.cronJob = { ...look.cronJob, status: active.length === 0 ? others : { ...others, active } };
  look.hasChanged = true;
}

/** Deletes a Job, its pods after it, and its place in the list; false if it was refused. */
export function* deleteJob(look: CronJobLook, { metadata = {} }: Job): Requests<boolean> {
  const { name = "", uid } = metadata;
  const answer = yield { verb: "delete", kind: "Job", namespace: look.namespace, name, propagation: "Background" };
  if (answer.kind === "refused") {
    yield cronJobEvent(look, "Warning", "FailedDelete", `Deleted job: ${answer.message}`);
    return false;
  }
  dropFromList(look, uid);
  yield cronJobEvent(look, "Normal", "SuccessfulDelete", `Deleted job ${name}`);
  return true;
}
