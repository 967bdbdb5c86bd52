// All charts of a result, drawn by Vega.

import { describe, expect, it } from "vitest";

import { CHARTS } from "../../../src/report/charts/chart-list.ts";
import { drawCharts } from "../../../src/report/charts/draw-charts.ts";
import { CHART_COLOURS } from "../../../src/report/charts/palette.ts";

import { emptyResult } from "../empty-result.ts";
import { hostileResult } from "../hostile-result.ts";
import { elementsOf, unsafeCharacters } from "../markup-check.ts";
import { sampleResult } from "../sample-result.ts";

const sample = await drawCharts(sampleResult());

describe("the charts of a result", () => {
  it("are all drawn if there is something to draw", () => {
    expect(sample.map(({ chart }) => chart.name)).toEqual(CHARTS.map(({ name }) => name));
  });

  it("are none for an empty result", async () => {
    expect(await drawCharts(emptyResult())).toEqual([]);
  });

  it("are drawn with equal bytes again", async () => {
    expect(await drawCharts(sampleResult())).toEqual(sample);
  });

  it("are well-formed, without styles, scripts, links or identifiers that could clash on one page", () => {
    for (const { wide, narrow, file } of sample) {
      for (const element of [wide, narrow, file].flatMap(elementsOf)) {
        expect(["svg", "g", "path", "text", "line", "rect"]).toContain(element.name);
        expect(Object.keys(element.attributes).filter((name) => /^(?:style|id|href|on)/.test(name))).toEqual([]);
      }
    }
  });

  it("hold only colours that the dark theme replaces", () => {
    const known = new Set(["none", "transparent", ...CHART_COLOURS.map(({ light }) => light)]);
    for (const { wide, narrow } of sample) {
      const used = [...`${wide}${narrow}`.matchAll(/ (?:fill|stroke)="([^"]+)"/g)].map((match) => match[1]!);
      expect(used.filter((colour) => !known.has(colour))).toEqual([]);
    }
  });

  it("hold no figure that is none, not even with one line alone", async () => {
    const result = {
      ...sampleResult(),
      latency: sampleResult().latency.slice(0, 1),
      series: sampleResult().series.slice(0, 1),
    };
    for (const { file } of [...sample, ...(await drawCharts(result))])
      expect(file).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("are small", () => {
    for (const { wide, narrow, file } of sample) {
      expect(wide.length).toBeLessThan(60_000);
      expect(file.length).toBeLessThan(60_000);
      expect(narrow.length).toBeLessThan(30_000);
    }
  });

  it("let no hostile name out of its text", async () => {
    for (const { wide, narrow, file } of await drawCharts(hostileResult())) {
      for (const svg of [wide, narrow, file]) {
        expect(elementsOf(svg).map(({ name }) => name)).not.toContain("script");
        expect(unsafeCharacters(svg)).toEqual([]);
      }
    }
  });
});
