// Cutting a series: what must stay, stays; properties over random series.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { cutSeries } from "../../src/simulation/cut-series.ts";

const SEED = 99;

const series = fc
  .array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 400 })
  .map((value) => ({ at: value.map((_, index) => index * 3), value }));
const limits = fc.integer({ min: 4, max: 120 });

describe("cutting a series", () => {
  it("returns a short one as it is", () => {
    const points = { at: [0, 1, 2], value: [5, 6, 7] };
    expect(cutSeries(points, 4)).toBe(points);
  });

  it("keeps a single spike among thousands of points", () => {
    const value = Array.from({ length: 10_000 }, (_, index) => (index === 4_321 ? 99 : 1));
    const cut = cutSeries({ at: value.map((_, index) => index), value }, 50);
    expect(cut.at[cut.value.indexOf(99)]).toBe(4_321);
  });

  it("keeps ends, lowest and highest value, order and limit, and invents no point", () => {
    fc.assert(
      fc.property(series, limits, (points, limit) => {
        const cut = cutSeries(points, limit);
        expect(cut.at.length).toBeLessThanOrEqual(Math.max(limit, 0));
        expect(cut.at[0]).toBe(points.at[0]);
        expect(cut.at.at(-1)).toBe(points.at.at(-1));
        expect(Math.min(...cut.value)).toBe(Math.min(...points.value));
        expect(Math.max(...cut.value)).toBe(Math.max(...points.value));
        expect(cut.at).toEqual([...new Set(cut.at)].toSorted((a, b) => a - b));
        for (const [index, at] of cut.at.entries()) expect(cut.value[index]).toBe(points.value[at / 3]);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it("uses nearly all of the points that it may keep", () => {
    const value = Array.from({ length: 5_000 }, (_, index) => Math.sin(index));
    expect(cutSeries({ at: value.map((_, index) => index), value }, 500).at.length).toBeGreaterThan(490);
  });

  it("refuses a limit that cannot hold ends and extremes", () => {
    expect(() => cutSeries({ at: [0], value: [0] }, 3)).toThrow("at least its ends");
  });
});
