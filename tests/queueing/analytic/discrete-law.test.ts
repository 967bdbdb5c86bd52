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

  it("is empty again once it has built", () => {
    builder.add(5, 1);
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
