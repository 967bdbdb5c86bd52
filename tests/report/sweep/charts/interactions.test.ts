// Whether the effect of one factor depends on another.

import { describe, expect, it } from "vitest";

import { NARROW_CHART } from "../../../../src/report/charts/chart.ts";
import { INTERACTIONS } from "../../../../src/report/sweep/charts/interactions.ts";

import { drawnSweep, madeSweep, policySweep } from "../made-sweep.ts";
import { chartsOf, reasonOf } from "./charts-of.ts";

describe("charts of interactions", () => {
  it("have categories below one another and a line for each level of the other factor", () => {
    const [first] = chartsOf(INTERACTIONS, madeSweep());
    expect(first!.title).toBe("pods waiting by policy and count");
    const { rows } = first!.body(NARROW_CHART);
    expect(rows[0]).toMatchObject({ level: "default", line: "8", place: 0, mark: "levels 1=0 0=0" });
    expect(rows).toHaveLength(12);
  });

  it("are only of figures that both factors move", () => {
    expect(chartsOf(INTERACTIONS, madeSweep()).map(({ name }) => name)).not.toContain(
      "interaction-cost-an-hour-by-policy-count",
    );
  });

  it("need two factors with levels side by side", () => {
    expect(reasonOf(INTERACTIONS, policySweep())).toBe("there are no two factors");
    expect(reasonOf(INTERACTIONS, drawnSweep(20, 2))).toMatch(/^no two factors have levels/);
  });
});
