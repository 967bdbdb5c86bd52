// Cosines over time with factors for days.

import { describe, expect, it } from "vitest";

import { meanOfWave, wavePath, type Wave } from "../../../src/environment/load/wave.ts";

import { DAY, HOUR, requestsUntil, SECOND } from "./profile-world.ts";

const WAVE: Wave = {
  mean: 10,
  amplitude: 10,
  periodUs: DAY,
  peakUs: 0,
  resolutionUs: 7 * SECOND,
  weekTimeUs: 0,
  dayFactors: null,
};

describe("a wave", () => {
  it("comes to its mean over each period, in steps that do not divide it", () => {
    expect(requestsUntil(wavePath(WAVE), 7 * DAY)).toBeCloseTo(7 * 864_000, 3);
  });

  it("comes to the area below the curve from one step to another", () => {
    const quarter = requestsUntil(wavePath({ ...WAVE, resolutionUs: HOUR }), 6 * HOUR);
    expect(quarter).toBeCloseTo(10 * 21_600 + (10 * 86_400) / (2 * Math.PI), 4);
  });

  it("is multiplied by the factor of the day", () => {
    const days = { ...WAVE, weekTimeUs: 6 * DAY, dayFactors: [2, 1, 1, 1, 1, 1, 0] };
    expect(requestsUntil(wavePath(days), 2 * DAY)).toBeCloseTo(2 * 864_000, 3);
    expect(meanOfWave(days)).toBe(10);
  });
});
