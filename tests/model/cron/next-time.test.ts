// When schedules start. Times of Kubernetes' own library; what clocks do in a zone stands beside it.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseCronSchedule, type CronSchedule } from "../../../src/model/cron/cron-schedule.ts";
import { nextStart } from "../../../src/model/cron/next-time.ts";
import { parseTime, timeText } from "../../../src/model/time/timestamp.ts";

function schedule(text: string): CronSchedule {
  const parsed = parseCronSchedule(text);
  if (parsed.kind !== "parsed") throw new Error(parsed.message);
  return parsed.schedule;
}

function second(text: string): number {
  const parsed = parseTime(text);
  if (parsed.kind === "refused") throw new Error(parsed.message);
  return parsed.timestamp.epochSecond;
}

/** The next so many starts. */
function starts(text: string, after: string, count: number): readonly string[] {
  const times: string[] = [];
  let next = nextStart(schedule(text), second(after));
  while (next !== undefined && times.length < count) {
    times.push(timeText({ epochSecond: next, nanosecond: 0 }));
    next = nextStart(schedule(text), next);
  }
  return times;
}

describe("the next start", () => {
  it.each([
    ["* * * * *", "2026-02-28T23:59:00Z", ["2026-03-01T00:00:00Z", "2026-03-01T00:01:00Z"]],
    ["30 3 * * *", "2026-01-30T03:30:00Z", ["2026-01-31T03:30:00Z", "2026-02-01T03:30:00Z"]],
    ["0 0 31 * *", "2026-01-31T00:00:00Z", ["2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z"]],
    ["0 0 29 2 *", "2026-01-30T22:58:30Z", ["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"]],
    ["@every 90s", "2026-01-30T22:58:30Z", ["2026-01-30T23:00:00Z", "2026-01-30T23:01:30Z"]],
    ["0 9-17/2 * * 1-5", "2026-01-30T16:00:00Z", ["2026-01-30T17:00:00Z", "2026-02-02T09:00:00Z"]],
  ])("of %s after %s is as the library says", (text, after, expected) => {
    expect(starts(text, after, 2)).toEqual(expected);
  });

  it("is on a day of the month or of the week if both are restricted", () => {
    expect(starts("0 12 */2 * 5", "2026-02-03T12:00:00Z", 3)).toEqual([
      "2026-02-05T12:00:00Z",
      "2026-02-06T12:00:00Z",
      "2026-02-07T12:00:00Z",
    ]);
  });

  it("must suit both if one of them leaves nothing out", () => {
    expect(starts("0 12 ? * 5", "2026-01-30T22:58:30Z", 2)).toEqual(["2026-02-06T12:00:00Z", "2026-02-13T12:00:00Z"]);
  });

  it("is absent where there is none within five years", () => {
    expect(starts("0 0 31 4 *", "2026-01-30T22:58:30Z", 1)).toEqual([]);
    expect(starts("0 0 29 2 *", "2096-02-29T00:00:00Z", 1)).toEqual([]);
    expect(starts(", * * * *", "2026-01-30T22:58:30Z", 1)).toEqual([]);
    expect(starts("* * , * ,", "2026-01-30T22:58:30Z", 1)).toEqual([]);
  });
});

describe("when clocks go forward", () => {
  it("a start in the hour that is left out is left out", () => {
    expect(starts("TZ=Europe/Paris 30 2 * * *", "2026-03-28T12:00:00Z", 2)).toEqual([
      "2026-03-30T00:30:00Z",
      "2026-03-31T00:30:00Z",
    ]);
  });

  it("an hourly start goes on", () => {
    expect(starts("TZ=America/New_York 0 * * * *", "2026-03-08T05:30:00Z", 3)).toEqual([
      "2026-03-08T06:00:00Z",
      "2026-03-08T07:00:00Z",
      "2026-03-08T08:00:00Z",
    ]);
  });

  it("a day without a midnight starts at one", () => {
    expect(starts("TZ=America/Sao_Paulo 0 1 * * *", "2018-11-03T12:00:00Z", 2)).toEqual([
      "2018-11-04T03:00:00Z",
      "2018-11-05T03:00:00Z",
    ]);
  });
});

describe("when clocks go back", () => {
  it("a start in the hour that comes twice comes twice", () => {
    expect(starts("TZ=America/New_York 30 1 * * *", "2026-10-31T12:00:00Z", 3)).toEqual([
      "2026-11-01T05:30:00Z",
      "2026-11-01T06:30:00Z",
      "2026-11-02T06:30:00Z",
    ]);
  });
});

describe("when clocks go back by half an hour", () => {
  it("minutes and hours are found as if each were tried", () => {
    expect(starts("TZ=Australia/Lord_Howe 20,50 * * * *", "2026-04-04T14:05:00Z", 4)).toEqual([
      "2026-04-04T14:20:00Z",
      "2026-04-04T14:50:00Z",
      "2026-04-04T15:20:00Z",
      "2026-04-04T15:50:00Z",
    ]);
    expect(starts("TZ=Australia/Lord_Howe 10 1,3 * * *", "2026-04-04T12:05:00Z", 3)).toEqual([
      "2026-04-04T14:10:00Z",
      "2026-04-04T16:40:00Z",
      "2026-04-05T14:40:00Z",
    ]);
  });
});

describe("any schedule of minutes and hours", () => {
  it("starts at the first minute that matches, as trying each minute finds", () => {
    const day = 24 * 60;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 2_000_000_000 }),
        (minute, hour, after) => {
          const tried = Array.from({ length: day + 1 }, (_, index) => (Math.floor(after / 60) + 1 + index) * 60);
          const first = tried.find((time) => (time / 60) % 60 === minute && Math.floor(time / 3_600) % 24 === hour);
          expect(nextStart(schedule(`${minute} ${hour} * * *`), after)).toBe(first);
        },
      ),
      { seed: 1, numRuns: 50 },
    );
  });
});
