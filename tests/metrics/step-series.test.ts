// A series in bounded memory: it never grows past its bound, and keeps what matters.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { StepSeries } from "../../src/metrics/step-series.ts";

const SEED = 20_260_403;
const POINTS_MAX = 4096;

interface Point {
  readonly at: number;
  readonly value: number;
}

function seriesOf(points: readonly Point[], end: number) {
  const series = new StepSeries();
  for (const { at, value } of points) series.record(moment(at), value);
  return series.finish("pending_pods", { queue: "active" }, "pods", moment(end));
}

describe("a step series", () => {
  it("holds each value from its moment on, and the last one until the end", () => {
    const points = [
      { at: 0, value: 1 },
      { at: 2_000_000, value: 5 },
    ];
    expect(seriesOf(points, 3_500_000)).toEqual({
      name: "pending_pods",
      labels: { queue: "active" },
      unit: "pods",
      atSeconds: [0, 2, 3.5],
      value: [1, 5, 5],
    });
  });

  it("needs no second point where the last change happens at the end", () => {
    expect(seriesOf([{ at: 7, value: 3 }], 7).value).toEqual([3]);
  });

  it("of nothing has no points", () => {
    expect(seriesOf([], 10)).toMatchObject({ atSeconds: [], value: [] });
  });

  it("records a value once while it does not change", () => {
    const points = [0, 1, 2, 3].map((at) => ({ at, value: 8 }));
    expect(seriesOf(points, 3).atSeconds).toEqual([0, 0.000_003]);
  });

  it("keeps the last value of one moment", () => {
    const points = [1, 9, 4].map((value) => ({ at: 5, value }));
    expect(seriesOf(points, 5).value).toEqual([4]);
  });

  it("can be finished and go on", () => {
    const series = new StepSeries();
    series.record(moment(0), 1);
    series.finish("x", {}, "", moment(10));
    series.record(moment(5), 2);
    expect(series.finish("x", {}, "", moment(10)).value).toEqual([1, 2, 2]);
  });

  it("goes on from a snapshot, coarsened or not", () => {
    for (const count of [10, 3 * POINTS_MAX]) {
      const series = new StepSeries();
      for (let at = 0; at < count; at += 1) series.record(moment(at), (at * at) % 13);
      const other = new StepSeries();
      other.record(moment(0), 99);
      other.restore(series.snapshot());
      for (const each of [series, other]) {
        for (let at = count; at < 2 * count; at += 1) each.record(moment(at), (at * at) % 11);
      }
      const end = moment(2 * count);
      expect(other.finish("x", {}, "", end)).toEqual(series.finish("x", {}, "", end));
    }
  });

  it("keeps all points up to its bound as they were", () => {
    const points = Array.from({ length: POINTS_MAX }, (_, at) => ({ at, value: at % 7 }));
    expect(seriesOf(points, POINTS_MAX - 1).value).toEqual(points.map(({ value }) => value));
  });

  it("stays bounded, keeps the highest and the last value, and invents nothing", () => {
    const drawn = fc.record({
      count: fc.integer({ min: POINTS_MAX - 10, max: 5 * POINTS_MAX }),
      gap: fc.constantFrom(1, 3, 1000, 999_983),
      peakAt: fc.nat({ max: 9999 }),
      burst: fc.boolean(),
    });
    fc.assert(
      fc.property(drawn, fc.array(fc.nat({ max: 50 }), { minLength: 5, maxLength: 40 }), (shape, values) => {
        const { count, gap, peakAt, burst } = shape;
        const points = Array.from({ length: count }, (_, index) => ({
          // A burst at first, and then long gaps: buckets that are full beside buckets that are empty.
          at: burst && index < count / 2 ? index : index * gap,
          value: index === peakAt % count ? 1000 : values[(index * index) % values.length]!,
        }));
        const end = points.at(-1)!.at + 5;
        const { atSeconds, value } = seriesOf(points, end);
        expect(value.length).toBeLessThanOrEqual(POINTS_MAX + 1);
        expect(value.length).toBe(atSeconds.length);
        expect(Math.max(...value)).toBe(1000);
        expect([atSeconds.at(-1), value.at(-1)]).toEqual([end / 1e6, points.at(-1)!.value]);
        const known = new Map(points.map((point) => [point.at / 1e6, point.value]));
        const kept = atSeconds.slice(0, -1);
        expect(kept.filter((at, index) => known.get(at) !== value[index])).toEqual([]);
        expect(kept.filter((at, index) => index > 0 && at <= kept[index - 1]!)).toEqual([]);
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  it("keeps the highest value of each stretch of a coarsened series", () => {
    const points = Array.from({ length: 50_000 }, (_, at) => ({ at: at * 1000, value: at % 500 === 250 ? at : 0 }));
    const { value } = seriesOf(points, 50_000_000);
    for (let at = 250; at < 50_000; at += 500) expect(value).toContain(at);
  });
});
