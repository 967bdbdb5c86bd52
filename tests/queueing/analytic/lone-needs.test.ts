// What single requests leave for later periods: against laws whose sums are known.

import { describe, expect, it } from "vitest";

import type { Distribution } from "../../../src/base/random/distribution.ts";

import { slicedLaw } from "../../../src/queueing/analytic/law-nodes.ts";
import { loneNeeds, mixedNeeds } from "../../../src/queueing/analytic/lone-needs.ts";
import { loneOf } from "./settings.ts";

const exponential = (mean: number): Distribution => ({ kind: "exponential", mean });
const constant = (value: number): Distribution => ({ kind: "constant", value });

describe("what one request leaves for later periods", () => {
  it.each([
    { needUs: 9_000, endsLeft: 0, leftUs: 0 },
    { needUs: 10_000, endsLeft: 0, leftUs: 0 },
    { needUs: 15_000, endsLeft: 1, leftUs: 5_000 },
    { needUs: 30_000, endsLeft: 2, leftUs: 20_000 + 10_000 },
  ])(
    "is what a quota of 10 ms does not hold: $needUs µs are left at $endsLeft ends",
    ({ needUs, endsLeft, leftUs }) => {
      expect(loneOf(constant(needUs), 10_000)).toMatchObject({ endsLeft, leftUs });
    },
  );

  it.each([0.3, 0.7, 1, 2.5, 6])("is a geometric sum where needs are exponential, %d quotas on average", (quotas) => {
    const geometric = 1 / Math.expm1(1 / quotas);
    const { endsLeft, leftUs, chanceAbove } = loneOf(exponential(quotas * 10_000), 10_000);
    expect(Math.abs(endsLeft / geometric - 1)).toBeLessThan(0.06);
    expect(Math.abs(leftUs / (quotas * 10_000 * geometric) - 1)).toBeLessThan(0.06);
    expect(Math.abs(chanceAbove(10_000) - Math.exp(-1 / quotas))).toBeLessThan(0.03);
    expect(chanceAbove(-1)).toBe(1);
  });

  it("is nothing where a single core is never stopped", () => {
    expect(loneOf(constant(500_000), 100_000)).toMatchObject({ endsLeft: 0, leftUs: 0 });
  });

  it("is the mean over all that come, of their work alone and on faster cores", () => {
    // Which allows 10 ms of cores of twice the speed.
    const quota = { workUs: 20_000, periodUs: 100_000 };
    const [slow, quick] = [constant(40_000), constant(5_000)].map((law, place) => {
      const definition = { name: `${place}`, serviceTime: law, cpuShare: place === 0 ? 0.75 : 1, stages: [] };
      return loneNeeds(definition, slicedLaw(law), quota);
    });
    // 30 ms of work on cores of twice the speed: 15 ms.
    const found = mixedNeeds([slow!, quick!], Float64Array.of(0.25, 0.75), quota, 2);
    expect(found).toMatchObject({ endsLeft: 0.25, leftUs: 0.25 * 5_000 });
    expect([2_000, 5_000, 15_000].map((us) => found.chanceAbove(us))).toEqual([1, 0.25, 0]);
  });
});
