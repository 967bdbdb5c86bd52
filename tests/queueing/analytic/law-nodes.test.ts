// Laws in slices: what the slices keep of them.

import { describe, expect, it } from "vitest";

import type { Distribution } from "../../../src/base/random/distribution.ts";

import { lognormalFromMean } from "../../../src/base/random/distribution.ts";
import { mean, variance } from "../../../src/base/random/moments.ts";
import { massOf, totalOf, varianceOf, type DiscreteLaw } from "../../../src/queueing/analytic/discrete-law.ts";
import { slicedLaw, Spread } from "../../../src/queueing/analytic/law-nodes.ts";

const LAWS: readonly Distribution[] = [
  { kind: "constant", value: 5 },
  { kind: "uniform", low: 1, high: 3 },
  { kind: "exponential", mean: 7 },
  lognormalFromMean(10, 2),
  { kind: "gamma", shape: 0.5, scale: 4 },
  { kind: "weibull", shape: 2, scale: 3 },
  { kind: "pareto", shape: 3.5, minimum: 1 },
  { kind: "erlang", stages: 4, mean: 12 },
  { kind: "empirical", fractions: [0, 0.5, 1], values: [1, 2, 10] },
  { kind: "hyperexponential", weights: [0.9, 0.1], means: [1, 11] },
];

describe("a law in slices", () => {
  it.each(LAWS)("keeps the moments of $kind", (law) => {
    const sliced = slicedLaw(law);
    for (const slices of [sliced.few, sliced.many]) {
      expect(massOf(slices)).toBeCloseTo(1, 12);
      expect(totalOf(slices) / mean(law)).toBeCloseTo(1, 9);
    }
    expect(sliced.second / (variance(law) + mean(law) * mean(law))).toBeCloseTo(1, 6);
    expect(sliced.third).toBeGreaterThanOrEqual((0.99 * (sliced.second * sliced.second)) / sliced.mean);
  });

  it.each([
    { kind: "exponential", mean: 7 },
    { kind: "uniform", low: 1, high: 3 },
    { kind: "erlang", stages: 4, mean: 12 },
  ] as const)("keeps the variance of $kind, too, with what lies in the slices", (law) => {
    const { values, weights, halves } = slicedLaw(law).few;
    const within = halves.reduce((sum, half, place) => sum + (weights[place]! * half * half) / 3, 0);
    expect((varianceOf({ values, weights }) + within) / variance(law)).toBeCloseTo(1, 2);
  });

  it("leaves values that many have where they are", () => {
    const { few } = slicedLaw({ kind: "empirical", fractions: [0, 0.86, 0.861, 1], values: [10, 10, 100, 100] });
    expect(few.halves.filter((half) => half > 0).length).toBeLessThanOrEqual(1);
    expect(slicedLaw({ kind: "constant", value: 5 }).few).toEqual({ values: [5], weights: [1], halves: [0] });
  });

  it("knows the median and the tail of gamma laws", () => {
    // The fourth stage sum: median 3.672 and 95th percentile 7.754 of a mean of 4.
    const { many } = slicedLaw({ kind: "erlang", stages: 4, mean: 4 });
    expect(quantileOf(many, 0.5)).toBeCloseTo(3.672, 1);
    expect(quantileOf(many, 0.95)).toBeCloseTo(7.754, 0);
  });

  it("takes laws without a mean as far as the slices go", () => {
    const { many } = slicedLaw({ kind: "pareto", shape: 0.9, minimum: 1 });
    expect(many.values.every(Number.isFinite)).toBe(true);
  });
});

describe("a spread by mean and shape", () => {
  it.each([
    [0.3, "gamma"],
    [0.3, "nothing"],
    [1, "gamma"],
    [3, "nothing"],
    [40, "gamma"],
  ] as const)("keeps both at a shape of %d (%s)", (shape, below) => {
    const { values, halves, weights, unitUs, nothing } = new Spread(100, shape, below);
    let [first, second] = [0, 0];
    for (const [place, value] of values.entries()) {
      first += (1 - nothing) * weights[place]! * value * unitUs;
      const within = (halves[place]! * halves[place]!) / 3;
      second += (1 - nothing) * weights[place]! * (value * value + within) * unitUs * unitUs;
    }
    expect(first).toBeCloseTo(100, 6);
    expect((first * first) / (second - first * first) / shape).toBeCloseTo(1, 0.9);
  });
});

function quantileOf({ values, weights }: DiscreteLaw, fraction: number): number {
  let sum = 0;
  const place = weights.findIndex((weight) => (sum += weight) >= fraction);
  return values[place]!;
}
