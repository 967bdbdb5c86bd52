// What each factor does to each figure.

import { describe, expect, it } from "vitest";

import { NARROW_CHART } from "../../../../src/report/charts/chart.ts";
import { MAIN_EFFECTS } from "../../../../src/report/sweep/charts/main-effects.ts";

import { drawnSweep, madeSweep, policySweep, singleRunSweep } from "../made-sweep.ts";
import { chartsOf, reasonOf } from "./charts-of.ts";

describe("charts of main effects", () => {
  it("are one a factor and figure, without factors that do not move the figure", () => {
    const names = chartsOf(MAIN_EFFECTS, madeSweep()).map(({ name }) => name);
    expect(names).toContain("main-effect-count-pods-waiting");
    expect(names).toContain("main-effect-policy-scheduling-latency-p99");
    expect(names).not.toContain("main-effect-policy-cost-an-hour");
  });

  it("have a mark a level, which says which points it shows", () => {
    const [first] = chartsOf(MAIN_EFFECTS, madeSweep());
    const { rows } = first!.body(NARROW_CHART);
    expect(rows.map(({ level, mark }) => [level, mark])).toEqual([
      [8, "levels 0=0"],
      [10, "levels 0=1"],
      [12, "levels 0=2"],
      [16, "levels 0=3"],
    ]);
  });

  it("say where levels stand with different others, as those of a setting off the grid do", () => {
    const even = madeSweep();
    const uneven = { ...even, design: { ...even.design, points: even.design.points.slice(1) } };
    expect(chartsOf(MAIN_EFFECTS, even)[0]!.explanation).not.toContain("may be the others' effect");
    expect(chartsOf(MAIN_EFFECTS, uneven)[0]!.explanation).toContain("may be the others' effect");
  });

  it("have a row a category", () => {
    const [first] = chartsOf(MAIN_EFFECTS, policySweep());
    expect(first!.body(NARROW_CHART).rows.map(({ level }) => level)).toEqual(["default", "most-allocated", "best-fit"]);
  });

  it("show every point by itself where each level was drawn once", () => {
    const [first] = chartsOf(MAIN_EFFECTS, drawnSweep(20, 2));
    expect(first!.explanation).toContain("Every point by itself");
    expect(first!.body(NARROW_CHART).rows[3]).toMatchObject({ mark: "point 3" });
  });

  it("are none without a factor, and say so", () => {
    expect(reasonOf(MAIN_EFFECTS, singleRunSweep())).toBe("the design has no factor");
  });
});
