// Requests over time, in equal spans.

import { describe, expect, it } from "vitest";

import { RequestSeries } from "../../../src/metrics/load/request-series.ts";
import { countsOf } from "./served.ts";

const S = 1_000_000;
const FAST = Array.from({ length: 30 }, () => 1000);

describe("a series of requests", () => {
  it("has a point for each span, the last one as long as counts came in", () => {
    const series = new RequestSeries(10 * S);
    series.add(0, 10 * S, [countsOf({ latenciesUs: FAST })]);
    series.add(10 * S, 15 * S, [countsOf({ latenciesUs: FAST, timeout: 5 })]);
    const found = series.seriesOf("shop");
    expect(found.source).toBe("shop");
    expect(found.atSeconds).toEqual([0, 10]);
    expect(found.requestsPerSecond).toEqual([3, 7]);
    expect(found.errorsPerSecond).toEqual([0, 1]);
  });

  it("shares out what came over several spans", () => {
    const series = new RequestSeries(10 * S);
    series.add(0, 5 * S, [countsOf({ latenciesUs: [] })]);
    series.add(5 * S, 30 * S, [countsOf({ latenciesUs: Array.from({ length: 50 }, () => 2000) })]);
    const found = series.seriesOf("shop");
    expect(found.requestsPerSecond.map((rate) => Math.round(rate * 1e9) / 1e9)).toEqual([1, 2, 2]);
    expect(found.p95Seconds.every((p95) => Math.abs((p95 ?? 0) - 0.002) < 0.0001)).toBe(true);
  });

  it("has no latency where nothing was answered", () => {
    const series = new RequestSeries(10 * S);
    series.add(0, 10 * S, [countsOf({ latenciesUs: [], refused: 4 })]);
    expect(series.seriesOf("shop")).toMatchObject({ p50Seconds: [null], errorsPerSecond: [0.4] });
  });

  it("goes on after a restore", () => {
    const series = new RequestSeries(10 * S);
    series.add(0, 14 * S, [countsOf({ latenciesUs: FAST })]);
    const copy = new RequestSeries(10 * S);
    copy.restore(series.snapshot());
    for (const one of [series, copy]) one.add(14 * S, 40 * S, [countsOf({ latenciesUs: FAST })]);
    expect(copy.seriesOf("shop")).toEqual(series.seriesOf("shop"));
  });
});
