// Sharing out seats between priority levels.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { allocateConcurrency, type AllocationClass } from "../../../src/model/flow-control/concurrency-allocation.ts";

const within = (lower: number, target: number, upper: number): AllocationClass => ({ lower, target, upper });

describe("an allocation", () => {
  it.each([
    ["follows the targets where no bound matters", 100, [within(0, 50, 200), within(0, 150, 200)], [25, 75], 0.5],
    ["stops at an upper bound", 100, [within(0, 50, 200), within(0, 150, 60)], [40, 60], 0.8],
    ["stops at a lower bound", 100, [within(40, 50, 200), within(0, 150, 200)], [40, 60], 0.4],
    [
      "is the lower bounds if they are all there is",
      50,
      [within(40, 50, 200), within(10, 150, 200)],
      [40, 10],
      10 / 150,
    ],
    ["is the upper bounds if they must all be reached", 100, [within(0, 50, 40), within(0, 50, 60)], [40, 60], 1.2],
    ["of nothing is nothing", 0, [within(0, 50, 200)], [0], 0],
    ["of targets of nothing is even", 100, [within(0, 0, 100), within(0, 0, 100)], [50, 50], 50_000],
  ])("%s", (_name, requiredSum, classes, allocations, fairProportion) => {
    expect(allocateConcurrency(requiredSum, classes)).toEqual({ kind: "allocated", allocations, fairProportion });
  });

  it.each([
    [-1, [], "negative sums are not supported"],
    [1, [], "upper bounds sum to 0, which is lower than the required sum of 1"],
    [3, [within(4, 5, 8)], "lower bounds sum to 4, which is higher than the required sum of 3"],
    [3, [within(-1, 5, 8)], "lower bound 0 is -1 but negative lower bounds are not allowed"],
    [3, [within(0, 1, 8), within(6, 5.5, 8)], "target 1 is 5.5, which is below its lower bound of 6"],
    [3, [within(5, 5, 4)], "upper bound 0 is 4 but should not be less than the lower bound 5"],
    [3, [within(0, 1, 1e-5)], "upper bounds sum to 1e-05, which is lower than the required sum of 3"],
    [3, [within(1e21, 1e21, 1e22)], "lower bounds sum to 1e+21, which is higher than the required sum of 3"],
  ])("of %i among %j is impossible: %s", (requiredSum, classes, message) => {
    expect(allocateConcurrency(requiredSum, classes)).toEqual({ kind: "impossible", message });
  });

  it("adds up to the sum, within all bounds", () => {
    const anyClass = fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 200 }))
      .map(([lower, target, upper]) => within(lower, lower + target, lower + upper));
    fc.assert(
      fc.property(
        fc.array(anyClass, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 999 }),
        (classes, draw) => {
          const lowest = classes.reduce((total, { lower }) => total + lower, 0);
          const highest = classes.reduce((total, { upper }) => total + upper, 0);
          const requiredSum = lowest + (draw % (highest - lowest + 1));
          const found = allocateConcurrency(requiredSum, classes);
          const allocations = found.kind === "allocated" ? found.allocations : [];
          expect(allocations.reduce((total, seats) => total + seats, 0)).toBeCloseTo(requiredSum, 6);
          for (const [index, { lower, upper }] of classes.entries()) {
            expect(allocations[index]).toBeGreaterThanOrEqual(lower);
            expect(allocations[index]).toBeLessThanOrEqual(upper);
          }
        },
      ),
      { seed: 1 },
    );
  });
});
