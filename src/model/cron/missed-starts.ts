// What the CronJob controller does at a moment: which start is due, how many were missed, when to look again.
// Imitates mostRecentScheduleTime and nextScheduleTimeDuration of pkg/controller/cronjob/utils.go, v1.36.
// Moments are whole microseconds since 1970-01-01T00:00:00Z.

import { INT64_MAX, INT64_MIN } from "../quantity/int64.ts";
import { ZERO_TIME_SECOND } from "../time/civil-date.ts";
import { civilText } from "../time/timestamp.ts";
import type { CronSchedule } from "./cron-schedule.ts";
import { nextStart } from "./next-time.ts";
import { UTC, type TimeZone } from "./time-zone.ts";

/** The facts of a CronJob that decide when it starts. */
export interface CronJobTimes {
  readonly createdAtUs: number;
  readonly lastScheduledAtUs?: number;
  readonly startingDeadlineSeconds?: number;
}

/** How many starts lie between the earliest and the due one; `many`, more than 100, is told by a warning event. */
export type MissedStarts = "none" | "few" | "many";

export type DueStart =
  | {
      readonly kind: "found";
      /** Starts before this do not count: the last one, the creation, or what the deadline leaves. */
      readonly earliestUs: number;
      /** The start to make up for now; absent if there is none, or if the controller's estimate jumps past it. */
      readonly dueAtSecond?: number;
      readonly missed: MissedStarts;
    }
  /** A schedule without starts, such as the 31st of April. */
  | { readonly kind: "failed"; readonly earliestUs: number; readonly message: string };

const US_PER_SECOND = 1_000_000;
const NS_PER_US = 1_000n;
/** More missed starts than this are many. */
const FEW_MISSED_MAX = 100;
/** Added to each wait, for clocks that differ a little. */
const REQUEUE_PADDING_NS = 100_000_000n;
const NS_PER_SECOND = 1_000_000_000n;

/** Which start is due at `nowUs`. */
export function dueStart(schedule: CronSchedule, times: CronJobTimes, nowUs: number): DueStart {
  const { startingDeadlineSeconds } = times;
  const lastUs = times.lastScheduledAtUs ?? times.createdAtUs;
  if (startingDeadlineSeconds === undefined) return dueStartAfter(schedule, lastUs, nowUs);
  const deadlineUs = nowUs - startingDeadlineSeconds * US_PER_SECOND;
  return dueStartAfter(schedule, Math.max(lastUs, deadlineUs), nowUs);
}

/** How long the controller waits until it looks at the CronJob again, in microseconds, cut. The deadline has no say. */
export function requeueAfterUs(schedule: CronSchedule, times: CronJobTimes, nowUs: number): number {
  const due = dueStartAfter(schedule, times.lastScheduledAtUs ?? times.createdAtUs, nowUs);
  const next = startAfter(schedule, Math.floor(requeueFromUs(due, nowUs) / US_PER_SECOND));
  const waitNs = BigInt(next) * NS_PER_SECOND + REQUEUE_PADDING_NS - BigInt(nowUs) * NS_PER_US;
  return Number(withinInt64(waitNs) / NS_PER_US);
}

function requeueFromUs(due: DueStart, nowUs: number): number {
  if (due.kind === "failed") return nowUs;
  if (due.dueAtSecond !== undefined) return due.dueAtSecond * US_PER_SECOND;
  return due.missed === "none" ? due.earliestUs : nowUs;
}

/** The name that the controller gives to the Job of a start. */
export function cronJobJobName(cronJobName: string, startSecond: number): string {
  return `${cronJobName}-${Math.trunc(startSecond / 60)}`;
}

/** The start as the controller writes it into a Job's annotations: in the time of the CronJob's zone. */
export function scheduledTimestampText(startSecond: number, zone: TimeZone = UTC): string {
  const offsetMinutes = Math.trunc(zone.offsetSecondsAt(startSecond) / 60);
  const text = civilText(startSecond + zone.offsetSecondsAt(startSecond));
  if (zone.offsetSecondsAt(startSecond) === 0) return `${text}Z`;
  const size = Math.abs(offsetMinutes);
  const hours = Math.trunc(size / 60)
    .toString()
    .padStart(2, "0");
  return `${text}${offsetMinutes < 0 ? "-" : "+"}${hours}:${(size % 60).toString().padStart(2, "0")}`;
}

function dueStartAfter(schedule: CronSchedule, earliestUs: number, nowUs: number): DueStart {
  const first = startAfter(schedule, Math.floor(earliestUs / US_PER_SECOND));
  const second = startAfter(schedule, first);
  if (nowUs < first * US_PER_SECOND) return { kind: "found", earliestUs, missed: "none" };
  if (nowUs < second * US_PER_SECOND) return { kind: "found", earliestUs, dueAtSecond: first, missed: "none" };
  if (second - first < 1)
    return { kind: "failed", earliestUs, message: "time difference between two schedules is less than 1 second" };
  return madeUpStart(schedule, { earliestUs, first, interval: second - first }, nowUs);
}

interface RegularStarts {
  readonly earliestUs: number;
  readonly first: number;
  /** Seconds between the first start and the second, taken for the length of all. */
  readonly interval: number;
}

/** The estimate goes back by one interval from the last start that a regular schedule would have had. */
function madeUpStart(schedule: CronSchedule, regular: RegularStarts, nowUs: number): DueStart {
  const { earliestUs, first, interval } = regular;
  const elapsedSeconds = Math.floor((nowUs - first * US_PER_SECOND) / US_PER_SECOND);
  const missedCount = Math.floor(elapsedSeconds / interval) + 1;
  const missed = missedCount > FEW_MISSED_MAX ? "many" : "few";
  let due: number | undefined;
  let next = nextStart(schedule, first + (missedCount - 2) * interval);
  while (next !== undefined && next * US_PER_SECOND <= nowUs) {
    due = next;
    next = nextStart(schedule, next);
  }
  return due === undefined
    ? { kind: "found", earliestUs, missed }
    : { kind: "found", earliestUs, dueAtSecond: due, missed };
}

/** A schedule without a further start gives the real controller its zero time, with which it goes on counting. */
function startAfter(schedule: CronSchedule, second: number): number {
  return nextStart(schedule, second) ?? ZERO_TIME_SECOND;
}

/** Go's differences of times end at 292 years. */
function withinInt64(durationNs: bigint): bigint {
  if (durationNs > INT64_MAX) return INT64_MAX;
  return durationNs < INT64_MIN ? INT64_MIN : durationNs;
}
