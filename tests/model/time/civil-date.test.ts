// The calendar: days, dates, seconds.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  civilTimeOfSecond,
  dateOfDays,
  daysInMonth,
  daysOfDate,
  secondOfCivilTime,
  weekdayOfDays,
  ZERO_TIME_SECOND,
} from "../../../src/model/time/civil-date.ts";

describe("a date", () => {
  it.each([
    [1970, 1, 1, 0],
    [2000, 2, 29, 11_016],
    [2026, 1, 1, 20_454],
    [1, 1, 1, -719_162],
    [1969, 12, 31, -1],
  ])("%i-%i-%i lies %i days after 1970", (year, month, day, days) => {
    expect(daysOfDate(year, month, day)).toBe(days);
    expect(dateOfDays(days)).toEqual({ year, month, day });
  });

  it("beyond its month or year is carried over", () => {
    expect(daysOfDate(2025, 13, 1)).toBe(daysOfDate(2026, 1, 1));
    expect(daysOfDate(2026, 2, 29)).toBe(daysOfDate(2026, 3, 1));
    expect(daysOfDate(2026, 0, 31)).toBe(daysOfDate(2025, 12, 31));
  });

  it("comes back from its days", () => {
    fc.assert(
      fc.property(fc.integer({ min: -800_000, max: 3_000_000 }), (days) => {
        const { year, month, day } = dateOfDays(days);
        expect(daysOfDate(year, month, day)).toBe(days);
      }),
      { seed: 1 },
    );
  });
});

describe("a month", () => {
  it("has its days, also in leap years", () => {
    const lengths = [2000, 1900, 2024, 2026].map((year) => daysInMonth(year, 2));
    expect(lengths).toEqual([29, 28, 29, 28]);
    expect([daysInMonth(2026, 12), daysInMonth(2026, 4)]).toEqual([31, 30]);
  });
});

describe("a weekday", () => {
  it("is counted from Sunday, before 1970 too", () => {
    expect([weekdayOfDays(0), weekdayOfDays(3), weekdayOfDays(-1), weekdayOfDays(-5)]).toEqual([4, 0, 3, 6]);
  });
});

describe("a second", () => {
  it("is a date and a time of day", () => {
    const time = { year: 2026, month: 1, day: 30, hour: 22, minute: 58, second: 31 };
    expect(secondOfCivilTime(time)).toBe(1_769_813_911);
    expect(civilTimeOfSecond(1_769_813_911)).toEqual(time);
  });

  it("may be Go's zero time", () => {
    const time = { year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
    expect(secondOfCivilTime(time)).toBe(ZERO_TIME_SECOND);
    expect(civilTimeOfSecond(ZERO_TIME_SECOND)).toEqual(time);
  });
});
