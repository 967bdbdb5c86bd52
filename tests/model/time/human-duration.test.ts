// Ages as kubectl shows them.

import { describe, expect, it } from "vitest";

import { humanDuration, shortHumanDuration } from "../../../src/model/time/human-duration.ts";

const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;

describe("an age", () => {
  it.each([
    [-2n * SECOND, "<invalid>", "<invalid>"],
    [-SECOND, "0s", "0s"],
    [-1n, "0s", "0s"],
    [119n * SECOND, "119s", "1m"],
    [2n * MINUTE, "2m", "2m"],
    [2n * MINUTE + 5n * SECOND, "2m5s", "2m"],
    [10n * MINUTE + SECOND, "10m", "10m"],
    [3n * HOUR, "3h", "3h"],
    [3n * HOUR + 10n * MINUTE, "3h10m", "3h"],
    [8n * HOUR + MINUTE, "8h", "8h"],
    [47n * HOUR, "47h", "1d"],
    [2n * DAY, "2d", "2d"],
    [7n * DAY + 23n * HOUR, "7d23h", "7d"],
    [100n * DAY, "100d", "100d"],
    [2n * 365n * DAY, "2y", "2y"],
    [3n * 365n * DAY + 8n * DAY, "3y8d", "3y"],
    [9n * 365n * DAY, "9y", "9y"],
  ])("of %s ns is %s, in short %s", (durationNs, long, short) => {
    expect(humanDuration(durationNs)).toBe(long);
    expect(shortHumanDuration(durationNs)).toBe(short);
  });

  it("rounds a last nanosecond as doubles do", () => {
    expect(shortHumanDuration(365n * DAY - 1n)).toBe("1y");
  });
});
