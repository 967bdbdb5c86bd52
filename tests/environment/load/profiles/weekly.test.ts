// Days of the week that differ.

import { describe, expect, it } from "vitest";

import { WEEKLY } from "../../../../src/environment/load/profiles/weekly.ts";

import { DAY, HOUR, pieces, profile, requestsUntil } from "../profile-world.ts";

const FLAT = { low: 10, high: 10, resolution: "1d" };

describe("a weekly cycle", () => {
  it("has a factor for each day by the wall clock, less at the weekend by default", () => {
    const rates = pieces(profile(WEEKLY, FLAT, { weekTimeUs: 3 * DAY }).path, 8);
    expect(rates.map((piece) => Number(piece.split(" ")[1]))).toEqual([10, 10, 6, 6, 10, 10, 10, 10]);
  });

  it("changes at midnight, whenever the run begins", () => {
    const { path } = profile(WEEKLY, { ...FLAT, days: [1, 2, 3, 4, 5, 6, 7] }, { weekTimeUs: 6 * DAY + 22 * HOUR });
    expect(pieces(path, 3)).toEqual(["0 70", "7200 10", "86400 10"]);
  });

  it("comes to the sum of its days", () => {
    const { path } = profile(WEEKLY, { low: 0, high: 20, days: [1, 1, 1, 1, 1, 0, 0] });
    expect(requestsUntil(path, 7 * DAY)).toBeCloseTo(5 * 86_400 * 10, 3);
  });
});
