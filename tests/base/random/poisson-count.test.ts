// Counts by Poisson's law, against its mean, its variance and its chances.

import { describe, expect, it } from "vitest";

import { drawPoissonCount } from "../../../src/base/random/poisson-count.ts";
import { RandomStream } from "../../../src/base/random/random-stream.ts";
import { logGamma } from "../../../src/base/random/special-functions.ts";

const DRAWS = 40_000;

describe.each([0.3, 4, 9.9, 10, 37, 1_500, 2_000_000])("counts of mean %d", (mean) => {
  const source = new RandomStream("7", `poisson/${mean}`);
  const counts = Array.from({ length: DRAWS }, () => drawPoissonCount(mean, source));

  it("are whole, and have the mean and variance of the law", () => {
    expect(counts.every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
    const average = counts.reduce((sum, count) => sum + count, 0) / DRAWS;
    const variance = counts.reduce((sum, count) => sum + (count - mean) * (count - mean), 0) / DRAWS;
    // Four standard errors of each.
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / DRAWS));
    expect(Math.abs(variance / mean - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / mean) / DRAWS));
  });

  it("come as often as the law says near its mean", () => {
    const near = Math.floor(mean);
    const chance = Math.exp(near * Math.log(mean) - mean - logGamma(near + 1));
    const found = counts.filter((count) => count === near).length;
    expect(Math.abs(found - chance * DRAWS)).toBeLessThan(4 * Math.sqrt(chance * DRAWS) + 1);
  });
});

describe("counts of no mean", () => {
  it("are none", () => {
    expect(drawPoissonCount(0, new RandomStream("7", "poisson"))).toBe(0);
  });
});
