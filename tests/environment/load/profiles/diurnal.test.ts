// Day and night.

import { describe, expect, it } from "vitest";

import { DIURNAL } from "../../../../src/environment/load/profiles/diurnal.ts";

import { DAY, HOUR, pieces, profile } from "../profile-world.ts";

describe("a daily cycle", () => {
  it("is high at its hour of the wall clock, and low half a day later", () => {
    // The run begins on a Wednesday at six.
    const around = { weekTimeUs: 2 * DAY + 6 * HOUR };
    const { path } = profile(DIURNAL, { low: 10, high: 30, peakAt: "20:00", resolution: "1h" }, around);
    const rates = pieces(path, 24).map((piece) => Number(piece.split(" ")[1]));
    expect([rates.indexOf(Math.max(...rates)), rates.indexOf(Math.min(...rates))]).toEqual([13, 1]);
    expect(rates[13]).toBeGreaterThan(29.7);
    expect(rates[1]).toBeLessThan(10.3);
  });

  it("is as high at night as by day where a user turned them round, which is told", () => {
    expect(profile(DIURNAL, { low: 10, high: 3 }).told).toEqual(["out-of-range low: low: 10 is more than high"]);
  });
});
