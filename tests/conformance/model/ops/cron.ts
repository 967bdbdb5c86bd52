// Operations of cron.jsonl.

import { parseCronSchedule, scheduleTextInZone, type CronSchedule } from "../../../../src/model/cron/cron-schedule.ts";
import { cronJobJobName, dueStart, requeueAfterUs } from "../../../../src/model/cron/missed-starts.ts";
import { nextStart } from "../../../../src/model/cron/next-time.ts";
import { parseTime, civilText } from "../../../../src/model/time/timestamp.ts";
import type { Answer, Operation, Operations, RecordedValue } from "../operation.ts";

export const CRON_OPERATIONS: Operations = Object.freeze({
  next: withSchedule(next),
  missed: withSchedule(missed),
});

const TIMES_SHOWN = 5;

type ScheduleOperation = (schedule: CronSchedule, input: RecordedValue, expected: RecordedValue) => unknown;

/** Parses the schedule as the controller does, with a CronJob's zone before it. */
function withSchedule(operation: ScheduleOperation): Operation {
  return (input, expected): Answer => {
    const text = scheduleTextInZone(input["schedule"] as string, input["timeZone"] as string | undefined);
    const parsed = parseCronSchedule(text);
    if (parsed.kind === "parsed")
      return { kind: "answered", actual: operation(parsed.schedule, input, expected), expected };
    const error = parsed.kind === "crashed" ? `panic: ${parsed.message}` : parsed.message;
    return { kind: "answered", actual: { error }, expected };
  };
}

function next(schedule: CronSchedule, input: RecordedValue): unknown {
  const times: string[] = [];
  let second = nextStart(schedule, Math.floor(microseconds(input["after"] as string) / 1e6));
  while (second !== undefined && times.length < TIMES_SHOWN) {
    times.push(timeText(second * 1e6));
    second = nextStart(schedule, second);
  }
  return { next: times };
}

function missed(schedule: CronSchedule, input: RecordedValue, expected: RecordedValue): unknown {
  const last = input["lastScheduleTime"] as string | undefined;
  const deadline = input["startingDeadlineSeconds"] as number | undefined;
  const times = {
    createdAtUs: microseconds(input["created"] as string),
    ...(last === undefined ? {} : { lastScheduledAtUs: microseconds(last) }),
    ...(deadline === undefined ? {} : { startingDeadlineSeconds: deadline }),
  };
  const nowUs = microseconds(input["now"] as string);
  const due = dueStart(schedule, times, nowUs);
  const earliest = timeText(due.earliestUs);
  // FORMAT.md: meaningless where there is an error.
  if (due.kind === "failed")
    return { ...expected, earliest, error: due.message, mostRecent: null, missed: expected["missed"] };
  const start = due.dueAtSecond;
  return {
    earliest,
    missed: due.missed,
    mostRecent: start === undefined ? null : timeText(start * 1e6),
    ...(start === undefined ? {} : { jobNameSuffix: cronJobJobName("", start).slice(1) }),
    requeueAfterUs: requeueAfterUs(schedule, times, nowUs).toString(),
  };
}

function microseconds(text: string): number {
  const parsed = parseTime(text);
  if (parsed.kind === "refused") throw new Error(parsed.message);
  return parsed.timestamp.epochSecond * 1e6 + Math.floor(parsed.timestamp.nanosecond / 1e3);
}

/** RFC 3339 with the decimals that there are. */
function timeText(us: number): string {
  const second = Math.floor(us / 1e6);
  const decimals = (us - second * 1e6).toString().padStart(6, "0").replace(/0+$/, "");
  return `${civilText(second)}${decimals === "" ? "" : `.${decimals}`}Z`;
}
