// The colours of charts: readable on their ground, and apart from each other for colour-blind readers too.

import { describe, expect, it } from "vitest";

import type { ThemedColour } from "../../../src/report/charts/palette.ts";
import {
  CHART_COLOURS,
  FIRST_STRONG_HEAT,
  HEAT,
  INK,
  MUTED,
  PAPER,
  SERIES,
  TEXT_ON_FAINT_HEAT,
  TEXT_ON_STRONG_HEAT,
} from "../../../src/report/charts/palette.ts";

import { contrast, distance, VISIONS } from "../colour-measures.ts";

const THEMES = ["light", "dark"] as const satisfies readonly (keyof ThemedColour)[];

describe.each(THEMES)("on a %s ground", (theme) => {
  it("text has a contrast of at least 4.5, as WCAG asks of small text", () => {
    for (const text of [INK, MUTED]) expect(contrast(text[theme], PAPER[theme])).toBeGreaterThanOrEqual(4.5);
  });

  it("lines and areas have a contrast of at least 3, as WCAG asks of graphics", () => {
    for (const series of SERIES) expect(contrast(series[theme], PAPER[theme])).toBeGreaterThanOrEqual(3);
  });

  it("counts can be read on every field of a heat map", () => {
    for (const [step, field] of HEAT.entries()) {
      const text = step < FIRST_STRONG_HEAT ? TEXT_ON_FAINT_HEAT : TEXT_ON_STRONG_HEAT;
      expect(contrast(text[theme], field[theme]), `field ${step}`).toBeGreaterThanOrEqual(4);
    }
  });

  it("fields of a heat map grow stronger step by step", () => {
    const strengths = HEAT.map((field) => contrast(field[theme], PAPER[theme]));
    expect(strengths).toEqual(strengths.toSorted((a, b) => a - b));
  });

  it.each(VISIONS)("series can be told apart with $name", (vision) => {
    for (const [index, one] of SERIES.entries()) {
      for (const other of SERIES.slice(index + 1)) {
        expect(
          distance(vision.see(one[theme]), vision.see(other[theme])),
          `${one[theme]} ${other[theme]}`,
        ).toBeGreaterThan(14);
      }
    }
  });
});

describe("the palette", () => {
  it("has no colour twice in the light theme, so that each can be replaced by its own", () => {
    const light = CHART_COLOURS.map((colour) => colour.light);
    expect(new Set(light).size).toBe(light.length);
  });
});
