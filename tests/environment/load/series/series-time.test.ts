// Times as recorded series write them.

import { describe, expect, it } from "vitest";

import { parseSeriesTime } from "../../../../src/environment/load/series/series-time.ts";

const NOON = 1_767_268_800_000_000;

describe("a time of a series", () => {
  it.each([
    ["2026-01-01 12:00:00", "a date without a zone", NOON],
    ["2026-01-01T12:00", "a date without a zone", NOON],
    ["2026-01-01", "a date without a zone", NOON - 43_200_000_000],
    ["2026-01-01 12:00:00.1234567", "a date without a zone", NOON + 123_457],
    ["2026-01-01 12:00:00,5", "a date without a zone", NOON + 500_000],
    ["2026-01-01T12:00:00Z", "a date with a zone", NOON],
    ["2026-01-01 12:00:00 UTC", "a date with a zone", NOON],
    ["2026-01-01T12:00:00+05:30", "a date with a zone", NOON - 19_800_000_000],
    ["2026-01-01T12:00:00-0800", "a date with a zone", NOON + 28_800_000_000],
    ["0", "seconds", 0],
    ["1767268800", "seconds", NOON],
    ["1767268800.25", "seconds", NOON + 250_000],
    ["1767268800123", "milliseconds", NOON + 123_000],
    ["1767268800123456", "microseconds", NOON + 123_456],
    ["1767268800123456000", "nanoseconds", NOON + 123_456],
    ["1h30m", "a span", 5_400_000_000],
  ])("%s", (text, form, us) => {
    expect(parseSeriesTime(text)).toEqual({ form, us });
  });

  it.each([
    "",
    "noon",
    "2026-13-01",
    "2026-02-29",
    "2026-01-01 24:00:00",
    "01/02/2026",
    "2026/01/02",
    "12:00",
    "-5",
    "5 m",
  ])("is not %j", (text) => {
    expect(parseSeriesTime(text)).toBeUndefined();
  });
});
