// Axes: decades that hold all durations, units of time, shares and counts.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { countAxis, durationAxis, roundStep, shareAxis, timeScale } from "../../../src/report/charts/axes.ts";

const SEED = 11;

describe("an axis of durations", () => {
  it("has whole decades around the values, and a mark at each", () => {
    const axis = durationAxis("t", [0.0032, 0.04]);
    expect(axis.domain).toEqual([0.001, 0.1]);
    expect(axis.marks).toEqual([0.001, 0.01, 0.1]);
  });

  it("begins at a microsecond at the earliest, and has one decade at least", () => {
    expect(durationAxis("t", []).domain).toEqual([1e-6, 1e-5]);
    expect(durationAxis("t", [1e-9, 1]).domain).toEqual([1e-6, 1]);
  });

  it("has room for zero below the shortest value", () => {
    expect(durationAxis("t", [0, 0.01, 0.5]).domain).toEqual([0.001, 1]);
    expect(durationAxis("t", [0, 0]).domain).toEqual([1e-7, 1e-6]);
  });

  it("holds every value that a run can have", () => {
    const values = fc.array(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (seconds) => {
        const [from, to] = durationAxis("t", seconds).domain;
        expect(from).toBeLessThanOrEqual(Math.min(...seconds) * (1 + 1e-12));
        expect(to).toBeGreaterThanOrEqual(Math.max(...seconds) * (1 - 1e-12));
      }),
      { seed: SEED },
    );
  });
});

describe("an axis of simulated time", () => {
  it.each([
    [90, "seconds", 1],
    [815, "minutes", 60],
    [40_000, "hours", 3_600],
    [12_900_000, "days", 86_400],
  ])("shows %d s in %s", (end, unit, secondsPerUnit) => {
    const time = timeScale(end, []);
    expect(time.axis.title).toBe(`simulated time (${unit})`);
    expect(time.secondsPerUnit).toBe(secondsPerUnit);
    expect(time.axis.domain[1]).toBeCloseTo(end / secondsPerUnit);
  });

  it("reaches to the last point, and has a length even for a run without one", () => {
    expect(timeScale(10, [5, 20]).axis.domain).toEqual([0, 20]);
    expect(timeScale(0, []).axis.domain).toEqual([0, 1]);
  });
});

describe("axes of shares and counts", () => {
  it("reach from nothing to all, or beyond if more was requested", () => {
    expect(shareAxis("s", [0.4]).domain).toEqual([0, 1]);
    expect(shareAxis("s", [1.2]).domain).toEqual([0, 1.2]);
    expect(shareAxis("s", [1.2]).marks).toBeUndefined();
  });

  it("leave a little room above the largest count", () => {
    expect(countAxis("c", [50, 100]).domain).toEqual([0, 104]);
    expect(countAxis("c", []).domain).toEqual([0, 1.04]);
  });
});

describe("a round step", () => {
  it.each([
    [1, 1],
    [1.5, 2],
    [3, 5],
    [5.1, 10],
    [10, 10],
    [333, 500],
    [0.03, 0.05],
    [0.2, 0.2],
    [1e-7, 1e-7],
  ])("of at least %d is %d", (least, step) => {
    expect(roundStep(least)).toBe(step);
  });

  it("is at most two and a half times as long as it must be", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (least) => {
        const step = roundStep(least);
        expect(step).toBeGreaterThanOrEqual(least);
        expect(step).toBeLessThanOrEqual(2.5 * least);
      }),
      { seed: SEED },
    );
  });
});
