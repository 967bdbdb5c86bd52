// What all charts share: whole specifications that Vega-Lite takes without a warning, within the limits of a report.

import { logger, Warn } from "vega";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";

import type { ChartDefinition, ChartSize } from "../../../src/report/charts/chart.ts";
import {
  chartSpec,
  legendColumns,
  MOST_DATA_ROWS,
  NARROW_CHART,
  titledSpec,
  WIDE_CHART,
} from "../../../src/report/charts/chart.ts";
import { CHARTS } from "../../../src/report/charts/chart-list.ts";

import { hostileResult } from "../hostile-result.ts";
import { unsafeCharacters } from "../markup-check.ts";
import { sampleResult } from "../sample-result.ts";

/** What Vega-Lite has to say about the specification. */
function complaints(chart: ChartDefinition, size: ChartSize): string[] {
  const said: string[] = [];
  const listening = logger(Warn, "log", (_method, _level, words) => said.push(words.map(String).join(" ")));
  compile(titledSpec(chart, chart.body(sampleResult(), size)!, size), { logger: listening });
  return said;
}

describe.each(CHARTS)("$name", (chart) => {
  it.each([WIDE_CHART, NARROW_CHART])("compiles without a complaint at width $width", (size) => {
    expect(complaints(chart, size)).toEqual([]);
  });

  it("has data within the limits, a title and an explanation", () => {
    expect(chart.body(sampleResult(), WIDE_CHART)!.rows.length).toBeLessThanOrEqual(MOST_DATA_ROWS);
    expect(chart.title).toMatch(/^[A-Z]/);
    expect(chart.explanation).toMatch(/^[A-Z].*\.$/);
  });

  it("holds no control character of a hostile name", () => {
    const body = chart.body(hostileResult(), WIDE_CHART);
    if (body === null) throw new Error("the hostile result has as much to draw as the sample");
    expect(unsafeCharacters(JSON.stringify(chartSpec(chart, body, WIDE_CHART)))).toEqual([]);
  });
});

describe("a whole specification", () => {
  it("stands alone with a title on paper", () => {
    const [chart] = CHARTS;
    const spec = titledSpec(chart!, chart!.body(sampleResult(), WIDE_CHART)!, WIDE_CHART);
    expect(spec).toMatchObject({
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      title: "Scheduling latency by stage",
      background: "#ffffff",
      width: WIDE_CHART.width,
    });
  });
});

describe("panels under each other", () => {
  const [chart] = CHARTS;
  const body = chart!.body(sampleResult(), WIDE_CHART)!;
  const spec = chartSpec(chart!, { ...body, below: [body] }, WIDE_CHART);

  it("are as wide as one another, whatever their labels are, and keep to the width of the picture", () => {
    const panels = (spec as { readonly vconcat: readonly { readonly width: number }[] }).vconcat;
    const [first, second] = panels.map(({ width }) => width);
    expect(first).toBe(second);
    expect(first).toBeLessThan(WIDE_CHART.width - 50);
    expect(spec).toMatchObject({ config: { axisY: { minExtent: 43, maxExtent: 43 } } });
  });

  it("compile without a complaint", () => {
    const said: string[] = [];
    const listening = logger(Warn, "log", (_method, _level, words) => said.push(words.map(String).join(" ")));
    compile(spec, { logger: listening });
    expect(said).toEqual([]);
  });
});

describe("a legend", () => {
  it("has as many columns as its longest entry leaves room for", () => {
    expect(legendColumns(["p50", "p99"], WIDE_CHART)).toBe(6);
    expect(legendColumns(["no nvidia.com/gpu-memory"], NARROW_CHART)).toBe(1);
    expect(legendColumns(["x".repeat(400)], NARROW_CHART)).toBe(1);
  });
});
