// The chart of what is gained and what is paid.

import { describe, expect, it } from "vitest";

import { NARROW_CHART } from "../../../../src/report/charts/chart.ts";
import { PARETO_FRONT } from "../../../../src/report/sweep/charts/pareto-front.ts";

import { drawnSweep, madeSweep, singleRunSweep } from "../made-sweep.ts";
import { chartsOf, reasonOf } from "./charts-of.ts";

describe("the chart of the front", () => {
  it("has every point, those of the front in order", () => {
    const [chart] = chartsOf(PARETO_FRONT, madeSweep());
    const { rows } = chart!.body(NARROW_CHART);
    expect(rows).toHaveLength(12);
    expect(rows.filter(({ place }) => Number(place) >= 0).map(({ mark }) => mark)).toEqual(["point 2", "point 4"]);
    expect(chart!.explanation).toContain("Best is the bottom left corner.");
    expect(chart!.data.rows.filter((row) => row[3] === true).map(([point]) => point)).toEqual([2, 4]);
  });

  it("draws no more points than can be told apart, the front first, and says so", () => {
    const [chart] = chartsOf(PARETO_FRONT, drawnSweep(700, 1));
    expect(chart!.body(NARROW_CHART).rows).toHaveLength(600);
    expect(chart!.explanation).toContain("600 of 700 points are drawn.");
  });

  it("needs two points", () => {
    expect(reasonOf(PARETO_FRONT, singleRunSweep())).toBe("there is one point only");
  });
});
