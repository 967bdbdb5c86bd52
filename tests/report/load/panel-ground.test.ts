// What panels of one chart of load share.

import { describe, expect, it } from "vitest";

import { countAxis, timeScale } from "../../../src/report/charts/axes.ts";
import { WIDE_CHART } from "../../../src/report/charts/chart.ts";
import { solidStyle } from "../../../src/report/charts/lines.ts";
import { heldToTheEnd, panelOf, valuesOf, type PanelGround } from "../../../src/report/load/panel-ground.ts";

const time = timeScale(60, []);
const GROUND: PanelGround = { x: time.axis, time, size: WIDE_CHART };

describe("rates", () => {
  it("hold their last value to the end of the run", () => {
    expect(heldToTheEnd({ at: [0, 15], value: [3, 4] }, GROUND)).toEqual({ at: [0, 15, 60], value: [3, 4, 4] });
    expect(heldToTheEnd({ at: [60], value: [3] }, GROUND)).toEqual({ at: [60], value: [3] });
    expect(heldToTheEnd({ at: [], value: [] }, GROUND)).toEqual({ at: [], value: [] });
  });
});

describe("a panel", () => {
  it("has the height that is asked for, and is nothing without a point", () => {
    const line = { name: "rate", style: solidStyle(0), points: { at: [0, 15], value: [3, 4] } };
    expect(valuesOf([line, line])).toEqual([3, 4, 3, 4]);
    expect(panelOf([line], countAxis("rate", valuesOf([line])), 90, GROUND)).toMatchObject({ height: 90 });
    const empty = { ...line, points: { at: [], value: [] } };
    expect(panelOf([empty], countAxis("rate", []), 90, GROUND)).toBeNull();
  });
});
