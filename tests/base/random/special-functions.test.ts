// Functions of mathematics against values from tables and identities.

import { describe, expect, it } from "vitest";

import { logGamma, normalQuantile, power } from "../../../src/base/random/special-functions.ts";

/** Abramowitz and Stegun, table 26.5, and the usual critical values. */
const NORMAL_QUANTILES = [
  [0.5, 0],
  [0.75, 0.674489750196082],
  [0.9, 1.2815515655446],
  [0.975, 1.95996398454005],
  [0.99, 2.32634787404084],
  [0.999, 3.09023230616781],
  [1e-4, -3.71901648545568],
  [1e-10, -6.36134090240406],
  [1e-20, -9.26234008979841],
] as const;

describe("logGamma", () => {
  it("gives the factorials", () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n += 1) {
      factorial *= n;
      expect(Math.exp(logGamma(n + 1)) / factorial).toBeCloseTo(1, 12);
    }
  });

  it("gives the values at halves, also next to zero", () => {
    expect(Math.exp(logGamma(0.5))).toBeCloseTo(Math.sqrt(Math.PI), 13);
    expect(Math.exp(logGamma(2.5))).toBeCloseTo(0.75 * Math.sqrt(Math.PI), 13);
    expect(logGamma(1e-6)).toBeCloseTo(-Math.log(1e-6) - 0.5772156649e-6, 10);
  });

  it("follows the duplication formula", () => {
    for (const x of [0.1, 0.3, 0.7, 1.9, 12.3, 150.5]) {
      const right = (2 * x - 1) * Math.LN2 - 0.5 * Math.log(Math.PI) + logGamma(x) + logGamma(x + 0.5);
      expect(logGamma(2 * x) / right).toBeCloseTo(1, 12);
    }
  });
});

describe("normalQuantile", () => {
  it.each(NORMAL_QUANTILES)("of %s is %s", (p, quantile) => {
    expect(normalQuantile(p)).toBeCloseTo(quantile, 12);
  });

  it("is odd around one half and rises everywhere, also where the formulas meet", () => {
    let before = -Infinity;
    for (let step = 1; step < 100_000; step += 1) {
      const quantile = normalQuantile(step / 100_000);
      expect(quantile).toBeGreaterThan(before);
      before = quantile;
    }
    for (const p of [0.01, 0.07, 0.075, 0.2, 0.4999]) expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 12);
  });
});

describe("power", () => {
  it("raises to whole and broken powers", () => {
    expect(power(2, 10)).toBeCloseTo(1024, 9);
    expect(power(9, 0.5)).toBeCloseTo(3, 13);
    expect(power(5, -2)).toBeCloseTo(0.04, 14);
    expect(power(7.5, 0)).toBe(1);
  });
});
