// Laws as few weighted values: their sums, maxima and limits.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { DiscreteLaw } from "../../../src/queueing/analytic/discrete-law.ts";

import {
  AT_ONCE,
  laterOf,
  LawBuilder,
  massOf,
  NEVER,
  oneAfterAnother,
  totalOf,
  varianceOf,
  withinLimit,
} from "../../../src/queueing/analytic/discrete-law.ts";

const builder = new LawBuilder(5);

function lawOf(...pairs: readonly (readonly [number, number])[]): DiscreteLaw {
  return {
    values: pairs.map(([value]) => value),
    weights: pairs.map(([, weight]) => weight),
  };
}

describe("a builder of laws", () => {
  it("keeps mass and mean, and quantiles within a bucket", () => {
    const one = fc.record({
      value: fc.double({ min: 0, max: 1e9, noNaN: true }),
      weight: fc.integer({ min: 1, max: 9 }),
    });
    const property = fc.property(fc.array(one, { minLength: 1, maxLength: 50 }), (points) => {
      for (const { value, weight } of points) builder.add(value, weight);
      const law = builder.build();
      const mass = points.reduce((sum, { weight }) => sum + weight, 0);
      const total = points.reduce((sum, { value, weight }) => sum + value * weight, 0);
      expect(massOf(law)).toBe(mass);
      expect(totalOf(law)).toBeCloseTo(total, -Math.log10(1e-9 * Math.max(1, total)));
      expect([...law.values]).toEqual([...law.values].sort((left, right) => left - right));
    });
    fc.assert(property, { seed: 11, numRuns: 100 });
  });

  it("spreads what lies evenly, with its mass and its mean, and to its ends only", () => {
    const one = fc.record({
      value: fc.double({ min: 1, max: 1e7, noNaN: true }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      weight: fc.integer({ min: 1, max: 9 }),
    });
    const property = fc.property(fc.array(one, { minLength: 1, maxLength: 20 }), (points) => {
      for (const { value, part, weight } of points) builder.addEven(value, part * value, weight);
      const law = builder.build();
      const total = points.reduce((sum, { value, weight }) => sum + value * weight, 0);
      expect(massOf(law)).toBeCloseTo(
        points.reduce((sum, { weight }) => sum + weight, 0),
        9,
      );
      expect(totalOf(law) / total).toBeCloseTo(1, 9);
      expect(law.values[0]).toBeGreaterThan(
        Math.min(...points.map(({ value, part }) => value * (1 - part))) * (1 - 1e-9) - 1e-9,
      );
      expect(law.values.at(-1)).toBeLessThan(
        Math.max(...points.map(({ value, part }) => value * (1 + part))) * (1 + 1e-9),
      );
      expect(law.weights.every((weight) => weight > 0)).toBe(true);
      expect([...law.values]).toEqual([...law.values].sort((left, right) => left - right));
    });
    fc.assert(property, { seed: 12, numRuns: 200 });
  });

  it("knows the share above a time of what lies evenly", () => {
    builder.addEven(10_000, 5_000, 0.5);
    builder.addEven(10_000, 0, 0.25);
    builder.addEven(40_000, 60_000, 0.25);
    const law = builder.build();
    const above = (us: number): number =>
      law.values.reduce((sum, value, place) => (value > us ? sum + law.weights[place]! : sum), 0);
    // The last one lies between 0 and 80,000.
    for (const [us, share] of [
      [7_500, 0.5 * 0.75 + 0.25 + 0.25 * (1 - 7.5 / 80)],
      [12_500, 0.5 * 0.25 + 0.25 * (1 - 12.5 / 80)],
      [60_000, 0.25 * 0.25],
      [79_000, 0.25 / 80],
    ] as const)
      expect(Math.abs(above(us) - share)).toBeLessThan(0.025 * share + 0.006);
  });

  it("keeps apart what is seldom and lies by itself", () => {
    builder.add(10, 0.001);
    builder.add(1000, 0.998);
    builder.add(5000, 0.001);
    expect(builder.build()).toEqual({ values: [10, 1000, 5000], weights: [0.001, 0.998, 0.001] });
  });

  it("is empty again once it has built", () => {
    builder.addEven(5, 4, 1);
    builder.build();
    expect(builder.build().values).toHaveLength(0);
  });
});

describe("laws together", () => {
  const short = lawOf([1, 0.5], [3, 0.5]);
  const long = lawOf([100, 0.25], [200, 0.75]);

  it("take one after the other the sum", () => {
    const sum = oneAfterAnother(short, long, builder);
    expect(massOf(sum)).toBeCloseTo(1, 12);
    expect(totalOf(sum)).toBeCloseTo(totalOf(short) + totalOf(long), 10);
    expect(oneAfterAnother(short, AT_ONCE, builder)).toBe(short);
  });

  it("vary as the times that there are", () => {
    expect(varianceOf(lawOf([100, 0.25], [200, 0.25]))).toBe(2500);
    expect(varianceOf(NEVER)).toBe(0);
  });

  it("take side by side as long as the later one", () => {
    expect(laterOf(short, long)).toEqual(lawOf([100, 0.25], [200, 0.75]));
    const crossing = laterOf(lawOf([1, 0.5], [10, 0.5]), lawOf([5, 0.5], [20, 0.5]));
    expect(crossing).toEqual(lawOf([5, 0.25], [10, 0.25], [20, 0.5]));
  });

  it("come off together as often as both do", () => {
    expect(massOf(laterOf(lawOf([1, 0.5]), lawOf([2, 0.4])))).toBeCloseTo(0.2, 12);
  });

  it("lose what takes too long", () => {
    expect(withinLimit(long, 150)).toEqual(lawOf([100, 0.25]));
    expect(withinLimit(long, 200)).toBe(long);
  });
});
