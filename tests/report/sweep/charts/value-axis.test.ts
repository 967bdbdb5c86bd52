// Axes of figures and of factors.

import { describe, expect, it } from "vitest";

import { figureColumn } from "../../../../src/experiment/figures/figure-columns.ts";

import { domainOf, levelAxis, valueAxis } from "../../../../src/report/sweep/charts/value-axis.ts";

const INTERVAL = { estimate: 5, low: 4, high: 6, confidence: 0.95, count: 5, method: "t" } as const;
const ENDLESS = { ...INTERVAL, low: -Infinity, high: Infinity } as const;

describe("the domain of values", () => {
  it("reaches a little beyond all intervals, and not below nothing", () => {
    const [from, to] = domainOf([INTERVAL, { ...INTERVAL, low: 9, estimate: 10, high: 14 }]);
    expect(from).toBeCloseTo(3.4);
    expect(to).toBeCloseTo(14.6);
    expect(domainOf([{ ...INTERVAL, low: 0 }])[0]).toBe(0);
    expect(domainOf([{ ...INTERVAL, low: -1 }])[0]).toBeLessThan(-1);
  });

  it.each([[[]], [[ENDLESS]], [[{ ...INTERVAL, estimate: 0, low: 0, high: 0 }]]])(
    "has two ends for %j",
    (estimates) => {
      const [from, to] = domainOf(estimates);
      expect(Number.isFinite(from) && Number.isFinite(to) && from < to).toBe(true);
    },
  );
});

describe("an axis", () => {
  it("is labelled in the figure's unit, and stands at whole numbers where things are counted", () => {
    const seconds = figureColumn("scheduler_pod_scheduling_sli_duration_seconds p(99)");
    const pods = figureColumn("plimsoll_pods_waiting value");
    expect(JSON.stringify(valueAxis("y", seconds, [INTERVAL], 5))).toContain("µs");
    expect(valueAxis("y", pods, [{ ...INTERVAL, high: 9 }], 5)).toMatchObject({
      axis: { title: "pods waiting", tickMinStep: 1 },
    });
  });

  it("tells long spans of time in hours, at round ones", () => {
    const seconds = figureColumn("scheduler_pod_scheduling_sli_duration_seconds p(99)");
    const axisOf = (low: number, estimate: number, high: number): unknown =>
      valueAxis("y", seconds, [{ ...INTERVAL, low, estimate, high }], 4);
    const hours = (...list: readonly number[]): readonly number[] => list.map((hour) => hour * 3600);
    expect(axisOf(6_100_000, 7_500_000, 9_100_000)).toMatchObject({ axis: { values: hours(2000, 2500) } });
    expect(axisOf(7_210, 7_300, 7_400)).toMatchObject({ axis: { values: hours(2, 2.02, 2.04) } });
    expect(JSON.stringify(axisOf(0, 7_300, 7_400))).toContain("'h'");
    expect(axisOf(4_000, 5_000, 6_000)).toMatchObject({ axis: { tickCount: 4 } });
  });

  it("has a mark at each level if there are few", () => {
    expect(levelAxis("x", "count", [8, 10, 16], 5)).toMatchObject({ axis: { values: [8, 10, 16] } });
    expect(levelAxis("x", "count", [1, 2, 3, 4, 5, 6], 5)).toMatchObject({ axis: { tickCount: 5 } });
    expect(levelAxis("x", "count", [4], 5)).toMatchObject({ scale: { domain: [3, 5] } });
  });
});
