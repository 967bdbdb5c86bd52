// Means over points that share levels.

import { describe, expect, it } from "vitest";

import type { Design } from "../../src/experiment/design/point.ts";
import { levelGroups } from "../../src/experiment/level-groups.ts";
import { meanInterval } from "../../src/experiment/statistics/mean-interval.ts";
import type { FigureColumn, SweepRun } from "../../src/experiment/sweep-result.ts";

const DESIGN: Design = {
  factors: [
    { name: "nodes", paths: ["nodes"], levels: ["1", "2"], isNumeric: true },
    { name: "ties", paths: ["ties"], levels: ["random", "first"], isNumeric: false },
  ],
  points: [
    { index: 0, assignments: [], levels: [0, 0] },
    { index: 1, assignments: [], levels: [0, 1] },
    { index: 2, assignments: [], levels: [1, 0] },
    { index: 3, assignments: [], levels: [1, 1] },
  ],
};

const FIGURE: FigureColumn = {
  key: "a value",
  metric: "a",
  labels: {},
  figure: "value",
  unit: "pods",
  better: null,
  negligible: 0,
  isHeadline: true,
};

function run(point: number, replication: number, value: number | null): SweepRun {
  const seed = String(replication);
  return {
    point,
    replication,
    seed,
    status: "finished",
    reason: null,
    fingerprint: "0",
    outcome: "passed",
    values: [value, 1],
  };
}

/** Points 0 to 3 have 10, 20, 30 and 40, and a replication adds its number. */
const RUNS = [0, 1, 2].flatMap((replication) =>
  [10, 20, 30, 40].map((value, point) => run(point, replication, value + replication)),
);
const FIGURES = [FIGURE, { ...FIGURE, isHeadline: false }];

describe("means over points that share levels", () => {
  it("are taken of each factor, then of each two", () => {
    const groups = levelGroups(DESIGN, RUNS, FIGURES, 0.95);
    expect(groups.map(({ levels }) => levels.map(({ factor, level }) => `${factor}=${level}`).join())).toEqual([
      "0=0",
      "0=1",
      "1=0",
      "1=1",
      "0=0,1=0",
      "0=0,1=1",
      "0=1,1=0",
      "0=1,1=1",
    ]);
    expect(groups.map(({ points }) => points)).toEqual([2, 2, 2, 2, 1, 1, 1, 1]);
  });

  it("are means within replications, with the spread between replications", () => {
    const [first] = levelGroups(DESIGN, RUNS, FIGURES, 0.95);
    expect(first!.estimates).toEqual([meanInterval([15, 16, 17], 0.95), null]);
  });

  it("leave out a replication in which a point of the group has no value, and are none without any", () => {
    const withGap = RUNS.map((one) => (one.point === 0 && one.replication === 1 ? { ...one, values: [null, 1] } : one));
    expect(levelGroups(DESIGN, withGap, FIGURES, 0.95)[0]!.estimates[0]).toEqual(meanInterval([15, 17], 0.95));
    const failed = RUNS.map((one) => (one.point === 0 ? { ...one, values: [] } : one));
    expect(levelGroups(DESIGN, failed, FIGURES, 0.95)[0]!.estimates).toEqual([null, null]);
  });

  it("do not depend on the order of the runs", () => {
    expect(levelGroups(DESIGN, RUNS.toReversed(), FIGURES, 0.95)).toEqual(levelGroups(DESIGN, RUNS, FIGURES, 0.95));
  });

  it("are not taken where each level is one point's, and other factors differ too", () => {
    const factors = DESIGN.factors.map((factor) => ({ ...factor, levels: ["1", "2", "3"] }));
    const points = [0, 1, 2].map((index) => ({ index, assignments: [], levels: [index, 2 - index] }));
    expect(levelGroups({ factors, points }, RUNS, FIGURES, 0.95)).toEqual([]);
    const alone = {
      factors: factors.slice(0, 1),
      points: points.map((point) => ({ ...point, levels: [point.index] })),
    };
    expect(levelGroups(alone, RUNS, FIGURES, 0.95)).toHaveLength(3);
  });

  it("are not taken of factors with too many levels to be looked at one by one", () => {
    const levels = Array.from({ length: 61 }, (_, level) => String(level));
    const points = levels.map((_, index) => ({ index, assignments: [], levels: [index] }));
    const design: Design = { factors: [{ ...DESIGN.factors[0]!, levels }], points };
    expect(levelGroups(design, [], FIGURES, 0.95)).toEqual([]);
  });
});
