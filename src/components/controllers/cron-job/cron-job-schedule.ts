// When a CronJob starts its Jobs: its schedule, read in its time zone.
// Imitates formatSchedule of pkg/controller/cronjob/cronjob_controllerv2.go and pkg/util/parsers, v1.36.

import { parseCronSchedule, scheduleTextInZone, type CronSchedule } from "../../../model/cron/cron-schedule.ts";
import { requeueAfterUs, type CronJobTimes } from "../../../model/cron/missed-starts.ts";
import type { CronJob } from "../../../model/api/types/job.ts";

import type { ControllerClock } from "../controller.ts";
import { epochNowUs, epochUsOf } from "./cron-clock.ts";

export type ReadSchedule =
  | { readonly kind: "parsed"; readonly schedule: CronSchedule }
  /** `message` is the parser's error text. */
  | { readonly kind: "refused"; readonly message: string };

/** By spec, which stays the same object while only status changes: a schedule is read again at every look. */
const READ = new WeakMap<object, ReadSchedule>();

export function readSchedule({ spec = {} }: CronJob): ReadSchedule {
  const known = READ.get(spec) ?? scheduleIn(spec);
  READ.set(spec, known);
  return known;
}

function scheduleIn(spec: NonNullable<CronJob["spec"]>): ReadSchedule {
  const parsed = parseCronSchedule(scheduleTextInZone(spec.schedule ?? "", spec.timeZone));
  if (parsed.kind !== "crashed") return parsed;
  return { kind: "refused", message: `invalid schedule format: ${parsed.message}` };
}

/** What decides when the CronJob starts next. */
export function timesOf({ metadata, spec, status }: CronJob): CronJobTimes {
  const lastScheduledAtUs = epochUsOf(status?.lastScheduleTime);
  const { startingDeadlineSeconds } = spec ?? {};
  return {
    createdAtUs: epochUsOf(metadata?.creationTimestamp) ?? 0,
    ...(lastScheduledAtUs === undefined ? {} : { lastScheduledAtUs }),
    ...(startingDeadlineSeconds === undefined ? {} : { startingDeadlineSeconds }),
  };
}

/** How long until the CronJob is worth another look, µs. */
export function untilNextLookUs(cronJob: CronJob, schedule: CronSchedule, clock: ControllerClock): number {
  return requeueAfterUs(schedule, timesOf(cronJob), epochNowUs(clock));
}
