// The colours of the page: contrast in both themes, and a rule for each colour of a chart.

import { describe, expect, it } from "vitest";

import { CHART_COLOURS } from "../../../src/report/charts/palette.ts";
import { colourStyle, PAGE_COLOURS } from "../../../src/report/html/page-colours.ts";

import { contrast } from "../colour-measures.ts";

const TEXT_ON_GROUND = [
  ["ink", "paper"],
  ["ink", "surface"],
  ["muted", "paper"],
  ["muted", "surface"],
  ["accent", "paper"],
  ["passed", "passed-ground"],
  ["failed", "failed-ground"],
  ["incomplete", "incomplete-ground"],
  ["ink", "passed-ground"],
  ["ink", "failed-ground"],
  ["ink", "incomplete-ground"],
  ["passed", "paper"],
  ["failed", "paper"],
] as const;

describe("the colours of the page", () => {
  it.each(TEXT_ON_GROUND)("%s on %s can be read in both themes", (text, ground) => {
    for (const theme of ["light", "dark"] as const) {
      expect(contrast(PAGE_COLOURS[text]![theme], PAGE_COLOURS[ground]![theme]), theme).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("replace every colour of a chart, as line and as area", () => {
    const style = colourStyle();
    for (const { light } of CHART_COLOURS) {
      expect(style).toContain(`.chart [fill="${light}"]{fill:var(--chart-`);
      expect(style).toContain(`.chart [stroke="${light}"]{stroke:var(--chart-`);
    }
  });

  it("are dark on screens only", () => {
    const style = colourStyle();
    expect(style.match(/prefers-color-scheme/g)).toHaveLength(1);
    expect(style).toContain("@media screen and (prefers-color-scheme:dark)");
  });
});
