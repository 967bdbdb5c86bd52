// What the API server says of a CronJob's schedule and time zone.

import { describe, expect, it } from "vitest";

import { scheduleProblems, timeZoneProblems } from "../../../src/model/cron/schedule-problems.ts";

const USE_FIELD = "cannot use TZ or CRON_TZ in schedule, use timeZone field instead";

describe("a schedule", () => {
  it("that can be parsed has no problem, also if it never starts", () => {
    expect(scheduleProblems("0 0 31 2 *", undefined, undefined)).toEqual([]);
    expect(scheduleProblems("@every 1h", "Asia/Tokyo", "TZ=UTC @daily")).toEqual([]);
  });

  it("is told why it cannot be parsed", () => {
    const message = "end of range (60) above maximum (59): 60";
    expect(scheduleProblems("60 * * * *", undefined, undefined)).toEqual([message]);
    expect(scheduleProblems("TZ=0", undefined, undefined)).toEqual([
      "invalid schedule format: runtime error: slice bounds out of range [:-1]",
      USE_FIELD,
    ]);
  });

  it("may name a zone only if it already did", () => {
    expect(scheduleProblems("TZ=UTC 0 0 * * *", "UTC", undefined)).toEqual([USE_FIELD]);
    expect(scheduleProblems("TZ=UTC 0 0 * * *", undefined, "@daily")).toEqual([USE_FIELD]);
    expect(scheduleProblems("TZ=UTC 0 0 * * *", undefined, "CRON_TZ=UTC @daily")).toEqual([]);
    expect(scheduleProblems("TZ=UTC 0 0 * * *", "UTC", "CRON_TZ=UTC @daily")).toEqual([
      "cannot use both timeZone field and TZ or CRON_TZ in schedule",
    ]);
  });
});

describe("a time zone", () => {
  it.each(["UTC", "Europe/Paris", "Etc/GMT+5", "GMT0"])("%s is good", (name) => {
    expect(timeZoneProblems(name)).toEqual([]);
  });

  it.each([
    ["", ["timeZone must be nil or non-empty string"]],
    ["Mars/Base", ["unknown time zone Mars/Base"]],
    [" UTC", ["unknown time zone  UTC"]],
    ["Europe//Paris", ["unknown time zone Europe//Paris"]],
    ["Europe/../UTC", ["unknown time zone Europe/../UTC"]],
    ["-UTC", ["unknown time zone -UTC"]],
    ["America/Indiana/Much_too_long_name", ["unknown time zone America/Indiana/Much_too_long_name"]],
    ["Local", ["timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones"]],
    [
      "LOCAL",
      [
        "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones",
        "unknown time zone LOCAL",
      ],
    ],
  ])("%j is told %j", (name, problems) => {
    expect(timeZoneProblems(name)).toEqual(problems);
  });
});
