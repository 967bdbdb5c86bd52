// What can be wrong with the times of a series as a whole.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../../src/base/diagnostic.ts";
import { checkNumber, checkOrder, checkSeries } from "../../../../src/environment/load/series/check-series.ts";
import { MAX_POINTS, type Series } from "../../../../src/environment/load/series/series.ts";

function seriesOf(times: ArrayLike<number>): Series {
  return {
    path: "f.csv",
    timesUs: Float64Array.from(times),
    values: new Float64Array(times.length),
    timeText: (point) => String(times[point]),
    placeOf: (point) => ({ file: "f.csv", line: point + 2, column: 1 }),
  };
}

const WHOLE = { fromUs: 0, untilUs: Infinity, isRepeated: false };

function told(check: (sink: DiagnosticSink) => unknown): readonly string[] {
  const sink = new DiagnosticSink();
  check(sink);
  return sink.all.map(({ code, position }) => `${code} ${position!.line}`);
}

describe("the times of a series", () => {
  it("have a usual step, the median of all", () => {
    const sink = new DiagnosticSink();
    expect(checkSeries(seriesOf([0, 10, 20, 31, 40]), undefined, WHOLE, sink)).toEqual({
      stepUs: 10,
      longestStepUs: 15,
    });
    expect(sink.all).toEqual([]);
  });

  it("may wander by half a step and no more", () => {
    expect(told((sink) => checkSeries(seriesOf([0, 10, 20, 35, 45]), undefined, WHOLE, sink))).toEqual([]);
    expect(told((sink) => checkSeries(seriesOf([0, 10, 20, 36, 46]), undefined, WHOLE, sink))).toEqual([
      "series-gap 5",
    ]);
    expect(told((sink) => checkSeries(seriesOf([0, 10, 20, 36, 46]), "hold", WHOLE, sink))).toEqual([]);
  });

  it("may leave gaps outside the part that is played", () => {
    const series = seriesOf([0, 10, 20, 50, 60, 70, 80, 120, 130]);
    const gapsIn = (fromUs: number, untilUs: number, isRepeated = false) =>
      told((sink) => checkSeries(series, undefined, { fromUs, untilUs, isRepeated }, sink));
    expect(gapsIn(0, Infinity)).toEqual(["series-gap 5", "series-gap 9"]);
    expect(gapsIn(0, 30)).toEqual([]);
    expect(gapsIn(0, 31)).toEqual(["series-gap 5"]);
    expect(gapsIn(50, 90)).toEqual([]);
    expect(gapsIn(49, 90)).toEqual(["series-gap 5"]);
    expect(gapsIn(60, 140, true)).toEqual(["series-gap 9"]);
    expect(gapsIn(60, 141, true)).toEqual(["series-gap 5", "series-gap 9"]);
  });

  it("ascend", () => {
    const mixed = seriesOf([0, 10, 10, 5]);
    expect(told((sink) => checkOrder(mixed, "ascending", sink))).toEqual(["duplicate-time 4", "unsorted-times 5"]);
    expect(told((sink) => checkOrder(mixed, "not descending", sink))).toEqual(["unsorted-times 5"]);
  });

  it("are two at least, and not too many", () => {
    expect(told((sink) => checkNumber(seriesOf([0]), sink))).toEqual(["too-few-points 1"]);
    expect(told((sink) => checkNumber(seriesOf([0, 1]), sink))).toEqual([]);
    expect(told((sink) => checkNumber(seriesOf(new Float64Array(MAX_POINTS + 1)), sink))).toEqual([
      "too-many-points 1",
    ]);
  });
});
