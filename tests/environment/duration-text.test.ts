// Durations as people write them.

import { describe, expect, it } from "vitest";

import { nearestDuration, parseDuration } from "../../src/environment/duration-text.ts";

describe("durations", () => {
  it.each([
    ["90s", 90_000_000],
    ["24h", 86_400_000_000],
    ["1h30m", 5_400_000_000],
    ["250ms", 250_000],
    ["1.5h", 5_400_000_000],
    ["7d", 604_800_000_000],
    ["3us", 3],
    ["0s", 0],
    ["0.0000004s", 0],
  ])("%s is %i microseconds", (text, us) => {
    expect(parseDuration(text)).toBe(us);
  });

  it.each(["", "90", "-5s", "1h 30m", "s", "5 min", "1e3s", "NaNs", "Infinitys", "36526d", `${"9".repeat(400)}s`])(
    "'%s' is none",
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it.each([
    ["90", "90s"],
    ["5 min", "5m"],
    ["10 Minutes", "10m"],
    ["2hours", "2h"],
    ["3 sec", "3s"],
    ["1.5 H", "1.5h"],
    ["4hr", "4h"],
    ["2 days", "2d"],
  ])("%s was meant as %s", (text, meant) => {
    expect(nearestDuration(text)).toBe(meant);
  });

  it.each(["soon", "", "5 fortnights", "1 week"])("nothing is near '%s'", (text) => {
    expect(nearestDuration(text)).toBeUndefined();
  });
});
