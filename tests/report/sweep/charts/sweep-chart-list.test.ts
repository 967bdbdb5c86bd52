// Which charts a report has.

import { expect, it } from "vitest";

import { chartKindsOf, SWEEP_CHARTS } from "../../../../src/report/sweep/charts/sweep-chart-list.ts";

import { lineResult } from "../../line/made-line.ts";
import { nodesSweep } from "../made-sweep.ts";

it("shows the charts of a search first, and only of a search", () => {
  expect(chartKindsOf(nodesSweep())).toBe(SWEEP_CHARTS);
  expect(chartKindsOf(lineResult()).map(({ name }) => name)).toEqual(["line", ...SWEEP_CHARTS.map(({ name }) => name)]);
});
