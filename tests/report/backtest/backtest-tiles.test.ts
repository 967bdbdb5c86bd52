// The figures of a backtest that stand out.

import { expect, it } from "vitest";

import { backtestTiles } from "../../../src/report/backtest/backtest-tiles.ts";

import { backtestOf, near } from "../../experiment/backtest/made-backtest.ts";

it("are those of the setting of the answer, with what they are held against", () => {
  const found = backtestOf({ current: near(0.002, 20), lean: near(0.006, 10), bare: near(0.05, 5) });
  const tiles = backtestTiles({ runs: [] }, found).map(({ label, figure, beside }) => [label, figure, beside]);
  expect(tiles).toEqual([
    ["Settings", "3", "2 keep the promise"],
    ["Runs", "0", "all finished"],
    ["SLO misses", "0.6%", "at most 1.0%"],
    ["Cost", "5.00", "CPU-hours, 50.0% less than now"],
    ["p95 of answered requests", "106ms", "promised: 300ms"],
    ["Replicas on average", "–", "– at most"],
  ]);
});

it("are only how many were tried where none was run", () => {
  const tiles = backtestTiles({ runs: [] }, { ...backtestOf({}), answer: { kind: "none", point: null } });
  expect(tiles.map(({ label }) => label)).toEqual(["Settings", "Runs"]);
});
