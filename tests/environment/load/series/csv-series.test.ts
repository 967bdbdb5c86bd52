// Series out of CSV files: which columns are meant, and where each point stands.

import { describe, expect, it } from "vitest";

import { SourceText } from "../../../../src/environment/documents/source-text.ts";
import { readCsvSeries, type CsvColumnsMeant } from "../../../../src/environment/load/series/csv-series.ts";

import { readerOf } from "../profile-world.ts";

function read(text: string, meant: Partial<CsvColumnsMeant> = {}) {
  const told: string[] = [];
  const series = readCsvSeries(new SourceText("f.csv", text), { hasValues: true, ...meant }, readerOf({}, {}, told));
  return { series, told };
}

describe("a series of a CSV file", () => {
  it("is its first column and the only other one", () => {
    const { series } = read("a,b\n0,1.5\n60,2\n");
    expect([[...series!.timesUs], [...series!.values]]).toEqual([
      [0, 60_000_000],
      [1.5, 2],
    ]);
    expect([series!.timeText(1), series!.placeOf(1, "time"), series!.placeOf(1, "value")]).toEqual([
      "60",
      { file: "f.csv", line: 3, column: 1 },
      { file: "f.csv", line: 3, column: 4 },
    ]);
  });

  it("is the only other column wherever the times stand", () => {
    expect([...read("rps,when\n7,0\n8,60\n", { time: "when" }).series!.values]).toEqual([7, 8]);
  });

  it("has no values where each row is a request", () => {
    const { series } = read("at,user\n0,a\n1,b\n", { hasValues: false });
    expect([series!.values.length, series!.placeOf(1, "value").column]).toEqual([0, 1]);
  });

  it("is told to be the one that is nearest by name", () => {
    expect(read("time,requests,errors\n0,1,2\n60,1,2\n", { column: "request" }).told).toEqual([
      "missing-column column: column: f.csv has no column request",
    ]);
  });

  it("is told everything at once: values that are none, and times out of order", () => {
    expect(read("at,n\n0,-1\n60,2\n60,3\n30,4\n").told.map((text) => text.split(" ")[0])).toEqual([
      "negative-rate",
      "duplicate-time",
      "unsorted-times",
    ]);
  });

  it("begins with a header, whatever else is wrong", () => {
    expect(read("20\n30\n").told[0]).toMatch(/^missing-header /);
  });
});
