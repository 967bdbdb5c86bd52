// Standing still for want of quota, against the Lindley recursion of work that the cores would do at once.

import { describe, expect, it } from "vitest";

import { sample } from "../../../src/base/random/distribution.ts";
import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { standstill } from "../../../src/queueing/analytic/throttle.ts";

const PERIOD_US = 100_000;

/** Mean work that is left at the ends of periods by the mean of what comes in one. */
function restByRecursion(quotaUs: number, workUs: number, load: number): number {
  const draws = new RandomStreams("rest").stream("work");
  let [untilUs, rest, sum] = [0, 0, 0];
  const periods = 40_000;
  const betweenUs = (workUs * PERIOD_US) / (quotaUs * load);
  for (let period = 0; period < periods; period += 1) {
    let work = 0;
    for (; untilUs < PERIOD_US; untilUs += sample({ kind: "exponential", mean: betweenUs }, draws))
      work += sample({ kind: "exponential", mean: workUs }, draws);
    untilUs -= PERIOD_US;
    rest = Math.max(0, rest + work - quotaUs);
    sum += rest;
  }
  return sum / periods;
}

function throttleOf(quotaUs: number, workUs: number, variability = 1, isOneByOne = false) {
  return { quotaUs, periodUs: PERIOD_US, workUs, variability, isOneByOne };
}

describe("standing still", () => {
  it.each([
    [50_000, 10_000, 0.6],
    [50_000, 10_000, 0.8],
    [100_000, 5_000, 0.9],
  ])(
    "with a quota of %d µs and requests of %d µs at a load of %d leaves the rest of the recursion",
    (quota, work, load) => {
      const { meanUs, tailUs } = standstill(throttleOf(quota, work), (load * quota) / PERIOD_US / work);
      // Without the fit for what is not done at once, and as if the whole rest stood still all the time.
      const fit = 0.65 * Math.exp(0.28 * Math.log(quota / work));
      const ahead = -Math.expm1(-quota / tailUs) / (quota / tailUs);
      const rest = (meanUs * ((load * quota) / PERIOD_US)) / fit / ahead;
      expect(Math.abs(rest / restByRecursion(quota, work, load) - 1)).toBeLessThan(0.1);
    },
  );

  it("vanishes with the load and grows without bound towards the quota", () => {
    const throttle = throttleOf(50_000, 10_000);
    const times = [0.001, 0.2, 0.5, 0.9, 0.999].map((load) => standstill(throttle, (load * 0.5) / 10_000).meanUs);
    expect(times).toEqual([...times].sort((left, right) => left - right));
    expect(times[4]! / times[3]!).toBeGreaterThan(50);
    expect(standstill(throttle, 0.999 * 5e-5).chance).toBeGreaterThan(0.5);
  });

  it("is shorter for constant work, and longer for uneven", () => {
    const of = (variability: number, isOneByOne: boolean): number =>
      standstill(throttleOf(50_000, 10_000, variability, isOneByOne), 4e-5).meanUs;
    expect(of(0, false) / of(1, false)).toBeCloseTo(0.5, 10);
    expect(of(4, false) / of(1, false)).toBeCloseTo(1.6, 10);
    expect(of(4, true) / of(1, true)).toBeCloseTo(2.5, 10);
  });
});
