// Samples of each law against its distribution function and its moments; published quantiles come back.

import { describe, expect, it } from "vitest";

import type { Distribution } from "../../../src/base/random/distribution.ts";

import { lognormalFromMean, lognormalFromMedianAndP99, sample } from "../../../src/base/random/distribution.ts";
import { EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { mean, variance } from "../../../src/base/random/moments.ts";
import { RandomStream } from "../../../src/base/random/random-stream.ts";
import { cumulativeOf } from "./cumulative.ts";
import { describeLaw, LAWS } from "./laws.ts";
import { KOLMOGOROV_AT_0_1_PERCENT, kolmogorovSmirnov, meanOf, varianceOf } from "./statistics.ts";

const COUNT = 100_000;

function drawMany(law: Distribution, name: string): number[] {
  const stream = new RandomStream("1", name);
  return Array.from({ length: COUNT }, () => sample(law, stream));
}

describe("samples", () => {
  for (const law of LAWS.filter(({ kind }) => kind !== "constant")) {
    it(`of ${describeLaw(law)} follow the distribution function (Kolmogorov-Smirnov, 0.1 % level)`, () => {
      const values = drawMany(law, "fit");
      expect(kolmogorovSmirnov(values, cumulativeOf(law))).toBeLessThan(KOLMOGOROV_AT_0_1_PERCENT);
    });

    it(`of ${describeLaw(law)} have the moments of theory`, () => {
      const values = drawMany(law, "moments");
      const standardError = Math.sqrt(variance(law) / COUNT);
      expect(Math.abs(meanOf(values) - mean(law)) / standardError).toBeLessThan(3.3);
      // The standard error of a variance comes from the fourth moment, here estimated from the sample.
      const squares = values.map((value) => (value - mean(law)) * (value - mean(law)));
      const errorOfVariance = Math.sqrt(varianceOf(squares) / COUNT);
      expect(Math.abs(varianceOf(values) - variance(law)) / errorOfVariance).toBeLessThan(3.3);
    });
  }

  it("of a constant are that constant", () => {
    expect(new Set(drawMany({ kind: "constant", value: 3.25 }, "fit"))).toEqual(new Set([3.25]));
  });

  it("take one number each from the source where the law has an inverse", () => {
    const inverse = LAWS.filter(({ kind }) => !["constant", "gamma", "erlang", "hyperexponential"].includes(kind));
    for (const law of inverse) {
      let drawn = 0;
      const nextUnit = (): number => {
        drawn += 1;
        return 0.3;
      };
      sample(law, { nextUnit });
      expect(drawn).toBe(1);
      const [low, high] = [0.2, 0.8].map((unit) => sample(law, { nextUnit: () => unit }));
      expect(cumulativeOf(law)(low!)).toBeCloseTo(0.2, 10);
      expect(cumulativeOf(law)(high!)).toBeCloseTo(0.8, 10);
    }
  });

  it("are finite at both ends of the source", () => {
    const largest = 1 - 2 ** -53;
    for (const law of LAWS) {
      for (const end of [0, largest]) {
        let next = end;
        const nextUnit = (): number => {
          const unit = next;
          next = 0.5;
          return unit;
        };
        expect(Number.isFinite(sample(law, { nextUnit })), describeLaw(law)).toBe(true);
      }
    }
  });

  it("can be drawn per entity", () => {
    const law: Distribution = { kind: "gamma", shape: 2, scale: 1 };
    const draws = new EntityDraws("1", "lifetimes");
    const values = Array.from({ length: COUNT }, (_, entity) => sample(law, draws.of(entity)));
    expect(kolmogorovSmirnov(values, cumulativeOf(law))).toBeLessThan(KOLMOGOROV_AT_0_1_PERCENT);
    expect(sample(law, draws.of(17))).toBe(values[17]);
  });
});

describe("lognormal laws", () => {
  it("come from a median and a 99th percentile", () => {
    const law = lognormalFromMedianAndP99(0.8, 4);
    expect(cumulativeOf(law)(0.8)).toBeCloseTo(0.5, 12);
    expect(cumulativeOf(law)(4)).toBeCloseTo(0.99, 12);
    const certain = lognormalFromMedianAndP99(2, 2);
    expect(sample(certain, { nextUnit: () => 0.9 })).toBeCloseTo(2, 12);
  });

  it("come from a mean and a coefficient of variation", () => {
    const law = lognormalFromMean(40, 1.2);
    expect(mean(law)).toBeCloseTo(40, 10);
    expect(Math.sqrt(variance(law)) / mean(law)).toBeCloseTo(1.2, 12);
  });

  it("refuse percentiles in the wrong order", () => {
    expect(() => lognormalFromMedianAndP99(4, 0.8)).toThrow(/not below its median/);
    expect(() => lognormalFromMean(0, 1)).toThrow(/a mean is positive/);
  });
});
