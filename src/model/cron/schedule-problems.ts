// What is wrong with a CronJob's `schedule` and `timeZone`, in the API server's words.
// Imitates validateScheduleFormat and validateTimeZone of pkg/apis/batch/validation/validation.go, v1.36.

import { parseCronSchedule } from "./cron-schedule.ts";
import { findTimeZone } from "./time-zone.ts";

/** What each part of a zone's name may look like, between slashes. */
const ZONE_PART = /^[A-Za-z.\-_0-9+]{1,14}$/;

/**
 * The details of the `Invalid value` errors of a schedule that is not empty. Only a schedule that already named a zone
 * before an update (`previous`, absent on creation) may do so, and then not together with a `timeZone`.
 */
export function scheduleProblems(
  schedule: string,
  timeZone: string | undefined,
  previous: string | undefined,
): readonly string[] {
  const parsed = parseCronSchedule(schedule);
  const problems: string[] = [];
  if (parsed.kind === "refused") problems.push(parsed.message);
  if (parsed.kind === "crashed") problems.push(`invalid schedule format: ${parsed.message}`);
  if (!namesZone(schedule)) return problems;
  if (previous === undefined || !namesZone(previous))
    problems.push("cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
  else if (timeZone !== undefined) problems.push("cannot use both timeZone field and TZ or CRON_TZ in schedule");
  return problems;
}

function namesZone(schedule: string): boolean {
  return schedule.includes("TZ");
}

/** The details of the `Invalid value` errors of a `timeZone` that is there. */
export function timeZoneProblems(name: string): readonly string[] {
  if (name === "") return ["timeZone must be nil or non-empty string"];
  if (name.split("/").some((part) => part === "." || part === ".." || part.startsWith("-") || !ZONE_PART.test(part)))
    return [`unknown time zone ${name}`];
  const found = findTimeZone(name);
  const unknown = found.kind === "unknown" ? [found.message] : [];
  if (name.toLowerCase() !== "local") return unknown;
  return ["timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones", ...unknown];
}
