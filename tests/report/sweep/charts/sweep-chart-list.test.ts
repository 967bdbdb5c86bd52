// Which charts a report has.

import { expect, it } from "vitest";

import { chartKindsOf, SWEEP_CHARTS } from "../../../../src/report/sweep/charts/sweep-chart-list.ts";

import { backtestResult } from "../../backtest/made-backtest-result.ts";
import { lineResult } from "../../line/made-line.ts";
import { nodesSweep } from "../made-sweep.ts";

it("shows the charts of a search or a backtest first, and only of these", () => {
  expect(chartKindsOf(nodesSweep())).toEqual(SWEEP_CHARTS);
  expect(chartKindsOf(backtestResult())[0]!.name).toBe("backtest");
  expect(chartKindsOf(lineResult()).map(({ name }) => name)).toEqual(["line", ...SWEEP_CHARTS.map(({ name }) => name)]);
});
