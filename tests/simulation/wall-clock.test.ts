// The calendar of a run.

import { describe, expect, it } from "vitest";

import { Engine } from "../../src/engine/engine.ts";
import { WallClock } from "../../src/simulation/wall-clock.ts";

describe("the wall clock of a run", () => {
  const clock = new WallClock(new Engine(), "2026-02-28T23:59:58Z");

  it("cuts moments to the second, across the end of a month and before the run", () => {
    expect([clock.timestampAt(0), clock.timestampAt(2_999_999), clock.timestampAt(-1)]).toEqual([
      "2026-02-28T23:59:58Z",
      "2026-03-01T00:00:00Z",
      "2026-02-28T23:59:57Z",
    ]);
  });

  it("reads what it writes, and nothing from nothing", () => {
    expect(clock.momentOf("2026-03-01T00:00:00Z")).toBe(2_000_000);
    expect(clock.momentOf("2026-03-01T00:00:00Z")).toBe(2_000_000);
    expect([clock.momentOf(undefined), clock.momentOf("soon")]).toEqual([undefined, undefined]);
  });
});
