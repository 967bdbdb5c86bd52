// What profiles of days have in common.

import { describe, expect, it } from "vitest";

import { dayOptions, readDay } from "../../../src/environment/load/day-options.ts";
import { REQUEST_RATES } from "../../../src/environment/load/profile-options.ts";

import { DAY, HOUR, readerOf } from "./profile-world.ts";

describe("options of a day", () => {
  it("give a wave about the middle of low and high, at two in the afternoon unless said", () => {
    const reader = readerOf({}, { weekTimeUs: DAY + 20 * HOUR }, []);
    expect(readDay({ low: 10, high: 30 }, null, reader)).toMatchObject({ mean: 20, amplitude: 10, peakUs: -6 * HOUR });
    expect(readDay({ low: 10, high: 30, peakAt: "20:30" }, null, reader)).toMatchObject({ peakUs: HOUR / 2 });
  });

  it.each(["24:00", "7:00", "19:60", "noon"])("do not take %s for a time of day", (peakAt) => {
    expect(dayOptions(REQUEST_RATES).safeParse({ low: 1, high: 2, peakAt }).success).toBe(false);
  });
});
