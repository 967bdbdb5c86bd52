// Standing still for want of quota, against the recursion of work that the cores would do at once, and in its limits.

import { describe, expect, it } from "vitest";

import { sample, type Distribution } from "../../../src/base/random/distribution.ts";
import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { presentWith, remainingUs, standstill, type Throttle } from "../../../src/queueing/analytic/throttle.ts";
import { loneOf } from "./settings.ts";

const PERIOD_US = 100_000;
const PLAIN: Throttle = {
  quotaUs: 50_000,
  periodUs: PERIOD_US,
  cores: 16,
  places: Infinity,
  workUs: 10_000,
  variability: 1,
  variabilityOfArrivals: 1,
  crew: 1,
  lone: loneOf({ kind: "exponential", mean: 10_000 }, 50_000),
};

function rateFor({ quotaUs, periodUs, workUs }: Throttle, load: number): number {
  return (load * quotaUs) / periodUs / workUs;
}

/** Part of the time in which all stands still, and the mean work that does so then. */
function recursion(throttle: Throttle, law: Distribution, load: number): { chance: number; workUs: number } {
  const draws = new RandomStreams("rest").stream("work");
  const gap: Distribution = { kind: "exponential", mean: 1 / rateFor(throttle, load) };
  const periods = 40_000;
  let [next, workUs, stillUs, area] = [sample(gap, draws), -throttle.quotaUs, 0, 0];
  for (let period = 0; period < periods; period += 1) {
    for (let at = 0; at < PERIOD_US;) {
      const until = Math.min(next, PERIOD_US);
      if (workUs > 0) stillUs += until - at;
      if (workUs > 0) area += workUs * (until - at);
      if (next < PERIOD_US) {
        workUs += sample(law, draws);
        next += sample(gap, draws);
      }
      at = until;
    }
    next -= PERIOD_US;
    workUs = Math.max(0, workUs) - throttle.quotaUs;
  }
  return { chance: stillUs / (periods * PERIOD_US), workUs: area / stillUs };
}

const EXPONENTIAL: Distribution = { kind: "exponential", mean: 10_000 };
const CONSTANT: Distribution = { kind: "constant", value: 10_000 };

describe("standing still", () => {
  it.each([
    [EXPONENTIAL, 1, 50_000, 0.8],
    [EXPONENTIAL, 1, 50_000, 0.95],
    [EXPONENTIAL, 1, 250_000, 0.9],
    [CONSTANT, 0, 100_000, 0.95],
  ])("of %o (variability %d) with a quota of %d µs at a load of %d is that of the recursion", (...row) => {
    const [law, variability, quotaUs, load] = row;
    const throttle = { ...PLAIN, variability, quotaUs, lone: loneOf(law, quotaUs) };
    const { chance, depth } = standstill(throttle, rateFor(throttle, load));
    const right = recursion(throttle, law, load);
    expect(Math.abs(chance - right.chance)).toBeLessThan(0.05);
    expect(Math.abs((depth * quotaUs) / right.workUs - 1)).toBeLessThan(0.15);
  });

  it.each([
    [EXPONENTIAL, 1, 14_000, 0.1],
    [EXPONENTIAL, 1, 10_000, 0.3],
    [EXPONENTIAL, 1, 4_000, 0.5],
    [CONSTANT, 0, 4_000, 0.1],
    [CONSTANT, 0, 4_000, 0.3],
    [CONSTANT, 0, 6_700, 0.7],
  ])(
    "where few come to a period is about that of the recursion, too: %o (variability %d), %d µs, load %d",
    (...row) => {
      const [law, variability, quotaUs, load] = row;
      const throttle = { ...PLAIN, variability, quotaUs, lone: loneOf(law, quotaUs) };
      const { chance, depth } = standstill(throttle, rateFor(throttle, load));
      const right = recursion(throttle, law, load);
      // Of work that comes at once, more stands still in the middle of a period than at its end.
      expect(Math.abs(chance / right.chance - 1)).toBeLessThan(0.3);
      expect(Math.abs((depth * quotaUs) / right.workUs - 1)).toBeLessThan(0.25);
    },
  );

  it("vanishes with the load and is certain at the quota", () => {
    const chances = [0.001, 0.2, 0.5, 0.9, 0.999].map((load) => standstill(PLAIN, rateFor(PLAIN, load)).chance);
    expect(chances).toEqual([...chances].sort((left, right) => left - right));
    expect(chances[0]).toBeLessThan(1e-3);
    expect(chances[4]).toBeGreaterThan(0.97);
  });

  it("is rarer where work comes more evenly, and where more stations share it", () => {
    const chanceOf = (wishes: Partial<Throttle>): number =>
      standstill({ ...PLAIN, ...wishes }, rateFor(PLAIN, 0.8)).chance;
    expect(chanceOf({ variability: 0 })).toBeLessThan(chanceOf({}));
    expect(chanceOf({ variabilityOfArrivals: 0.2 })).toBeLessThan(chanceOf({}));
    expect(chanceOf({ crew: 5 })).toBeLessThan(chanceOf({}));
  });
});

describe("requests beside a quota", () => {
  it.each([0.5, 0.8, 0.95])(
    "that is used up by each of them are those of M/M/1 on a slower core at a load of %d",
    (load) => {
      const throttle = { ...PLAIN, quotaUs: 500, lone: loneOf(EXPONENTIAL, 500) };
      const rate = rateFor(throttle, load);
      expect(presentWith(standstill(throttle, rate), rate * throttle.workUs) / (load / (1 - load))).toBeCloseTo(1, 1);
    },
  );

  it("that is never used up are those without it", () => {
    const throttle = { ...PLAIN, quotaUs: 1_500_000, lone: loneOf(EXPONENTIAL, 1_500_000) };
    expect(presentWith(standstill(throttle, 1e-5), 0.1) / 0.1).toBeCloseTo(1, 6);
  });

  it("that serves one after the other have all their work before them, and those that share it a rest", () => {
    const rate = rateFor(PLAIN, 0.99);
    const regular = { ...PLAIN, variability: 0, lone: loneOf(CONSTANT, PLAIN.quotaUs) };
    expect(remainingUs(regular)).toBe(5_000);
    const [sharing, waiting] = [regular, { ...regular, places: 1, cores: 1 }].map(
      (one) => standstill(one, rate).standing,
    );
    expect(sharing! / waiting!).toBeCloseTo(2, 0);
  });
});
