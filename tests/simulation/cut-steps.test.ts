// Lines that step, made short: what must stay, stays; properties over random lines.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { cutSteps } from "../../src/simulation/cut-steps.ts";

const SEED = 4_117;
const lines = fc
  .array(fc.record({ wait: fc.integer({ min: 1, max: 90 }), value: fc.integer({ min: -50, max: 50 }) }), {
    minLength: 1,
    maxLength: 300,
  })
  .map((steps) => {
    let now = 0;
    return { at: steps.map(({ wait }) => (now += wait)), value: steps.map(({ value }) => value) };
  });
const limits = fc.integer({ min: 4, max: 90 });

describe("cutting a line that steps", () => {
  it("returns a short one as it is", () => {
    const points = { at: [0, 1, 2], value: [5, 6, 7] };
    expect(cutSteps(points, 4)).toBe(points);
  });

  it("keeps ends, lowest and highest value and order, uses the whole limit, and invents no point", () => {
    fc.assert(
      fc.property(lines, limits, (points, limit) => {
        const cut = cutSteps(points, limit);
        expect(cut.at.length).toBe(Math.min(limit, points.at.length));
        expect([cut.at[0], cut.at.at(-1)]).toEqual([points.at[0], points.at.at(-1)]);
        expect([Math.min(...cut.value), Math.max(...cut.value)]).toEqual([
          Math.min(...points.value),
          Math.max(...points.value),
        ]);
        expect(cut.at).toEqual([...cut.at].toSorted((a, b) => a - b));
        for (const [index, at] of cut.at.entries()) expect(cut.value[index]).toBe(points.value[points.at.indexOf(at)]);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it("never shows for long what did not hold: a crowd of small steps before a long quiet time", () => {
    const crowd = Array.from({ length: 400 }, (_, index) => ({ at: index, value: 10 + (index % 7) }));
    const points = [...crowd, { at: 400, value: 3 }, { at: 9_000, value: 4 }, { at: 10_000, value: 4 }];
    const cut = cutSteps({ at: points.map(({ at }) => at), value: points.map(({ value }) => value) }, 20);
    expect(cut.value[cut.at.indexOf(400)]).toBe(3);
    expect(cut.value[cut.at.indexOf(9_000)]).toBe(4);
  });

  it("keeps a spike among thousands of points, and when it was over", () => {
    const value = Array.from({ length: 5_000 }, (_, index) => (index === 4_321 ? 99 : 1 + (index % 2) / 100));
    const cut = cutSteps({ at: value.map((_, index) => index), value }, 50);
    const spike = cut.value.indexOf(99);
    expect([cut.at[spike], cut.at[spike + 1]]).toEqual([4_321, 4_322]);
  });

  it("refuses a limit that cannot hold ends and extremes", () => {
    expect(() => cutSteps({ at: [0], value: [0] }, 3)).toThrow("at least its ends");
  });
});
