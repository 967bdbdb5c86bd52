// How long requests take on a quota: against the way through the periods, one after the other.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Throttle } from "../../../src/queueing/analytic/throttle.ts";

import { loneUs, untilDoneUs } from "../../../src/queueing/analytic/quota-times.ts";
import { standstill } from "../../../src/queueing/analytic/throttle.ts";
import { loneOf } from "./settings.ts";

const PERIOD_US = 100_000;

function throttleOf(quotaUs: number, places = Infinity): Throttle {
  const lone = loneOf({ kind: "exponential", mean: 10_000 }, quotaUs);
  const common = { cores: 4, workUs: 10_000, variability: 1, variabilityOfArrivals: 1, crew: 1 };
  return { ...common, quotaUs, periodUs: PERIOD_US, places, lone };
}

/** Each period gives so much of a core, and no more than it is long. */
function walked(quotaUs: number, needUs: number, toEndUs: number): number {
  let [left, tookUs, periodUs] = [needUs, 0, toEndUs];
  for (;;) {
    const getsUs = Math.min(quotaUs, periodUs);
    if (left <= getsUs) return tookUs + left;
    left -= getsUs;
    tookUs += periodUs;
    periodUs = PERIOD_US;
  }
}

describe("one who has the quota for himself", () => {
  it("takes as long as the way through the periods", () => {
    const whole = { min: 1, max: 400_000 };
    const property = fc.property(
      fc.integer({ min: 1_000, max: 150_000 }),
      fc.integer(whole),
      fc.integer({ min: 1, max: PERIOD_US }),
      (quotaUs, needUs, toEndUs) => {
        expect(loneUs(throttleOf(quotaUs), needUs, toEndUs)).toBeCloseTo(walked(quotaUs, needUs, toEndUs), 6);
      },
    );
    fc.assert(property, { seed: 11, numRuns: 300 });
  });

  it("ends in the period that gives him the last of it, however his need was rounded", () => {
    expect(loneUs(throttleOf(10_000), 60_000 + 1e-7, 50_000)).toBeCloseTo(50_000 + 4 * PERIOD_US + 10_000, 3);
  });
});

describe("one who begins with a period", () => {
  it("takes the longer the more share the quota with him, and waits behind those who have the places", () => {
    const still = standstill(throttleOf(20_000), 1e-6);
    const times = [0, 1, 2, 5].map((others) => untilDoneUs(still, 30_000, 0, others));
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(times[0]).toBe(PERIOD_US + 10_000);
    const single = standstill(throttleOf(20_000, 1), 1e-6);
    // Two of 10 ms before him use up the first quota; his 30 ms follow on two more.
    expect(untilDoneUs(single, 30_000, 2, 2)).toBe(2 * PERIOD_US + 10_000);
  });
});
