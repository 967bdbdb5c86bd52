// The calendar of a run.

import { describe, expect, it } from "vitest";

import { epochNowUs, epochUsOf } from "../../../../src/components/controllers/cron-job/cron-clock.ts";
import { fakeView } from "../fake-view.ts";

describe("the calendar", () => {
  it("says now to the microsecond, also where the run begins within a second", () => {
    expect(epochNowUs(fakeView({ nowUs: 61_250_001 }).clock)).toBe(61_250_001);
    const startUs = 1_767_571_200_300_000;
    const clock = {
      nowUs: 900_000,
      timestampAt: (us: number) => fakeView({}).clock.timestampAt(us + startUs),
      momentOf: (text: string | undefined) => fakeView({}).clock.momentOf(text)! - startUs,
    };
    expect(epochNowUs(clock)).toBe(1_767_571_201_200_000);
  });

  it("reads what objects say", () => {
    expect(epochUsOf("1970-01-01T00:01:00Z")).toBe(60_000_000);
    expect(epochUsOf(undefined)).toBeUndefined();
    expect(epochUsOf("soon")).toBeUndefined();
  });
});
