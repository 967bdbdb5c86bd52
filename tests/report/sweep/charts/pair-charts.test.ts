// Which pairs of factors and figures are drawn, and why none is.

import { describe, expect, it } from "vitest";

import { figureTitle } from "../../../../src/report/sweep/figure-titles.ts";
import { pairCharts, type PairDrawing } from "../../../../src/report/sweep/charts/pair-charts.ts";
import type { SweepChart } from "../../../../src/report/sweep/charts/sweep-chart.ts";
import { factorEffects, isMovedBy } from "../../../../src/report/sweep/sweep-readings.ts";

import { madeSweep, policySweep } from "../made-sweep.ts";

const SWEEP = madeSweep();

/** Notes what it is asked to draw, as the chart's name. */
const NAMES: PairDrawing = {
  mostPairs: 2,
  suits: () => true,
  noPairs: "none suits",
  draw: (_result, { along, by }, { figure }) => ({ name: `${figureTitle(figure)} ${along} ${by}` }) as SweepChart,
};

describe("charts over two factors", () => {
  it("are of the pairs that move a figure, figure by figure", () => {
    const names: string[] = [];
    const effects = factorEffects(SWEEP);
    const charts = pairCharts(SWEEP, {
      ...NAMES,
      draw: (result, pair, placed) => {
        expect(isMovedBy(effects, placed, pair.along, pair.by)).toBe(true);
        names.push(`${figureTitle(placed.figure)} ${pair.along} ${pair.by}`);
        return NAMES.draw(result, pair, placed);
      },
    });
    expect(typeof charts === "string" ? [] : charts.map(({ name }) => name)).toEqual(names);
    expect(names.length).toBeGreaterThan(0);
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  });

  it("are of no more pairs than are asked for", () => {
    expect(pairCharts(SWEEP, { ...NAMES, mostPairs: 0 })).toBe("none suits");
  });

  it("are missing for a reason", () => {
    expect(pairCharts(policySweep(), NAMES)).toBe("there are no two factors");
    expect(pairCharts(SWEEP, { ...NAMES, suits: () => false })).toBe("none suits");
    expect(pairCharts(SWEEP, { ...NAMES, draw: () => undefined })).toBe("no headline figure is moved by two factors");
  });
});
