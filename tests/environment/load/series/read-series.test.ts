// Series out of files of either form, each read once.

import { describe, expect, it } from "vitest";

import { SourceText } from "../../../../src/environment/documents/source-text.ts";
import { readSeries, type SeriesMeant } from "../../../../src/environment/load/series/read-series.ts";

import { readerOf } from "../profile-world.ts";

function read(source: SourceText, meant: Partial<SeriesMeant> = {}) {
  const told: string[] = [];
  const reader = { ...readerOf({}, {}, told), fileAt: () => source };
  return { series: readSeries({ hasValues: true, ...meant }, reader), told };
}

describe("the series of a file", () => {
  it("is read once for each thing that is meant", () => {
    const source = new SourceText("f.csv", "t,a,b\n0,1,2\n60,3,4\n");
    const first = read(source, { column: "a" }).series;
    expect(read(source, { column: "a" }).series).toBe(first);
    expect(read(source, { column: "b" }).series).not.toBe(first);
  });

  it("is told to be wrong each time", () => {
    const source = new SourceText("f.csv", "t,a\n0,-1\n");
    expect(read(source).told).toEqual(read(source).told);
    const misplaced = new SourceText("f.csv", "t,a\n0,1\n60,1\n");
    for (let time = 0; time < 2; time += 1) {
      expect(read(misplaced, { labels: { a: "b" } })).toEqual({
        series: undefined,
        told: ["wrong-value series: series: CSV files have no labels"],
      });
    }
  });

  it("is Prometheus' where the text begins as JSON does", () => {
    const source = new SourceText("f", '\n {"result": [{"values": [[1, "5"], [2, "6"]]}]}');
    expect([...read(source).series!.values]).toEqual([5, 6]);
  });
});
