// What outputs read out of a sweep.

import { describe, expect, it } from "vitest";

import {
  bestPoint,
  factorEffects,
  groupAt,
  headlineFigures,
  isMovedBy,
  sweepOutcome,
  sweepSentence,
  trustSentence,
  varyingFigures,
  widestReach,
} from "../../../src/report/sweep/sweep-readings.ts";

import { brokenSweep, drawnSweep, madeSweep, policySweep, singleRunSweep } from "./made-sweep.ts";

const sweep = madeSweep();
const [waiting, , p99, requested, cost] = headlineFigures(sweep);

describe("the outcome of a sweep", () => {
  it("is the worst of its points, and incomplete if it was interrupted", () => {
    expect(sweepOutcome(sweep)).toBe("failed");
    const passing = { ...sweep, points: sweep.points.slice(9) };
    expect(sweepOutcome(passing)).toBe("passed");
    expect(sweepOutcome({ ...passing, complete: false })).toBe("incomplete");
    expect(sweepOutcome({ ...sweep, points: sweep.points.slice(6, 7) })).toBe("inconclusive");
  });

  it("is a sentence with counts", () => {
    expect(sweepSentence(sweep)).toBe(
      "3 of 12 points keep every threshold, 8 break one, 1 lies too near to a limit to tell",
    );
    expect(sweepSentence(brokenSweep())).toBe(
      "2 of 12 points keep every threshold, 8 break one, 1 lies too near to a limit to tell, 1 was not finished; " +
        "the sweep was interrupted",
    );
    expect(sweepSentence(singleRunSweep())).toBe("the one point lies too near to a limit to tell");
  });
});

describe("figures of a sweep", () => {
  it("vary if they are not the same at all points", () => {
    expect(headlineFigures(sweep)).toHaveLength(5);
    expect(varyingFigures(policySweep()).map(({ column }) => column)).not.toContain(4);
  });

  it("are best at a point that keeps all thresholds", () => {
    expect(bestPoint(sweep, cost!)?.index).toBe(9);
    expect(bestPoint(sweep, requested!)?.index).toBe(11);
    const failing = { ...sweep, points: sweep.points.slice(0, 6) };
    expect(bestPoint(failing, waiting!)?.index).toBe(4);
  });

  it("have no best point where nobody can say what is better", () => {
    expect(bestPoint(sweep, { ...cost!, figure: { ...cost!.figure, better: null } })).toBeUndefined();
  });

  it("are as well known as at the point where they are known worst", () => {
    expect(widestReach(sweep, p99!.column)).toBeCloseTo(0.0362, 3);
    expect(widestReach(singleRunSweep(), p99!.column)).toBe(Infinity);
  });
});

describe("effects of factors", () => {
  const effects = factorEffects(sweep);

  it("are the distance of the means of levels, the strongest factor of each figure first", () => {
    const ofLatency = effects.filter(({ figure }) => figure.column === p99!.column);
    expect(ofLatency.map(({ factor }) => factor)).toEqual([0, 1]);
    expect(ofLatency[0]).toMatchObject({ lowest: { level: 3 }, highest: { level: 0 }, isClear: true });
  });

  it("say which factors move a figure", () => {
    expect(isMovedBy(effects, p99!, 0, 1)).toBe(true);
    expect(isMovedBy(effects, cost!, 0)).toBe(true);
    expect(isMovedBy(effects, cost!, 0, 1)).toBe(false);
  });

  it("are none where each level was drawn once", () => {
    expect(factorEffects(drawnSweep(9, 2))).toEqual([]);
  });
});

describe("groups of points", () => {
  it("are found by their levels", () => {
    expect(groupAt(sweep, [[1, 2]])?.points).toBe(4);
    expect(
      groupAt(sweep, [
        [0, 1],
        [1, 2],
      ])?.points,
    ).toBe(1);
    expect(groupAt(sweep, [[1, 9]])).toBeUndefined();
  });
});

describe("sentences of a sweep", () => {
  it("say what stands behind a figure, and what is missing", () => {
    expect(trustSentence(sweep)).toContain("half of the 95 % confidence interval");
    expect(trustSentence(singleRunSweep())).toContain("no figure carries an interval");
    expect(trustSentence(brokenSweep())).toContain("1 run failed and is missing");
  });
});
