// Starts the Job of a due time, unless the CronJob's rules say otherwise.
// Imitates the second half of syncCronJob of pkg/controller/cronjob/cronjob_controllerv2.go and getJobFromTemplate2 of
// utils.go, v1.36.

import type { CronJob, Job } from "../../../model/api/types/job.ts";
import { cronJobJobName, dueStart, scheduledTimestampText } from "../../../model/cron/missed-starts.ts";
import type { CronSchedule } from "../../../model/cron/cron-schedule.ts";
import { findTimeZone } from "../../../model/cron/time-zone.ts";
import { quoted } from "../../../model/go-text.ts";
import { civilTimeOfSecond, daysOfDate, weekdayOfDays } from "../../../model/time/civil-date.ts";
import { timeText } from "../../../model/time/timestamp.ts";

import type { Requests } from "../claim-objects.ts";
import type { SyncOutcome } from "../controller.ts";
import { controllerOf, controllerReference } from "../owner-references.ts";
import {
  activeOf,
  addToList,
  changeStatus,
  cronJobEvent,
  deleteJob,
  isListed,
  type CronJobLook,
} from "./active-jobs.ts";
import { epochNowUs, epochUsOf } from "./cron-clock.ts";
import { readSchedule, timesOf, untilNextLookUs } from "./cron-job-schedule.ts";

const US_PER_SECOND = 1_000_000;
const SCHEDULED_TIMESTAMP = "batch.kubernetes.io/cronjob-scheduled-timestamp";

const DONE: SyncOutcome = Object.freeze({ kind: "done" });

/** Starts the Job that is due, if one is, and says when to look again. */
export function* startDueJob(look: CronJobLook): Requests<SyncOutcome> {
  const { cronJob, view } = look;
  const { timeZone, suspend, schedule: text = "" } = cronJob.spec ?? {};
  if (cronJob.metadata?.deletionTimestamp !== undefined) return DONE;
  const zone = timeZone === undefined ? undefined : findTimeZone(timeZone);
  if (zone?.kind === "unknown") {
    yield cronJobEvent(look, "Warning", "UnknownTimeZone", `invalid timeZone: ${quoted(timeZone!)}: ${zone.message}`);
    return DONE;
  }
  if (suspend === true) return DONE;
  if (text.includes("TZ")) yield cronJobEvent(look, "Warning", "UnsupportedSchedule", zoneInScheduleText(text));
  const read = readSchedule(cronJob);
  if (read.kind === "refused") {
    yield cronJobEvent(
      look,
      "Warning",
      "UnparseableSchedule",
      `unparseable schedule: ${quoted(text)} : ${read.message}`,
    );
    return DONE;
  }
  const { schedule } = read;
  const due = dueStart(schedule, timesOf(cronJob), epochNowUs(view.clock));
  if (due.kind === "failed") {
    yield cronJobEvent(look, "Warning", "InvalidSchedule", `invalid schedule: ${text} : ${due.message}`);
    return DONE;
  }
  if (due.dueAtSecond === undefined) return lookAgain(look, schedule);
  if (due.missed === "many") {
    const advice = "Set or decrease .spec.startingDeadlineSeconds or check clock skew";
    yield cronJobEvent(look, "Warning", "TooManyMissedTimes", `too many missed start times. ${advice}`);
  }
  return yield* startAt(look, due.dueAtSecond, schedule);
}

function zoneInScheduleText(schedule: string): string {
  const page = "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/";
  return `CRON_TZ or TZ used in schedule ${quoted(schedule)} is not officially supported, see ${page} for more details`;
}

function lookAgain({ cronJob, view }: CronJobLook, schedule: CronSchedule): SyncOutcome {
  return { kind: "done", afterUs: untilNextLookUs(cronJob, schedule, view.clock) };
}

/** Starts the Job of this time unless it is too late, was started already, or must wait for others. */
function* startAt(look: CronJobLook, dueAtSecond: number, schedule: CronSchedule): Requests<SyncOutcome> {
  const { cronJob, view } = look;
  const { startingDeadlineSeconds, concurrencyPolicy } = cronJob.spec ?? {};
  const latestUs = (dueAtSecond + (startingDeadlineSeconds ?? 0)) * US_PER_SECOND;
  if (startingDeadlineSeconds !== undefined && latestUs < epochNowUs(view.clock)) {
    const message = `Missed scheduled time to start a job: ${rfc1123Text(dueAtSecond)}`;
    yield cronJobEvent(look, "Warning", "MissSchedule", message);
    return lookAgain(look, schedule);
  }
  if (isStarted(look, dueAtSecond)) return lookAgain(look, schedule);
  const active = activeOf(cronJob);
  if (concurrencyPolicy === "Forbid" && active.length > 0) {
    const message = "Not starting job because prior execution is running and concurrency policy is Forbid";
    yield cronJobEvent(look, "Normal", "JobAlreadyActive", message);
    return lookAgain(look, schedule);
  }
  const problem =
    (concurrencyPolicy === "Replace" ? yield* removeActive(look) : undefined) ?? (yield* createJob(look, dueAtSecond));
  if (problem !== undefined) return problem;
  return lookAgain(look, schedule);
}

function isStarted({ cronJob, name, namespace }: CronJobLook, dueAtSecond: number): boolean {
  const jobName = cronJobJobName(name, dueAtSecond);
  const isActive = activeOf(cronJob).some((job) => job.name === jobName && job.namespace === namespace);
  return isActive || epochUsOf(cronJob.status?.lastScheduleTime) === dueAtSecond * US_PER_SECOND;
}

/** Deletes the Jobs that still run; how the sync ends if one cannot be. */
function* removeActive(look: CronJobLook): Requests<SyncOutcome | undefined> {
  for (const { namespace = look.namespace, name = "" } of activeOf(look.cronJob)) {
    const job = look.view.find("Job", namespace, name);
    if (job === undefined) {
      const message = `jobs.batch ${quoted(name)} not found`;
      yield cronJobEvent(look, "Warning", "FailedGet", `Get job: ${message}`);
      return { kind: "failed", message };
    }
    if (!(yield* deleteJob(look, job)))
      return { kind: "failed", message: `could not replace job ${namespace}/${name}` };
  }
  return undefined;
}

/** Makes the Job, and notes it; how the sync ends if there is nothing to note. */
function* createJob(look: CronJobLook, dueAtSecond: number): Requests<SyncOutcome | undefined> {
  const wanted = jobOf(look.cronJob, look.namespace, dueAtSecond);
  const answer = yield { verb: "create", stored: { kind: "Job", object: wanted } };
  if (answer.kind === "done") {
    const made = answer.stored?.kind === "Job" ? answer.stored.object : wanted;
    yield cronJobEvent(look, "Normal", "SuccessfulCreate", `Created job ${answer.name}`);
    return noteStarted(look, made, dueAtSecond);
  }
  if (answer.reason === "AlreadyExists") {
    const existing = look.view.find("Job", look.namespace, wanted.metadata?.name ?? "");
    const isOwn = controllerOf(existing?.metadata)?.uid === look.cronJob.metadata?.uid;
    if (existing === undefined) return { kind: "failed", message: answer.message };
    return !isOwn || isListed(look.cronJob, existing.metadata?.uid) ? DONE : noteStarted(look, existing, dueAtSecond);
  }
  if (answer.reason !== "NamespaceTerminating") {
    yield cronJobEvent(look, "Warning", "FailedCreate", `Error creating job: ${answer.message}`);
  }
  return { kind: "failed", message: answer.message };
}

function noteStarted(look: CronJobLook, job: Job, dueAtSecond: number): undefined {
  addToList(look, job);
  changeStatus(look, { lastScheduleTime: timeText({ epochSecond: dueAtSecond, nanosecond: 0 }) });
  return undefined;
}

/** The Job of a start. Its name follows from the start, so that no start has two. */
function jobOf(cronJob: CronJob, namespace: string, dueAtSecond: number): Job {
  const { metadata, spec = {} } = cronJob;
  const { metadata: template = {}, spec: jobSpec = {} } = spec.jobTemplate ?? {};
  const zone = findTimeZone(spec.timeZone ?? "");
  const scheduled = scheduledTimestampText(dueAtSecond, zone.kind === "found" ? zone.zone : undefined);
  return {
    metadata: {
      name: cronJobJobName(metadata?.name ?? "", dueAtSecond),
      namespace,
      ...(template.labels === undefined ? {} : { labels: template.labels }),
      annotations: { ...template.annotations, [SCHEDULED_TIMESTAMP]: scheduled },
      ownerReferences: [controllerReference("batch/v1", "CronJob", metadata)],
    },
    spec: jobSpec,
  };
}

const DAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `Mon, 05 Jan 2026 00:00:00 +0000`, as time.RFC1123Z. */
function rfc1123Text(epochSecond: number): string {
  const { year, month, day, hour, minute, second } = civilTimeOfSecond(epochSecond);
  const weekday = DAYS[weekdayOfDays(daysOfDate(year, month, day))];
  const [dd, hh, mm, ss] = [day, hour, minute, second].map((part) => `${part}`.padStart(2, "0"));
  return `${weekday}, ${dd} ${MONTHS[month - 1]} ${year} ${hh}:${mm}:${ss} +0000`;
}
