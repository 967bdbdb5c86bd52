// Points in time as the API reads and writes them.

import { describe, expect, it } from "vitest";

import {
  isZeroTimestamp,
  microTimeText,
  microTimeToJson,
  parseMicroTime,
  parseTime,
  timeText,
  timeToJson,
  ZERO_TIMESTAMP,
} from "../../../src/model/time/timestamp.ts";

const START_OF_2026 = 1_767_225_600;

describe("parsing a time", () => {
  it.each([
    ["2026-01-01T00:00:00Z", START_OF_2026, 0],
    ["2026-01-01T05:45:00+05:45", START_OF_2026, 0],
    ["2025-12-31T19:00:00-05:00", START_OF_2026, 0],
    ["2026-01-01T0:00:00Z", START_OF_2026, 0],
    ["2026-01-01T00:00:00,5Z", START_OF_2026, 500_000_000],
    ["2026-01-01T00:00:00.1234567891Z", START_OF_2026, 123_456_789],
    ["2026-01-02T00:00:00+24:60", START_OF_2026 - 3_600, 0],
  ])("reads %s", (text, epochSecond, nanosecond) => {
    expect(parseTime(text)).toEqual({ kind: "parsed", timestamp: { epochSecond, nanosecond } });
  });

  it.each([
    ["", ' as "2006-01-02T15:04:05Z07:00": cannot parse "" as "2006"'],
    ["2026-1-1T00:00:00Z", ' as "2006-01-02T15:04:05Z07:00": cannot parse "1-1T00:00:00Z" as "01"'],
    ["2026-01-01t00:00:00z", ' as "2006-01-02T15:04:05Z07:00": cannot parse "t00:00:00z" as "T"'],
    ["2026-01-01T00:00:00", ' as "2006-01-02T15:04:05Z07:00": cannot parse "" as "Z07:00"'],
    ["2026-01-01T00:00:00*01:00", ' as "2006-01-02T15:04:05Z07:00": cannot parse "*01:00" as "Z07:00"'],
    ["2026-13-01T00:00:00Z", ": month out of range"],
    ["2026-02-30T00:00:00Z", ": day out of range"],
    ["2026-01-01T24:00:00Z", ": hour out of range"],
    ["2026-01-01T00:60:00Z", ": minute out of range"],
    ["2026-12-31T23:59:60Z", ": second out of range"],
    ["2026-01-01T00:00:00+25:xx", ": time zone offset hour out of range"],
    ["2026-01-01T00:00:00+25:61", ": time zone offset minute out of range"],
    ["2026-01-01T00:00:00Zx", ': extra text: "x"'],
  ])("refuses %j", (text, problem) => {
    expect(parseTime(text)).toEqual({ kind: "refused", message: `parsing time "${text}"${problem}` });
  });

  it("speaks of bytes beyond ASCII", () => {
    expect(parseTime("é")).toEqual({
      kind: "refused",
      message: String.raw`parsing time "\xc3\xa9" as "2006-01-02T15:04:05Z07:00": cannot parse "\xc3\xa9" as "2006"`,
    });
  });
});

describe("parsing a time with microseconds", () => {
  it("wants exactly six decimals", () => {
    const nanosecond = 123_456_000;
    expect(parseMicroTime("2026-01-01T00:00:00.123456Z")).toEqual({
      kind: "parsed",
      timestamp: { epochSecond: START_OF_2026, nanosecond },
    });
    expect(parseMicroTime("2026-01-01T00:00:00Z")).toMatchObject({ kind: "refused" });
    expect(parseMicroTime("2026-01-01T00:00:00.1234567Z")).toMatchObject({ kind: "refused" });
  });

  it("takes a sign for a part of the number, as Go does", () => {
    expect(parseMicroTime("2026-01-01T00:00:00.+12345Z")).toMatchObject({ timestamp: { nanosecond: 12_345_000 } });
    expect(parseMicroTime("2026-01-01T00:00:00.-00000Z")).toMatchObject({ timestamp: { nanosecond: 0 } });
    expect(parseMicroTime("2026-01-01T00:00:00.-12345Z")).toEqual({
      kind: "refused",
      message: 'parsing time "2026-01-01T00:00:00.-12345Z": fractional second out of range',
    });
  });
});

describe("the text of a time", () => {
  it("is UTC, with whole seconds or six decimals", () => {
    const timestamp = { epochSecond: START_OF_2026, nanosecond: 123_456_789 };
    expect(timeText(timestamp)).toBe("2026-01-01T00:00:00Z");
    expect(microTimeText(timestamp)).toBe("2026-01-01T00:00:00.123456Z");
  });

  it("has years of at least four digits", () => {
    expect(timeText(ZERO_TIMESTAMP)).toBe("0001-01-01T00:00:00Z");
    expect(timeText({ epochSecond: -62_167_219_201, nanosecond: 0 })).toBe("-0001-12-31T23:59:59Z");
  });
});

describe("the zero time", () => {
  it("is the first of January of the year 1, to the nanosecond", () => {
    expect(isZeroTimestamp(ZERO_TIMESTAMP)).toBe(true);
    expect(isZeroTimestamp({ ...ZERO_TIMESTAMP, nanosecond: 1 })).toBe(false);
  });

  it("is null in JSON, where other times are texts", () => {
    expect([timeToJson(ZERO_TIMESTAMP), microTimeToJson(ZERO_TIMESTAMP)]).toEqual([null, null]);
    const timestamp = { epochSecond: 1_767_225_600, nanosecond: 500_000_000 };
    expect(timeToJson(timestamp)).toBe("2026-01-01T00:00:00Z");
    expect(microTimeToJson(timestamp)).toBe("2026-01-01T00:00:00.500000Z");
  });
});
