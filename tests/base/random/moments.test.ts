// Means and variances against integration of the distribution function, and against known values.

import { describe, expect, it } from "vitest";

import type { Distribution } from "../../../src/base/random/distribution.ts";

import { mean, variance } from "../../../src/base/random/moments.ts";
import { cumulativeOf } from "./cumulative.ts";
import { describeLaw, LAWS } from "./laws.ts";

/** E[X] and E[X²] as integrals of the upper tail, for laws of values from 0 on that end before `end`. */
function integratedMoments(law: Distribution, end: number): { mean: number; square: number } {
  const cumulative = cumulativeOf(law);
  const steps = 30_000;
  let first = 0;
  let second = 0;
  // Substituting x = end * s^4 puts most of the points where the mass is.
  for (let step = 0; step < steps; step += 1) {
    const s = (step + 0.5) / steps;
    const x = end * s ** 4;
    const width = (end * 4 * s ** 3) / steps;
    first += (1 - cumulative(x)) * width;
    second += 2 * x * (1 - cumulative(x)) * width;
  }
  return { mean: first, square: second };
}

describe("mean and variance", () => {
  const nonNegative = LAWS.filter(({ kind }) => kind !== "uniform" && kind !== "constant");
  it.each(nonNegative.map((law) => [describeLaw(law), law] as const))(
    "of %s are those of its distribution",
    (_, law) => {
      const integrated = integratedMoments(law, law.kind === "gamma" || law.kind === "erlang" ? 100 : 3000);
      expect(mean(law) / integrated.mean).toBeCloseTo(1, 5);
      expect(variance(law) / (integrated.square - integrated.mean * integrated.mean)).toBeCloseTo(1, 3);
    },
  );

  it("are known for the simple laws", () => {
    expect([mean({ kind: "constant", value: 3 }), variance({ kind: "constant", value: 3 })]).toEqual([3, 0]);
    const uniform: Distribution = { kind: "uniform", low: -2, high: 4 };
    expect([mean(uniform), variance(uniform)]).toEqual([1, 3]);
    const weibull: Distribution = { kind: "weibull", shape: 1, scale: 6 };
    expect(mean(weibull)).toBeCloseTo(6, 12);
    expect(variance(weibull)).toBeCloseTo(36, 10);
  });

  it("are infinite where a tail is too heavy", () => {
    expect(mean({ kind: "pareto", shape: 1, minimum: 1 })).toBe(Infinity);
    expect(variance({ kind: "pareto", shape: 1, minimum: 1 })).toBe(Infinity);
    expect(mean({ kind: "pareto", shape: 2, minimum: 1 })).toBe(2);
    expect(variance({ kind: "pareto", shape: 2, minimum: 1 })).toBe(Infinity);
  });
});
