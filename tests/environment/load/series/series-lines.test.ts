// From points to rates: what values mean, and that no request is lost on the way.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { SegmentPath } from "../../../../src/environment/load/segments.ts";
import { countRequests, inSteps, LineList, linesOf } from "../../../../src/environment/load/series/series-lines.ts";
import type { Series } from "../../../../src/environment/load/series/series.ts";

import { requestsUntil, SECOND } from "../profile-world.ts";

function seriesOf(times: readonly number[], values: readonly number[]): Series {
  return {
    path: "f.csv",
    timesUs: Float64Array.from(times, (time) => time * SECOND),
    values: Float64Array.from(values),
    timeText: String,
    placeOf: () => ({ file: "f.csv", line: 1, column: 1 }),
  };
}

describe("lines of a series", () => {
  it("are one where levels do not change", () => {
    const lines = new LineList();
    lines.add(10, 5, 5);
    lines.add(20, 5, 5);
    lines.add(30, 5, 6);
    expect([...lines.segments(6, 0, 1).untilUs]).toEqual([20, 30, Infinity]);
  });

  it("keep every counted request, over gaps and in longer steps", () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 1_000 })), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 500 }), (steps, stepSeconds) => {
        let time = 0;
        const series = seriesOf(
          steps.map(([step]) => (time += step)),
          steps.map(([, count]) => count),
        );
        const grid = { stepUs: 100 * SECOND, longestStepUs: 150 * SECOND };
        const options = { meaning: "counts", scale: 1, interpolation: "none", gaps: "zero", atEnd: "zero" } as const;
        const counted = steps.reduce((sum, [, count]) => sum + count, 0);
        const lines = linesOf(series, grid, options);
        const { endUs } = lines;
        const stepped = inSteps(linesOf(series, grid, options).segments(0, 0, 1), endUs, stepSeconds * SECOND);
        for (const list of [lines, stepped]) {
          const path = new SegmentPath(list.segments(0, 0, 1));
          expect(requestsUntil(path, endUs)).toBeCloseTo(counted, 6);
        }
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  it("count requests into steps from the first one on", () => {
    const lines = countRequests(seriesOf([100, 101, 119.9, 120, 145], []), 10 * SECOND, 2).segments(0, 0, 1);
    expect([...lines.untilUs].map((us) => us / SECOND)).toEqual([10, 30, 40, 50, Infinity]);
    expect([...lines.from]).toEqual([0.4, 0.2, 0, 0.2, 0]);
  });
});
