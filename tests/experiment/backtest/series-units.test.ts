// Units of a series.

import { expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { readUnit, SERIES_UNITS } from "../../../src/experiment/backtest/series-units.ts";

function mistakeOf(text: string) {
  const sink = new DiagnosticSink();
  expect(readUnit(text, sink)).toBe("requests-per-second");
  return sink.all[0]!;
}

it("units are known by their names", () => {
  const sink = new DiagnosticSink();
  expect(SERIES_UNITS.map((name) => readUnit(name, sink))).toEqual(SERIES_UNITS);
  expect(sink.all).toEqual([]);
});

it("other words lead to the unit that is meant", () => {
  expect(mistakeOf("rps").suggestion).toBe("requests-per-second");
  expect(mistakeOf("QPS").suggestion).toBe("requests-per-second");
  expect(mistakeOf("coers").suggestion).toBe("cores");
  expect(mistakeOf("constructor")).not.toHaveProperty("suggestion");
});

it("requests may be counted in steps, or stand in rows of their own: the user must say which", () => {
  expect(mistakeOf("requests").expected).toMatch(/^count, if .*; rows, if /);
  expect(mistakeOf("requests")).not.toHaveProperty("suggestion");
});
