// Schedules of CronJobs.

import { describe, expect, it } from "vitest";

import {
  readSchedule,
  timesOf,
  untilNextLookUs,
} from "../../../../src/components/controllers/cron-job/cron-job-schedule.ts";
import { fakeView } from "../fake-view.ts";
import { cronJobOf, minutes } from "./build-cron-jobs.ts";

describe("a schedule", () => {
  it("is read in the CronJob's time zone", () => {
    const read = readSchedule(cronJobOf({ schedule: "0 9 * * *", timeZone: "Asia/Tokyo" }));
    const { clock } = fakeView({ nowUs: minutes(1) });
    expect(read.kind).toBe("parsed");
    // 9 o'clock in Tokyo is midnight in UTC.
    expect(read.kind === "parsed" && untilNextLookUs(cronJobOf(), read.schedule, clock)).toBe(
      minutes(24 * 60 - 1) + 100_000,
    );
  });

  it("that cannot be read is told in the parser's words", () => {
    expect(readSchedule(cronJobOf({ schedule: "soon" }))).toEqual({
      kind: "refused",
      message: "expected exactly 5 fields, found 1: [soon]",
    });
    expect(readSchedule(cronJobOf({ schedule: "TZ=UTC" }))).toMatchObject({
      message: "invalid schedule format: runtime error: slice bounds out of range [:-1]",
    });
  });
});

describe("the times of a CronJob", () => {
  it("are its creation, its last start, and its deadline", () => {
    expect(timesOf(cronJobOf())).toEqual({ createdAtUs: 0 });
    const late = cronJobOf({ startingDeadlineSeconds: 20 }, { lastScheduleTime: "1970-01-01T00:01:00Z" });
    expect(timesOf(late)).toEqual({ createdAtUs: 0, lastScheduledAtUs: minutes(1), startingDeadlineSeconds: 20 });
  });
});
