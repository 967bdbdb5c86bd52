// The sine of an angle in turns, against what is known of it.

import { describe, expect, it } from "vitest";

import { sineOfTurns } from "../../src/base/sine.ts";

describe("the sine of an angle in turns", () => {
  it("is exact where it is simple", () => {
    expect([0, 0.25, 0.5, 0.75, 1, -0.25].map((turns) => Number(sineOfTurns(turns).toFixed(15)))).toEqual([
      0, 1, 0, -1, 0, -1,
    ]);
    expect(sineOfTurns(1 / 12)).toBeCloseTo(0.5, 15);
    expect(sineOfTurns(0.125)).toBeCloseTo(Math.sqrt(0.5), 15);
  });

  it("is that of Math to the last digits, for any number of turns", () => {
    for (let step = -2_000; step <= 2_000; step += 1) {
      const turns = step / 997;
      expect(Math.abs(sineOfTurns(turns) - Math.sin(2 * Math.PI * turns))).toBeLessThan(2e-14);
    }
    expect(sineOfTurns(1e6 + 0.25)).toBeCloseTo(1, 15);
  });
});
