// How long ago the first of those present came, at rates that change.

import { describe, expect, it } from "vitest";

import { ageOf, cameWithin, withSpan } from "../../../src/queueing/analytic/arrival-history.ts";

const QUIET = { older: 0.1, spans: [] };

describe("the age of a backlog", () => {
  it("is what the rate needs for so many, where the rate never changed", () => {
    expect(ageOf(5, 0, 0.1, QUIET)).toBeCloseTo(50, 10);
    expect(ageOf(5, 20, 0.1, QUIET)).toBeCloseTo(50, 10);
  });

  it("counts back through the rates that held", () => {
    const history = withSpan(withSpan(QUIET, 100, 0.5, 80), 50, 0.2, 80);
    // 10 of the last 50 µs at 0.2, 50 of the 100 before, and 20 more at 0.1.
    expect(ageOf(80, 0, 0.3, history)).toBeCloseTo(50 + 100 + 200, 10);
    expect(ageOf(80, 40, 0.5, history)).toBeCloseTo(40 + 50 + 100, 10);
  });

  it("forgets what came before all who are present", () => {
    const history = withSpan(withSpan(QUIET, 100, 0.5, 80), 50, 0.2, 5);
    expect(history).toEqual({ older: 0.5, spans: [{ us: 50, rate: 0.2 }] });
  });

  it("makes one span of those with one rate", () => {
    expect(withSpan(withSpan(QUIET, 10, 0.5, 80), 20, 0.5, 80).spans).toEqual([{ us: 30, rate: 0.5 }]);
  });

  it("is endless where nobody came before", () => {
    expect(ageOf(5, 10, 0.1, { older: 0, spans: [] })).toBe(Infinity);
  });
});

describe("those who came lately", () => {
  it("are counted back through the rates that held", () => {
    const history = withSpan(withSpan(QUIET, 100, 0.5, 80), 50, 0.2, 80);
    expect(cameWithin(20, 80, history)).toBeCloseTo(4, 10);
    expect(cameWithin(90, 80, history)).toBeCloseTo(10 + 20, 10);
    expect(cameWithin(250, 80, history)).toBeCloseTo(10 + 50 + 10, 10);
  });

  it("are not more than there are", () => {
    expect(cameWithin(1_000, 3, QUIET)).toBe(3);
  });
});
