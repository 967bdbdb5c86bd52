// All charts of a sweep, drawn by Vega.

import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";

import { CHART_COLOURS } from "../../../../src/report/charts/palette.ts";
import { drawSweepCharts } from "../../../../src/report/sweep/charts/draw-sweep-charts.ts";
import { SWEEP_CHARTS } from "../../../../src/report/sweep/charts/sweep-chart-list.ts";

import { elementsOf, unsafeCharacters } from "../../markup-check.ts";
import { hostileSweep, policySweep } from "../made-sweep.ts";

const kinds = await drawSweepCharts(policySweep());
const charts = kinds.flatMap((kind) => kind.charts);

describe("the charts of a sweep", () => {
  it("are told kind by kind, or why there is none", () => {
    expect(kinds.map(({ name }) => name)).toEqual(SWEEP_CHARTS.map(({ name }) => name));
    for (const { charts: own, reason } of kinds) expect(own.length > 0).toBe(reason === null);
  });

  it("are specifications that Vega-Lite compiles", () => {
    for (const { spec } of charts) expect(compile(spec).spec.marks?.length).toBeGreaterThan(0);
  });

  it("have marks that can be picked on the page, and none in files", () => {
    for (const { page, file } of charts) {
      expect(page).toMatch(/<circle data-(?:point|levels)="[\d= ]+"/);
      expect(file).not.toMatch(/data-|"(?:point|levels) /);
    }
  });

  it("hold only known elements, and colours that the dark theme replaces", () => {
    const known = new Set(["none", "transparent", ...CHART_COLOURS.map(({ light }) => light)]);
    for (const { page } of charts) {
      for (const { name, attributes } of elementsOf(page)) {
        expect(["svg", "g", "path", "text", "line", "rect", "circle"]).toContain(name);
        expect(Object.keys(attributes).filter((key) => /^(?:style|id|href|on|role)/.test(key))).toEqual([]);
      }
      const used = [...page.matchAll(/ (?:fill|stroke)="([^"]+)"/g)].map((match) => match[1]!);
      expect(used.filter((colour) => !known.has(colour))).toEqual([]);
      expect(page).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it("let no hostile name out of its text", async () => {
    for (const { charts: own } of await drawSweepCharts(hostileSweep())) {
      for (const { page, file } of own) {
        expect(elementsOf(page).map(({ name }) => name)).not.toContain("script");
        expect([...unsafeCharacters(page), ...unsafeCharacters(file)]).toEqual([]);
      }
    }
  });
});
