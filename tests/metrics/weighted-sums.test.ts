// Sums by row and column with their time-weighted means and peaks, against an integral taken step by step.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { WeightedSums } from "../../src/metrics/weighted-sums.ts";

const SEED = 20_260_402;

/** All that can be asked of one sum at the end. */
function figuresOf(sums: WeightedSums, row: number, column: number, endUs: number): readonly number[] {
  return [sums.value(row, column), sums.peak(row, column), sums.mean(row, column, moment(endUs))];
}

describe("a weighted sum", () => {
  it("weighs each value with the time for which it held, from the beginning of the run", () => {
    const sums = new WeightedSums();
    sums.add(0, 0, 4, moment(10));
    sums.add(0, 0, -3, moment(20));
    // 0 for 10 µs, 4 for 10 µs, 1 for 20 µs.
    expect(figuresOf(sums, 0, 0, 40)).toEqual([1, 4, (4 * 10 + 1 * 20) / 40]);
  });

  it("forgets the time before a later beginning, but not what it is by then", () => {
    const sums = new WeightedSums();
    sums.add(0, 0, 9, moment(0));
    sums.add(0, 0, -5, moment(10));
    sums.beginAt(moment(20));
    expect(figuresOf(sums, 0, 0, 20)).toEqual([4, 4, 4]);
    sums.add(0, 0, 2, moment(30));
    sums.add(40, 40, 3, moment(35));
    // 4 for 10 µs, 6 for 10 µs; the new sum is 0 for 15 µs, 3 for 5 µs.
    expect(figuresOf(sums, 0, 0, 40)).toEqual([6, 6, 5]);
    expect(figuresOf(sums, 40, 40, 40)).toEqual([3, 3, 0.75]);
    const copy = new WeightedSums();
    copy.restore(sums.snapshot());
    expect(figuresOf(copy, 0, 0, 40)).toEqual([6, 6, 5]);
  });

  it("has the value itself as its mean where no time has passed", () => {
    const sums = new WeightedSums();
    sums.add(0, 0, 5, moment(0));
    expect(sums.mean(0, 0, moment(0))).toBe(5);
  });

  it("to which nothing was added is 0 throughout, however far out it lies", () => {
    const sums = new WeightedSums();
    sums.add(1, 1, 1, moment(0));
    for (const [row, column] of [
      [0, 0],
      [1, 0],
      [1000, 1],
      [1, 1000],
    ] as const) {
      expect(figuresOf(sums, row, column, 9), `${row}, ${column}`).toEqual([0, 0, 0]);
      expect(sums.mean(row, column, moment(0))).toBe(0);
    }
  });

  it("counts a peak that lasted no time", () => {
    const sums = new WeightedSums();
    sums.add(0, 0, 9, moment(5));
    sums.add(0, 0, -9, moment(5));
    expect(figuresOf(sums, 0, 0, 10)).toEqual([0, 9, 0]);
  });

  it("can be asked for its mean while it goes on", () => {
    const sums = new WeightedSums();
    sums.add(0, 0, 2, moment(0));
    expect(sums.mean(0, 0, moment(10))).toBe(2);
    sums.add(0, 0, 2, moment(10));
    expect(sums.mean(0, 0, moment(20))).toBe(3);
  });

  it("agrees with the sum over every single microsecond", () => {
    const steps = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.integer({ min: -20, max: 20 })), { maxLength: 30 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 50 }), (changes, rest) => {
        const sums = new WeightedSums();
        const valueAt: number[] = [];
        let value = 0;
        let peak = 0;
        for (const [wait, difference] of changes) {
          for (let us = 0; us < wait; us += 1) valueAt.push(value);
          value += difference;
          peak = Math.max(peak, value);
          sums.add(2, 3, difference, moment(valueAt.length));
        }
        for (let us = 0; us < rest; us += 1) valueAt.push(value);
        const total = valueAt.reduce((left, right) => left + right, 0);
        expect(figuresOf(sums, 2, 3, valueAt.length)).toEqual([value, peak, total / valueAt.length]);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe("many sums", () => {
  const additions = fc.array(
    fc.record({ row: fc.nat({ max: 40 }), column: fc.nat({ max: 20 }), difference: fc.integer({ min: -9, max: 9 }) }),
    { maxLength: 60 },
  );

  it("are each as if alone, whatever rows and columns come later", () => {
    fc.assert(
      fc.property(additions, (list) => {
        const together = new WeightedSums();
        const alone = new Map<string, WeightedSums>();
        for (const [index, { row, column, difference }] of list.entries()) {
          const key = `${row} ${column}`;
          const own = alone.get(key) ?? new WeightedSums();
          alone.set(key, own);
          for (const sums of [together, own]) sums.add(row, column, difference, moment(index));
        }
        for (const [key, own] of alone) {
          const [row = 0, column = 0] = key.split(" ").map(Number);
          expect(figuresOf(together, row, column, 99), key).toEqual(figuresOf(own, row, column, 99));
        }
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it("go on from a snapshot, and forget what was there before", () => {
    fc.assert(
      fc.property(additions, additions, ([...first], [...second]) => {
        const sums = new WeightedSums();
        for (const [index, { row, column, difference }] of first.entries()) {
          sums.add(row, column, difference, moment(index));
        }
        const other = new WeightedSums();
        other.add(7, 7, 1, moment(0));
        other.add(50, 1, 1, moment(0));
        other.restore(sums.snapshot());
        expect(other.snapshot()).toEqual(sums.snapshot());
        for (const [index, { row, column, difference }] of second.entries()) {
          for (const each of [sums, other]) each.add(row, column, difference, moment(100 + index));
        }
        expect(other.snapshot()).toEqual(sums.snapshot());
        expect(figuresOf(other, 50, 1, 300)).toEqual(figuresOf(sums, 50, 1, 300));
      }),
      { seed: SEED, numRuns: 50 },
    );
  });

  it("shares nothing with its snapshot", () => {
    const sums = new WeightedSums();
    sums.add(0, 0, 1, moment(0));
    const saved = sums.snapshot();
    const other = new WeightedSums();
    other.restore(saved);
    for (const each of [sums, other]) each.add(0, 0, 5, moment(1));
    other.restore(saved);
    expect(other.value(0, 0)).toBe(1);
  });
});
