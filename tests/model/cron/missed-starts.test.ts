// What the CronJob controller finds due.

import { describe, expect, it } from "vitest";

import { parseCronSchedule, type CronSchedule } from "../../../src/model/cron/cron-schedule.ts";
import {
  cronJobJobName,
  dueStart,
  requeueAfterUs,
  scheduledTimestampText,
  type CronJobTimes,
} from "../../../src/model/cron/missed-starts.ts";
import { findTimeZone } from "../../../src/model/cron/time-zone.ts";
import { parseTime } from "../../../src/model/time/timestamp.ts";

function schedule(text: string): CronSchedule {
  const parsed = parseCronSchedule(text);
  if (parsed.kind !== "parsed") throw new Error(parsed.message);
  return parsed.schedule;
}

function us(text: string): number {
  const parsed = parseTime(text);
  if (parsed.kind === "refused") throw new Error(parsed.message);
  return parsed.timestamp.epochSecond * 1_000_000 + parsed.timestamp.nanosecond / 1_000;
}

const createdAtUs = us("2026-01-01T00:00:30Z");
const created: CronJobTimes = { createdAtUs };

describe("a start", () => {
  const hourly = schedule("0 * * * *");

  it("is not due before its time", () => {
    const due = dueStart(hourly, created, us("2026-01-01T00:59:59.999Z"));
    expect(due).toEqual({ kind: "found", earliestUs: createdAtUs, missed: "none" });
  });

  it("is due from its second on", () => {
    const now = us("2026-01-01T01:00:00Z");
    expect(dueStart(hourly, created, now)).toMatchObject({ dueAtSecond: now / 1e6, missed: "none" });
  });

  it("is the last one if several were missed", () => {
    const due = dueStart(hourly, created, us("2026-01-01T05:10:00Z"));
    expect(due).toMatchObject({ dueAtSecond: us("2026-01-01T05:00:00Z") / 1e6, missed: "few" });
  });

  it("counts from the last one", () => {
    const lastScheduledAtUs = us("2026-01-01T03:00:00Z");
    const times = { createdAtUs, lastScheduledAtUs };
    expect(dueStart(hourly, times, us("2026-01-01T04:00:00Z"))).toMatchObject({ earliestUs: lastScheduledAtUs });
    expect(dueStart(hourly, times, us("2026-01-05T06:59:59Z"))).toMatchObject({ missed: "few" });
    expect(dueStart(hourly, times, us("2026-01-06T09:59:00Z"))).toMatchObject({ missed: "many" });
  });

  it("is not made up for once its deadline is over", () => {
    const now = us("2026-01-01T10:30:00Z");
    expect(dueStart(hourly, { createdAtUs, startingDeadlineSeconds: 1_800 }, now)).not.toHaveProperty("dueAtSecond");
    expect(dueStart(hourly, { createdAtUs, startingDeadlineSeconds: 1_801 }, now)).toMatchObject({
      dueAtSecond: us("2026-01-01T10:00:00Z") / 1e6,
    });
  });

  it("of an irregular schedule may be jumped past by the controller's estimate", () => {
    const times = { createdAtUs, lastScheduledAtUs: us("2026-01-02T01:10:00Z") };
    const due = dueStart(schedule("10 1,23 * * *"), times, us("2026-01-04T12:00:00Z"));
    expect(due).toEqual({ kind: "found", earliestUs: times.lastScheduledAtUs, missed: "few" });
  });

  it("of a schedule without one is an error", () => {
    const never = schedule("0 0 31 4 *");
    const now = us("2026-01-04T12:00:00Z");
    expect(dueStart(never, created, now)).toEqual({
      kind: "failed",
      earliestUs: createdAtUs,
      message: "time difference between two schedules is less than 1 second",
    });
    // The longest negative span that Go can hold.
    expect(requeueAfterUs(never, created, now)).toBeLessThan(-9e15);
  });
});

describe("the controller looks again", () => {
  it.each([
    ["0 * * * *", {}, "2026-01-01T01:00:00Z", 3_600_100_000],
    ["0 * * * *", {}, "2026-01-01T01:00:00.1Z", 3_600_000_000],
    ["0 * * * *", { startingDeadlineSeconds: 0 }, "2026-01-01T10:00:05Z", 3_595_100_000],
    ["@every 1h", {}, "2026-01-01T10:30:00Z", 1_830_100_000],
    ["30 6-16/4 * * 1-5", { lastScheduledAtUs: us("2026-01-02T14:30:00Z") }, "2026-01-05T06:00:00Z", 1_800_100_000],
    ["10 1,23 * * *", { lastScheduledAtUs: us("2026-01-02T01:10:00Z") }, "2026-01-04T12:00:00Z", 40_200_100_000],
  ])("at the next start of %s and a tenth of a second (%j)", (text, times, now, expected) => {
    expect(requeueAfterUs(schedule(text), { createdAtUs, ...times }, us(now))).toBe(expected);
  });
});

describe("the Job of a start", () => {
  it("is named after its minute", () => {
    expect(cronJobJobName("backup", us("2026-01-01T01:00:00Z") / 1e6)).toBe("backup-29453820");
  });

  it("carries its time in the zone of the CronJob", () => {
    const start = us("2026-01-01T01:00:00Z") / 1e6;
    const found = ["Asia/Kathmandu", "America/New_York"].map(findTimeZone);
    const texts = found.map((zone) => (zone.kind === "found" ? scheduledTimestampText(start, zone.zone) : ""));
    expect(texts).toEqual(["2026-01-01T06:45:00+05:45", "2025-12-31T20:00:00-05:00"]);
    expect(scheduledTimestampText(start)).toBe("2026-01-01T01:00:00Z");
  });
});
