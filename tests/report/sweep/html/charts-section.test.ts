// The charts of the page.

import { describe, expect, it } from "vitest";

import { CHARTS_SECTION } from "../../../../src/report/sweep/html/charts-section.ts";

import { madeMaterial } from "../made-material.ts";
import { drawnSweep, madeSweep, singleRunSweep } from "../made-sweep.ts";
import { bodyOf } from "./sections.ts";

describe("the charts of the page", () => {
  it("have a name each, and their data beside them", () => {
    const body = bodyOf(CHARTS_SECTION, madeSweep());
    const figures = [...body.matchAll(/<figure class="chart">/g)].length;
    expect([...body.matchAll(/<svg role="img" aria-label="[^"]+"/g)]).toHaveLength(figures);
    expect([...body.matchAll(/<details>/g)]).toHaveLength(figures);
  });

  it("name the file of data that is too long for the page", () => {
    expect(bodyOf(CHARTS_SECTION, drawnSweep(60, 1))).toMatch(/Data: main-effect-[a-z-]+\.csv/);
  });

  it("say which kinds are not drawn, and why", () => {
    expect(bodyOf(CHARTS_SECTION, singleRunSweep())).toContain("because the design has no factor");
  });

  it("leave the page room: beyond it they are files only", () => {
    const material = madeMaterial(madeSweep());
    const large = `<svg viewBox="0 0 9 9"><text>${"x".repeat(60_000)}</text></svg>`;
    const kinds = material.kinds.map((kind) => ({
      ...kind,
      charts: kind.charts.map((chart) => ({ ...chart, page: large })),
    }));
    const { text } = CHARTS_SECTION.body({ ...material, kinds });
    expect(text.length).toBeLessThan(330_000);
    expect(text).toContain("Not on this page for want of room, but files beside it:");
  });
});
