// The charts of a search.

import { describe, expect, it } from "vitest";

import { WIDE_CHART } from "../../../src/report/charts/chart.ts";
import { LINE_CHARTS } from "../../../src/report/line/line-chart.ts";

import { nodesSweep } from "../sweep/made-sweep.ts";

import { lineResult, mixResult } from "./made-line.ts";

function chartsOf(result: ReturnType<typeof lineResult>) {
  const charts = LINE_CHARTS.charts(result);
  if (typeof charts === "string") throw new Error(charts);
  return charts;
}

describe("the charts of a search", () => {
  it("show what each threshold measured, with its limit", () => {
    const [chart, ...others] = chartsOf(lineResult());
    expect(others).toEqual([]);
    expect(chart!.title).toBe("scheduling latency p99 < 500ms along count");
    const { rows, layer } = chart!.body(WIDE_CHART);
    expect(rows.map(({ amount, outcome, limit }) => [amount, outcome, limit])).toEqual([
      [8, "breaks", 0.5],
      [10, "open", 0.5],
      [12, "holds", 0.5],
      [16, "holds", 0.5],
    ]);
    expect(layer.length).toBe(4);
    expect(chart!.data.rows.length).toBe(4);
  });

  it("leave out what lies far from the line, and take ratios where values lie far apart", () => {
    const result = lineResult({ kind: "found", holds: 2, breaks: 1 });
    const points = result.line!.points.map((point, place) => ({ ...point, amount: [1, 40, 50, 5_000][place]! }));
    const wide = { ...result, line: { ...result.line!, points } };
    const { rows, layer } = chartsOf(wide)[0]!.body(WIDE_CHART);
    expect(rows.length).toBe(4);
    expect(JSON.stringify(layer)).toContain('"type":"log"');
  });

  it("show which mixes of two pools hold", () => {
    const [chart] = chartsOf(mixResult());
    expect(chart!.title).toBe("Which mixes of small and large hold");
    expect(chart!.body(WIDE_CHART).rows[0]).toMatchObject({ first: 8, second: 16, outcome: "breaks" });
  });

  it("are none without a search, with one value, and of mixes of other than two pools", () => {
    expect(LINE_CHARTS.charts(nodesSweep())).toBe("nothing was searched");
    const one = lineResult();
    expect(LINE_CHARTS.charts({ ...one, line: { ...one.line!, points: one.line!.points.slice(0, 1) } })).toBe(
      "one value was run",
    );
    const mix = mixResult();
    const design = { ...mix.design, factors: mix.design.factors.slice(0, 1) };
    expect(LINE_CHARTS.charts({ ...mix, design })).toMatch(/two pools/);
  });
});
