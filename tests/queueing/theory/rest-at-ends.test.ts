// What periods leave over, against the recursion that says it (Lindley's, for a period at a time), and against sums over two Poisson laws.

import { describe, expect, it } from "vitest";

import { sample, type Distribution } from "../../../src/base/random/distribution.ts";
import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { chanceOfRest, meanExcess, meanRest } from "../../../src/queueing/theory/rest-at-ends.ts";

const PIECE: Distribution = { kind: "exponential", mean: 1 };

/** Mean of what is left at the end of a period, and how often anything is. */
function recursion(
  arrivals: number,
  good: number,
  periods: number,
): { readonly mean: number; readonly chance: number } {
  const draws = new RandomStreams("rest").stream("pieces");
  const gap: Distribution = { kind: "exponential", mean: 1 / arrivals };
  let [next, rest, sum, often] = [sample(gap, draws), 0, 0, 0];
  for (let period = 0; period < periods; period += 1) {
    for (; next < 1; next += sample(gap, draws)) rest += sample(PIECE, draws);
    next -= 1;
    rest = Math.max(0, rest - good);
    sum += rest;
    if (rest > 0) often += 1;
  }
  return { mean: sum / periods, chance: often / periods };
}

describe("what periods leave over", () => {
  it.each([
    [4, 5],
    [9, 10],
    [20, 25],
    [24, 25],
    [90, 100],
  ])("of %d pieces to one that is good for %d is what the recursion says", (arrivals, good) => {
    const { mean, chance } = recursion(arrivals, good, 60_000);
    expect(Math.abs(meanRest(arrivals, good) / mean - 1)).toBeLessThan(0.1);
    expect(Math.abs(chanceOfRest(arrivals, good) - chance)).toBeLessThan(0.05);
  });

  it("is what waits before M/M/1 where periods are short", () => {
    for (const load of [0.5, 0.8, 0.95]) {
      expect(meanRest(0.01 * load, 0.01) / (load / (1 - load))).toBeCloseTo(1, 2);
      expect(chanceOfRest(0.01 * load, 0.01) / load).toBeCloseTo(1, 2);
    }
  });

  it("grows without bound towards what they are good for, and is never negative", () => {
    const rests = [0.01, 0.3, 0.6, 0.9, 0.99, 0.9999].map((load) => meanRest(20 * load, 20));
    expect(rests.every((rest, place) => rest > (rests[place - 1] ?? 0))).toBe(true);
    expect(rests.at(-1)! * 1e-4).toBeCloseTo(1, 1);
  });
});

describe("what one Poisson number exceeds another by", () => {
  it("is the sum over both laws", () => {
    const chances = (mean: number): number[] => {
      const list = [Math.exp(-mean)];
      for (let count = 1; count < 60; count += 1) list.push((list[count - 1]! * mean) / count);
      return list;
    };
    let sum = 0;
    for (const [one, of] of chances(3).entries())
      for (const [other, with_] of chances(7).entries()) sum += Math.max(0, one - other) * of * with_;
    expect(meanExcess(3, 7)).toBeCloseTo(sum, 12);
  });

  it("goes over to the normal law without a step", () => {
    expect(meanExcess(260, 300.1) / meanExcess(260, 300)).toBeCloseTo(1, 1);
  });
});
