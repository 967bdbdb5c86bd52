// Charts of a backtest.

import { describe, expect, it } from "vitest";

import { BACKTEST_CHARTS } from "../../../src/report/backtest/backtest-charts.ts";
import { WIDE_CHART } from "../../../src/report/charts/chart.ts";
import type { SweepChart } from "../../../src/report/sweep/charts/sweep-chart.ts";

import { nodesSweep } from "../sweep/made-sweep.ts";
import { backtestResult } from "./made-backtest-result.ts";

const charts = BACKTEST_CHARTS.charts(backtestResult()) as readonly SweepChart[];
const named = (name: string) => charts.find((chart) => chart.name === name)!;

describe("the charts of a backtest", () => {
  it("are the front, and how the current and the recommended setting went", () => {
    expect(charts.map(({ name }) => name)).toEqual(["front", "replicas-over-load", "latency-p95"]);
    expect(BACKTEST_CHARTS.charts(nodesSweep())).toBe("no settings were tried");
  });

  it("have each setting as a dot that can be picked", () => {
    const { rows } = named("front").body(WIDE_CHART);
    expect(rows.map(({ mark, chosen }) => [mark, chosen])).toEqual([
      ["point 2", 0],
      ["point 1", 1],
      ["point 0", 0],
    ]);
    expect(named("front").data.rows).toHaveLength(3);
  });

  it("show what the load needs beside the replicas of the autoscaler that is meant", () => {
    const { rows } = named("replicas-over-load").body(WIDE_CHART);
    expect([...new Set(rows.map(({ line }) => line))]).toEqual(["needed", "current", "recommended"]);
    expect(rows.filter(({ line }) => line === "needed").map(({ y }) => y)).toEqual([2, 5, 2]);
    expect(named("replicas-over-load").explanation).toContain("recommended (target = 80)");
    expect(rows.some(({ y }) => y === 9)).toBe(false);
  });

  it("show the latency of answered requests beside what is promised", () => {
    const { rows } = named("latency-p95").body(WIDE_CHART);
    expect(rows.filter(({ line }) => line === "promised").map(({ y }) => y)).toEqual([0.3, 0.3]);
  });

  it("leave out what no run tells", () => {
    const result = backtestResult();
    const bare = { ...result, points: result.points.map((point) => ({ ...point, detail: null })) };
    expect((BACKTEST_CHARTS.charts(bare) as readonly SweepChart[]).map(({ name }) => name)).toEqual(["front"]);
  });
});
