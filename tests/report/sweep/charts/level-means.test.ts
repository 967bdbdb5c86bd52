// Means at levels of factors.

import { describe, expect, it } from "vitest";

import {
  levelTexts,
  meanRow,
  meansOfFactor,
  meansOfPair,
  meanTable,
} from "../../../../src/report/sweep/charts/level-means.ts";
import { headlineFigures } from "../../../../src/report/sweep/sweep-readings.ts";

import { madeSweep } from "../made-sweep.ts";

const sweep = madeSweep();
const [waiting] = headlineFigures(sweep);

describe("means at levels", () => {
  it("are those of the groups, in the order of the levels", () => {
    const means = meansOfFactor(sweep, 0, waiting!);
    expect(means.map(({ levels }) => levels)).toEqual([[[0, 0]], [[0, 1]], [[0, 2]], [[0, 3]]]);
    expect(means[0]!.estimate).toEqual(sweep.levelGroups[0]!.estimates[0]);
  });

  it("are those of pairs whichever factor comes first", () => {
    const means = meansOfPair(sweep, [1, 0], waiting!);
    expect(means).toHaveLength(12);
    expect(means[1]!.levels).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it("are rows with the mean for ends that there are not", () => {
    const [mean] = meansOfFactor(sweep, 0, waiting!);
    const endless = { ...mean!, estimate: { ...mean!.estimate, low: -Infinity, high: Infinity } };
    const { estimate } = mean!.estimate;
    expect(meanRow(endless, { level: 8 })).toEqual({
      level: 8,
      mean: estimate,
      low: estimate,
      high: estimate,
      mark: "levels 0=0",
    });
  });

  it("are a table with the factors' names and the unit", () => {
    const { header, rows } = meanTable(sweep, meansOfPair(sweep, [0, 1], waiting!), waiting!);
    expect(header).toEqual(["nodePools[general].count", "policy", "plimsoll_pods_waiting value (pods)", "low", "high"]);
    expect(rows[0]!.slice(0, 2)).toEqual(["8", "default"]);
  });
});

describe("levels in charts", () => {
  it("are told apart even if their beginnings and ends are alike", () => {
    const long = `${"a".repeat(30)}1${"b".repeat(30)}`;
    const factor = { name: "f", paths: [], levels: [long, long.replace("1", "2")], isNumeric: false };
    const [one, other] = levelTexts(factor);
    expect(one).not.toBe(other);
  });
});
