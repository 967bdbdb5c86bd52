// The curve of a search as a table, as CSV and as JSON.

import { describe, expect, it } from "vitest";

import { lineCsv, lineJson, lineTable } from "../../../src/report/line/line-table.ts";

import { lineResult, mixResult } from "./made-line.ts";

describe("the table of a search", () => {
  it("has a row for each value, with how it came out and what was measured", () => {
    const result = lineResult();
    const { columns, rows } = lineTable(result, result.line!);
    expect(columns.map(({ title }) => title)).toEqual(["VALUE", "RESULT", "RUNS", "scheduling latency p99 < 500ms"]);
    expect(rows.map(([value, outcome]) => `${value} ${outcome}`)).toEqual([
      "8 BREAKS",
      "10 open",
      "12 holds",
      "16 holds",
    ]);
    expect(rows[0]![3]).toMatch(/^910ms ±/);
  });

  it("has a column for each pool of a mix, and the price", () => {
    const result = mixResult();
    const { columns, rows } = lineTable(result, result.line!);
    expect(columns.slice(0, 3).map(({ title }) => title)).toEqual(["SMALL", "LARGE", "PRICE/H"]);
    expect(rows[1]!.slice(0, 3)).toEqual(["10", "12", "10.00"]);
  });

  it("has every number in its CSV", () => {
    const result = lineResult();
    const { header, rows } = lineCsv(result, result.line!);
    expect(rows.length).toBe(4);
    expect(rows.every((row) => row.length === header.length)).toBe(true);
    expect(Object.fromEntries(header.map((name, at) => [name, rows[1]![at]]))).toMatchObject({
      amount: 10,
      outcome: "open",
      threshold_outcome: "inconclusive",
      limit: 0.5,
      reason: "40 runs are too few to tell",
      confidence: 0.9993,
    });
  });

  it("has the answer in its JSON", () => {
    const result = lineResult();
    expect(JSON.parse(lineJson(result, result.line!))).toMatchObject({
      kind: "Line",
      line: { answer: { holds: 2, breaks: 0 } },
    });
  });
});
