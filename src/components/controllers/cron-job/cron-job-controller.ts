// The CronJob controller: starts Jobs by a schedule.
// Imitates pkg/controller/cronjob/cronjob_controllerv2.go, v1.36.

import type { CronJob, Job } from "../../../model/api/types/job.ts";

import type { Controller, ControllerDefinition, ControllerView, KeyWish, Sync, WatchEvent } from "../controller.ts";
import { keyOf, objectOfKey } from "../object-key.ts";
import { controllerOf } from "../owner-references.ts";
import type { CronJobLook } from "./active-jobs.ts";
import { readSchedule, untilNextLookUs } from "./cron-job-schedule.ts";
import { cleanUpHistory, noteKnownJobs } from "./known-jobs.ts";
import { startDueJob } from "./start-job.ts";

const SOURCE = "pkg/controller/cronjob/cronjob_controllerv2.go, v1.36";

class CronJobController implements Controller {
  readonly name = "cronjob";
  readonly source = SOURCE;
  readonly watches = ["CronJob", "Job"] as const;

  mayConcern(): boolean {
    return false;
  }

  keysAfter(event: WatchEvent, view: ControllerView): readonly KeyWish[] {
    if (event.kind === "Pod" || event.kind === "Node") return [];
    const { stored, before, type } = event;
    if (stored.kind === "Job") {
      const owners = [ownerOf(stored.object, view), before?.kind === "Job" ? ownerOf(before.object, view) : undefined];
      return [...new Set(owners)].flatMap((owner) => (owner === undefined ? [] : [{ key: keyOf(owner.metadata) }]));
    }
    if (stored.kind !== "CronJob") return [];
    const key = keyOf(stored.object.metadata);
    const isRescheduled =
      type === "updated" && before?.kind === "CronJob" && hasOtherSchedule(before.object, stored.object);
    return isRescheduled ? afterNewSchedule(stored.object, key, view) : [{ key }];
  }

  *sync(view: ControllerView, key: string): Sync {
    const { namespace, name } = objectOfKey(key);
    const cronJob = view.find("CronJob", namespace, name);
    if (cronJob === undefined) return { kind: "done" };
    const look: CronJobLook = { view, namespace, name, cronJob, hasChanged: false };
    const jobs = jobsOf(view, namespace, name);
    yield* cleanUpHistory(look, jobs);
    yield* noteKnownJobs(look, jobs);
    const outcome = yield* startDueJob(look);
    if (!look.hasChanged) return outcome;
    const answer = yield { verb: "updateStatus", stored: { kind: "CronJob", object: look.cronJob } };
    return answer.kind === "done" ? outcome : { kind: "failed", message: answer.message };
  }
}

/** By the name of their owner alone. */
function jobsOf(view: ControllerView, namespace: string, name: string): readonly Job[] {
  if (view.jobsOf !== undefined) return view.jobsOf(namespace, name);
  return view.list("Job", namespace).filter(({ metadata }) => controllerOf(metadata)?.name === name);
}

function ownerOf({ metadata }: Job, view: ControllerView): CronJob | undefined {
  const owner = controllerOf(metadata);
  if (owner?.kind !== "CronJob") return undefined;
  const cronJob = view.find("CronJob", metadata?.namespace ?? "default", owner.name ?? "");
  return cronJob?.metadata?.uid === owner.uid ? cronJob : undefined;
}

function hasOtherSchedule({ spec: before = {} }: CronJob, { spec = {} }: CronJob): boolean {
  return before.schedule !== spec.schedule || before.timeZone !== spec.timeZone;
}

function afterNewSchedule(cronJob: CronJob, key: string, { clock }: ControllerView): readonly KeyWish[] {
  const read = readSchedule(cronJob);
  return read.kind === "parsed" ? [{ key, afterUs: untilNextLookUs(cronJob, read.schedule, clock) }] : [];
}

export const CRON_JOB_CONTROLLER: ControllerDefinition = Object.freeze({
  name: "cronjob",
  source: SOURCE,
  create: () => new CronJobController(),
});
