// A figure over two factors.

import { describe, expect, it } from "vitest";

import { NARROW_CHART, WIDE_CHART } from "../../../../src/report/charts/chart.ts";
import { HEAT_MAP } from "../../../../src/report/sweep/charts/heat-map.ts";

import { madeSweep, policySweep } from "../made-sweep.ts";
import { chartsOf, reasonOf } from "./charts-of.ts";

describe("heat maps", () => {
  const [first] = chartsOf(HEAT_MAP, madeSweep());

  it("have a field for each two levels, the strongest for the largest figure", () => {
    const { rows } = first!.body(WIDE_CHART);
    expect(rows).toHaveLength(12);
    const strongest = rows.filter(({ heat }) => heat === 5);
    expect(strongest).toMatchObject([{ across: "8", down: "default", text: "8.8" }]);
    expect(first!.explanation).toBe("From 0 (faintest) to 8.8 (strongest).");
  });

  it("have figures in their fields only where these fit", () => {
    expect(first!.body(WIDE_CHART).layer).toHaveLength(3);
    expect(first!.body({ ...NARROW_CHART, width: 60 }).layer).toHaveLength(1);
  });

  it("need two factors", () => {
    expect(reasonOf(HEAT_MAP, policySweep())).toBe("there are no two factors");
  });
});
