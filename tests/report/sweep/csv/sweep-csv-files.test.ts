// CSV files of a sweep.

import { describe, expect, it } from "vitest";

import type { CsvTable } from "../../../../src/report/csv/csv-text.ts";
import { SWEEP_CSV_FILES } from "../../../../src/report/sweep/csv/sweep-csv-files.ts";

import type { SweepResult } from "../../../../src/experiment/sweep-result.ts";

import { brokenSweep, drawnSweep, madeSweep, singleRunSweep } from "../made-sweep.ts";

function tableOf(name: string, sweep: SweepResult): CsvTable {
  return SWEEP_CSV_FILES.find((file) => file.name === name)!.table(sweep);
}

function record({ header, rows }: CsvTable, row: number): Record<string, unknown> {
  return Object.fromEntries(header.map((column, index) => [column, rows[row]![index]]));
}

describe("CSV files of a sweep", () => {
  it.each([madeSweep, singleRunSweep, brokenSweep, () => drawnSweep(4, 2)])("have as many cells as columns", (make) => {
    for (const file of SWEEP_CSV_FILES) {
      const { header, rows } = file.table(make());
      expect(new Set(header).size).toBe(header.length);
      expect(rows.every((row) => row.length === header.length)).toBe(true);
    }
  });

  it("have each figure of each point with its interval", () => {
    const points = tableOf("points", madeSweep());
    expect(points.rows).toHaveLength(12 * 7);
    expect(record(points, 1)).toMatchObject({
      point: 0,
      "factor nodePools[general].count": 8,
      "factor policy": "default",
      outcome: "failed",
      figure: "p(50)",
      unit: "seconds",
      confidence: 0.95,
      method: "t",
      replications: 5,
    });
  });

  it("have each figure of each run, and why a run failed", () => {
    const runs = tableOf("runs", brokenSweep());
    expect(record(runs, 0)).toMatchObject({ replication: 0, seed: "1", metric: "plimsoll_pods_waiting" });
    expect(record(runs, runs.rows.length - 1)).toMatchObject({
      status: "failed",
      reason: "the worker ran out of memory twice",
      value: null,
    });
  });

  it("have each threshold at each point, and effects with their levels", () => {
    expect(tableOf("thresholds", madeSweep()).rows).toHaveLength(24);
    const effects = tableOf("effects", madeSweep());
    expect(record(effects, 0)).toMatchObject({ factor: "nodePools[general].count", level: "8", second_factor: null });
    expect(record(effects, effects.rows.length - 1)).toMatchObject({
      second_factor: "policy",
      second_level: "best-fit",
    });
  });
});
