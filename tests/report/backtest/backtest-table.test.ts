// The settings of a backtest as tables.

import { describe, expect, it } from "vitest";

import { againstTable, backtestCsv, backtestTable } from "../../../src/report/backtest/backtest-table.ts";

import { backtestOf, near } from "../../experiment/backtest/made-backtest.ts";

const FOUND = backtestOf({
  current: near(0.002, 20),
  lean: near(0.006, 10),
  bare: near(0.05, 5),
  waste: near(0.1, 30),
});

describe("the table of settings", () => {
  it("has the cheapest first, and marks the recommended one and the front", () => {
    const { rows, columns } = backtestTable(FOUND);
    expect(rows.map(([name]) => name)).toEqual(["* bare", "> lean", "* current", "  waste"]);
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => columns.length));
    expect(columns.slice(0, 5).map(({ title }) => title)).toEqual(["SETTING", "KEEPS", "SLO MISSES", "COST", "P95"]);
    expect(rows.map((row) => row[1])).toEqual(["no", "yes", "yes", "no"]);
  });

  it("says what each gains and costs against the current one", () => {
    expect(againstTable(FOUND).rows).toEqual([
      ["bare", "+4.8% (worse)", "-7.50 (better)"],
      ["lean", "+0.4% (worse)", "-5.00 (better)"],
      ["waste", "+9.8% (worse)", "+5.00 (worse)"],
    ]);
    expect(againstTable(backtestOf({ current: near(0.1, 20) })).rows).toEqual([]);
  });

  it("has every figure for programs, in the order of the design", () => {
    const { header, rows } = backtestCsv(FOUND);
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => header.length));
    expect(rows.map((row) => [row[1], row.at(-1)])).toEqual([
      ["current", false],
      ["lean", true],
      ["bare", false],
      ["waste", false],
    ]);
    expect(rows[1]![header.indexOf("cost")]).toBeCloseTo(5);
    expect(rows[1]![header.indexOf("flaps")]).toBeNull();
  });
});
