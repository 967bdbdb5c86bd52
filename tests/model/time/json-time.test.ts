// Durations and times in JSON.

import { describe, expect, it } from "vitest";

import {
  durationOfJson,
  microTimeOfJson,
  microTimeToJson,
  timeOfJson,
  timeToJson,
} from "../../../src/model/time/json-time.ts";
import { ZERO_TIMESTAMP } from "../../../src/model/time/timestamp.ts";

describe("a duration in JSON", () => {
  it("is a text", () => {
    expect(durationOfJson("1m30s")).toEqual({ kind: "parsed", durationNs: 90_000_000_000n });
  });

  it.each([
    [1, "number"],
    [true, "bool"],
    [{}, "object"],
    [[], "array"],
  ])("is not %j", (value, kind) => {
    const message = `json: cannot unmarshal ${kind} into Go value of type string`;
    expect(durationOfJson(value)).toEqual({ kind: "refused", message });
  });

  it("is empty when it is null", () => {
    expect(durationOfJson(null)).toEqual({ kind: "refused", message: 'time: invalid duration ""' });
  });
});

describe("a time in JSON", () => {
  const text = "2026-01-01T00:00:00.500000Z";
  const timestamp = { epochSecond: 1_767_225_600, nanosecond: 500_000_000 };

  it("is a text, cut to seconds when it is written", () => {
    expect(timeOfJson(text)).toEqual({ kind: "parsed", timestamp });
    expect(timeToJson(timestamp)).toBe("2026-01-01T00:00:00Z");
  });

  it("keeps its microseconds as a MicroTime", () => {
    expect(microTimeOfJson(text)).toEqual({ kind: "parsed", timestamp });
    expect(microTimeToJson(timestamp)).toBe(text);
  });

  it("is null for the zero time", () => {
    expect(timeOfJson(null)).toEqual({ kind: "parsed", timestamp: ZERO_TIMESTAMP });
    expect(microTimeOfJson(null)).toEqual({ kind: "parsed", timestamp: ZERO_TIMESTAMP });
    expect([timeToJson(ZERO_TIMESTAMP), microTimeToJson(ZERO_TIMESTAMP)]).toEqual([null, null]);
  });

  it("is no number", () => {
    expect(timeOfJson(1)).toMatchObject({ kind: "refused" });
    expect(microTimeOfJson(1)).toMatchObject({ kind: "refused" });
  });
});
