// How many pods a disruption budget lets go.

import { describe, expect, it } from "vitest";

import { asksForScale, desiredHealthy, disruptionsAllowed } from "../../src/model/disruption-rules.ts";

describe("the healthy pods that must stay", () => {
  it.each([
    [{ minAvailable: 2 }, 5, 2],
    [{ minAvailable: 9 }, 5, 9],
    [{ minAvailable: "50%" }, 5, 3],
    [{ maxUnavailable: 2 }, 5, 3],
    [{ maxUnavailable: "1%" }, 10, 9],
    [{ maxUnavailable: 9 }, 5, 0],
    [{}, 5, 0],
  ])("with %j are, of %i, %i", (spec, expected, desired) => {
    expect(desiredHealthy(spec, expected)).toBe(desired);
  });
});

it("is what is healthy beyond them, and nothing while no pods are expected", () => {
  expect([disruptionsAllowed(5, 3, 5), disruptionsAllowed(2, 3, 5), disruptionsAllowed(1, 0, 0)]).toEqual([2, 0, 0]);
});

it("follows from what controllers want where a share is meant", () => {
  const asking = [{ minAvailable: 1 }, { minAvailable: "1%" }, { maxUnavailable: 1 }].map(asksForScale);
  expect(asking).toEqual([false, true, true]);
});
