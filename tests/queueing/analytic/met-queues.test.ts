// What a request knows of full queues, held against requests that choose one by one.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { MetQueues } from "../../../src/queueing/analytic/met-queues.ts";

/** Of queues that stay as they are: the chance that all of so many tries fail, every choice gone through. */
function failsAll(stations: number, full: number, tries: number): number {
  const worlds = 2 ** stations;
  let sum = 0;
  for (let world = 0; world < worlds; world += 1) {
    const count = Array.from({ length: stations }, (_, bit) => (world >> bit) & 1).filter((bit) => bit === 1).length;
    sum += full ** count * (1 - full) ** (stations - count) * (count / stations) ** tries;
  }
  return sum;
}

function failsBy(met: MetQueues, full: number, tries: number): number {
  let reached = 1;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const fails = met.bounces + (1 - met.bounces) * full;
    met.fail(fails, 1);
    reached *= fails;
  }
  return reached;
}

describe("tries at queues that are full", () => {
  it("fail for good at a single one that stays as it is", () => {
    const met = new MetQueues(0.3, { stations: 1, left: () => 1 });
    expect(failsBy(met, 0.3, 5)).toBeCloseTo(0.3, 9);
  });

  it("are independent where nothing of it is left, or nobody says", () => {
    expect(failsBy(new MetQueues(0.3, { stations: 1, left: () => 0 }), 0.3, 3)).toBeCloseTo(0.027, 9);
    expect(failsBy(new MetQueues(0.3, undefined), 0.3, 3)).toBeCloseTo(0.027, 9);
  });

  it("meet those that they met before by chance where there are several", () => {
    const property = fc.property(
      fc.integer({ min: 2, max: 6 }),
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      fc.integer({ min: 1, max: 3 }),
      (stations, full, tries) => {
        const met = new MetQueues(full, { stations, left: () => 1 });
        const expected = failsAll(stations, full, tries);
        expect(Math.abs(failsBy(met, full, tries) - expected)).toBeLessThan(0.01 + 0.02 * expected);
      },
    );
    fc.assert(property, { seed: 5, numRuns: 200 });
  });
});
