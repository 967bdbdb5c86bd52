// Series out of Prometheus' answers to range queries.

import { describe, expect, it } from "vitest";

import { SourceText } from "../../../../src/environment/documents/source-text.ts";
import { readPrometheusSeries } from "../../../../src/environment/load/series/prometheus-series.ts";

import { readerOf } from "../profile-world.ts";

function read(text: string, labels?: Readonly<Record<string, string>>) {
  const told: string[] = [];
  return { series: readPrometheusSeries(new SourceText("q.json", text), labels, readerOf({}, {}, told)), told };
}

const WEB = '{ "metric": { "service": "web", "zone": "a" }, "values": [[1700000000.5, "1"], [1700000030.5, "2"]] }';
const CART = '{ "metric": { "service": "cart", "zone": "a" }, "values": [[1700000000, "3"], [1700000030, "4"]] }';

function answer(...results: readonly string[]): string {
  return `{ "status": "success", "data": { "resultType": "matrix", "result": [\n${results.join(",\n")}\n] } }`;
}

describe("a series of a range query", () => {
  it("is the only one, with its places", () => {
    const { series, told } = read(answer(WEB));
    expect(told).toEqual([]);
    expect([[...series!.timesUs], [...series!.values], series!.timeText(1)]).toEqual([
      [1_700_000_000_500_000, 1_700_000_030_500_000],
      [1, 2],
      "1700000030.5",
    ]);
    expect(series!.placeOf(1, "value")).toEqual({ file: "q.json", line: 2, column: 95 });
  });

  it("is the one with the labels that are asked for", () => {
    expect([...read(answer(WEB, CART), { service: "cart" }).series!.values]).toEqual([3, 4]);
  });

  it("is found in data alone too", () => {
    expect(read(`{ "resultType": "matrix", "result": [${CART}] }`).series!.values[1]).toBe(4);
  });

  it("must be one", () => {
    expect(read(answer(WEB, CART)).told).toEqual(["no-single-series file: file: q.json has 2 series"]);
    expect(read(answer(WEB, CART), { zone: "b" }).told).toEqual([
      "no-single-series series: series: q.json has 0 series with {zone: b}",
    ]);
    expect(read(answer(WEB, CART), { constructor: "b" }).told).toHaveLength(1);
    expect(read(answer()).told).toEqual(["no-single-series file: file: q.json has 0 series"]);
  });

  it("is refused where it is no series over time", () => {
    expect(read('{ "status": "error", "error": "parse error" }').told).toEqual([
      'not-a-series q.json:1:31: Prometheus answered: "parse error"',
    ]);
    expect(read('{ "status": "success", "data": { "resultType": "vector", "result": [] } }').told).toEqual([
      'not-a-series q.json:1:48: resultType: "vector" is no series over time',
    ]);
    expect(read("[1, 2]").told).toEqual(["not-a-series q.json:1:1: there is no result"]);
    expect(read('{ "data": ').told).toHaveLength(1);
  });

  it("tells of points that are none", () => {
    const wrong = '{ "metric": {}, "values": [[1, "1"], [2], [3, 4], [4, "NaN"], "x"] }';
    expect(read(answer(wrong)).told).toEqual([
      "wrong-type q.json:2:38: [2] is no point of a series",
      "wrong-type q.json:2:43: [3, 4] is no point of a series",
      'not-a-number q.json:2:55: value: "NaN" is no number',
      'wrong-type q.json:2:63: "x" is no point of a series',
    ]);
  });
});
