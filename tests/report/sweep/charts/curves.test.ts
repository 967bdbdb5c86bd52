// Figures along a factor with a scale.

import { describe, expect, it } from "vitest";

import { NARROW_CHART } from "../../../../src/report/charts/chart.ts";
import { CURVES, hasCurve } from "../../../../src/report/sweep/charts/curves.ts";

import { madeSweep, nodesSweep, policySweep } from "../made-sweep.ts";
import { chartsOf, reasonOf } from "./charts-of.ts";

describe("curves", () => {
  it("are one for each level of the other factor", () => {
    const [first] = chartsOf(CURVES, madeSweep());
    expect(first!.title).toBe("pods waiting along count, by policy");
    const { rows } = first!.body(NARROW_CHART);
    expect(new Set(rows.map(({ line }) => line))).toEqual(new Set(["default", "most-allocated", "best-fit"]));
    expect(rows[0]).toMatchObject({ level: 8, mark: "levels 0=0 1=0" });
    expect(first!.data.rows).toHaveLength(12);
  });

  it("are one alone if there is no other factor", () => {
    const [first] = chartsOf(CURVES, nodesSweep());
    expect(first!.title).toBe("pods waiting along count");
    expect(first!.body(NARROW_CHART).rows).toHaveLength(4);
  });

  it("need three places on a scale", () => {
    const factor = madeSweep().design.factors[0]!;
    expect(hasCurve(factor)).toBe(true);
    expect(hasCurve({ ...factor, levels: ["1", "2"] })).toBe(false);
    expect(reasonOf(CURVES, policySweep())).toBe("no factor has three levels on a scale");
  });
});
