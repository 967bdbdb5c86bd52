// What clocks of a time zone show.

import { describe, expect, it } from "vitest";

import {
  atHour,
  atMonthStart,
  daysLater,
  localMoment,
  monthsLater,
  secondsLater,
  type LocalMoment,
} from "../../../src/model/cron/local-moment.ts";
import { findTimeZone } from "../../../src/model/cron/time-zone.ts";
import { parseTime, timeText } from "../../../src/model/time/timestamp.ts";

function moment(time: string, zone: string): LocalMoment {
  const parsed = parseTime(time);
  const found = findTimeZone(zone);
  if (parsed.kind === "refused" || found.kind === "unknown") throw new Error(`${time} ${zone}`);
  return localMoment(parsed.timestamp.epochSecond, found.zone);
}

function text({ epochSecond }: LocalMoment): string {
  return timeText({ epochSecond, nanosecond: 0 });
}

describe("a moment", () => {
  it("is a date, a time of day and a weekday", () => {
    const shown = { year: 2026, month: 1, day: 31, hour: 4, minute: 44, second: 5, dayOfWeek: 6 };
    expect(moment("2026-01-30T22:59:05Z", "Asia/Kathmandu")).toMatchObject(shown);
  });

  it("moves by seconds, whatever clocks show", () => {
    const before = moment("2026-03-29T00:59:59Z", "Europe/Paris");
    expect([before.hour, secondsLater(before, 1).hour]).toEqual([1, 3]);
  });
});

describe("a date and time of a zone", () => {
  const paris = moment("2026-03-28T01:30:00Z", "Europe/Paris");

  it("keeps the time of day when days or months are added", () => {
    expect(text(daysLater(paris, 2))).toBe("2026-03-30T00:30:00Z");
    expect(text(monthsLater(paris, 9))).toBe("2026-12-28T01:30:00Z");
  });

  it("that clocks skip is taken after the change", () => {
    expect(text(daysLater(paris, 1))).toBe("2026-03-29T01:30:00Z");
  });

  it("that clocks show twice is taken once, as Go takes it", () => {
    expect(text(atHour(moment("2026-10-25T12:00:00Z", "Europe/Paris"), 2))).toBe("2026-10-25T01:00:00Z");
    expect(text(atHour(moment("2026-11-01T12:00:00Z", "America/New_York"), 1))).toBe("2026-11-01T05:00:00Z");
  });

  it("can be the start of the month", () => {
    expect(text(atMonthStart(paris))).toBe("2026-02-28T23:00:00Z");
  });

  it("carries a day that the month lacks over into the next", () => {
    expect(text(monthsLater(moment("2026-01-31T12:00:00Z", "UTC"), 1))).toBe("2026-03-03T12:00:00Z");
  });
});
