// Time zones by name and their offsets.

import { describe, expect, it } from "vitest";

import { findTimeZone, UTC, type TimeZone } from "../../../src/model/cron/time-zone.ts";
import { ZERO_TIME_SECOND } from "../../../src/model/time/civil-date.ts";
import { parseTime } from "../../../src/model/time/timestamp.ts";

function zone(name: string): TimeZone {
  const found = findTimeZone(name);
  if (found.kind === "unknown") throw new Error(found.message);
  return found.zone;
}

function second(text: string): number {
  const parsed = parseTime(text);
  if (parsed.kind === "refused") throw new Error(parsed.message);
  return parsed.timestamp.epochSecond;
}

describe("a time zone", () => {
  it.each([
    ["Europe/Paris", "2026-03-29T01:00:00Z", 3_600, 7_200],
    ["Europe/Paris", "2026-10-25T01:00:00Z", 7_200, 3_600],
    ["America/New_York", "2026-03-08T07:00:00Z", -18_000, -14_400],
    ["Australia/Lord_Howe", "2026-04-04T15:00:00Z", 39_600, 37_800],
    ["Pacific/Apia", "2011-12-30T10:00:00Z", -36_000, 50_400],
    ["America/Recife", "2000-10-08T03:00:00Z", -10_800, -7_200],
    ["America/Recife", "2000-10-15T02:00:00Z", -7_200, -10_800],
    // Beyond the years that the database lists one by one.
    ["Europe/Berlin", "2090-03-26T01:00:00Z", 3_600, 7_200],
  ])("%s changes its clocks at %s from %i to %i seconds", (name, at, before, after) => {
    const { offsetSecondsAt } = { offsetSecondsAt: (epochSecond: number) => zone(name).offsetSecondsAt(epochSecond) };
    expect([offsetSecondsAt(second(at) - 1), offsetSecondsAt(second(at))]).toEqual([before, after]);
  });

  it.each([
    ["Asia/Kathmandu", 20_700],
    ["Asia/Kolkata", 19_800],
    ["US/Pacific", -28_800],
    ["Etc/GMT+5", -18_000],
    ["Factory", 0],
    ["EST", -18_000],
    ["Zulu", 0],
  ])("%s is %i seconds ahead in January 2026", (name, offset) => {
    expect(zone(name).offsetSecondsAt(second("2026-01-10T00:00:00Z"))).toBe(offset);
  });

  it("answers for the year 1 with local mean time", () => {
    expect(zone("America/New_York").offsetSecondsAt(ZERO_TIME_SECOND)).toBe(-17_762);
  });

  it("answers alike in whatever order it is asked", () => {
    const there = zone("Africa/Casablanca");
    const days = Array.from({ length: 800 }, (_, day) => second("2025-06-01T12:00:00Z") + day * 86_400);
    const forward = days.map((day) => there.offsetSecondsAt(day));
    const backward = days.toReversed().map((day) => there.offsetSecondsAt(day));
    expect(backward.toReversed()).toEqual(forward);
    expect(new Set(forward)).toEqual(new Set([0, 3_600]));
  });

  it.each(["", "UTC", "Local"])("of the name %j is UTC", (name) => {
    expect(zone(name)).toBe(UTC);
  });
});

describe("a name of no time zone", () => {
  it.each([
    ["Mars/Base", "unknown time zone Mars/Base"],
    ["europe/paris", "unknown time zone europe/paris"],
    ["+01:00", "unknown time zone +01:00"],
    ["Europe", "is a directory"],
    ["Europe/Paris/x", "not a directory"],
    ["../etc/passwd", "time: invalid location name"],
    ["/etc/passwd", "time: invalid location name"],
    [String.raw`\x`, "time: invalid location name"],
    ["__proto__", "unknown time zone __proto__"],
    ["constructor", "unknown time zone constructor"],
  ])("%s is told: %s", (name, message) => {
    expect(findTimeZone(name)).toEqual({ kind: "unknown", message });
  });
});
