// The time-weighted mean and the peak of a sum, against an integral taken step by step.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { WeightedSum } from "../../src/metrics/weighted-sum.ts";

const SEED = 20_260_402;

describe("a weighted sum", () => {
  it("weighs each value with the time for which it held, from the beginning of the run", () => {
    const sum = new WeightedSum();
    sum.add(4, moment(10));
    sum.add(-3, moment(20));
    // 0 for 10 µs, 4 for 10 µs, 1 for 20 µs.
    expect(sum.mean(moment(40))).toBe((4 * 10 + 1 * 20) / 40);
    expect([sum.value, sum.peak]).toEqual([1, 4]);
  });

  it("has the value itself as its mean where no time has passed", () => {
    const sum = new WeightedSum();
    sum.add(5, moment(0));
    expect(sum.mean(moment(0))).toBe(5);
  });

  it("of nothing is 0 throughout", () => {
    const sum = new WeightedSum();
    expect([sum.value, sum.peak, sum.mean(moment(0)), sum.mean(moment(9))]).toEqual([0, 0, 0, 0]);
  });

  it("counts a peak that lasted no time", () => {
    const sum = new WeightedSum();
    sum.add(9, moment(5));
    sum.add(-9, moment(5));
    expect([sum.peak, sum.mean(moment(10))]).toEqual([9, 0]);
  });

  it("can be asked for its mean while it goes on", () => {
    const sum = new WeightedSum();
    sum.add(2, moment(0));
    expect(sum.mean(moment(10))).toBe(2);
    sum.add(2, moment(10));
    expect(sum.mean(moment(20))).toBe(3);
  });

  it("is the same sum when packed and unpacked", () => {
    const sum = new WeightedSum();
    sum.add(6, moment(3));
    sum.add(-2, moment(7));
    const other = WeightedSum.unpack(...sum.pack());
    for (const each of [sum, other]) each.add(1, moment(9));
    expect([other.value, other.peak, other.mean(moment(20))]).toEqual([sum.value, sum.peak, sum.mean(moment(20))]);
  });

  it("agrees with the sum over every single microsecond", () => {
    const steps = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.integer({ min: -20, max: 20 })), { maxLength: 30 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 50 }), (changes, rest) => {
        const sum = new WeightedSum();
        const valueAt: number[] = [];
        let value = 0;
        let peak = 0;
        for (const [wait, difference] of changes) {
          for (let us = 0; us < wait; us += 1) valueAt.push(value);
          value += difference;
          peak = Math.max(peak, value);
          sum.add(difference, moment(valueAt.length));
        }
        for (let us = 0; us < rest; us += 1) valueAt.push(value);
        const total = valueAt.reduce((left, right) => left + right, 0);
        expect(sum.mean(moment(valueAt.length))).toBe(total / valueAt.length);
        expect([sum.value, sum.peak]).toEqual([value, peak]);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});
