// The look of a sweep's page.

import { describe, expect, it } from "vitest";

import { CHART_COLOURS, SERIES } from "../../../../src/report/charts/palette.ts";
import { SWEEP_STYLE } from "../../../../src/report/sweep/html/sweep-style.ts";

describe("the style of a sweep's page", () => {
  it("gives each line a colour that both themes have", () => {
    for (const [index, colour] of SERIES.entries())
      expect(SWEEP_STYLE).toContain(`.line-${index}{stroke:var(--chart-${CHART_COLOURS.indexOf(colour)})}`);
  });

  it("has as many opening as closing braces, and asks for nothing from elsewhere", () => {
    expect(SWEEP_STYLE.split("{")).toHaveLength(SWEEP_STYLE.split("}").length);
    expect(SWEEP_STYLE).not.toMatch(/url\(|@import/);
  });

  it("hides the bar on paper", () => {
    expect(SWEEP_STYLE).toMatch(/@media print\{[^]*#pick-bar[^}]*\{display:none\}/);
  });
});
