// Delays of items that failed.

import { describe, expect, it } from "vitest";

import { CONTROLLER_RETRY, exponentialDelayNs, fastSlowDelayNs } from "../../../src/model/flow-control/retry-delay.ts";

const MS = 1_000_000;

describe("an exponential delay", () => {
  it("doubles up to its longest", () => {
    const delaysMs = [0, 1, 2, 17, 18, 60, 5_000].map(
      (failures) => exponentialDelayNs(CONTROLLER_RETRY, failures) / MS,
    );
    expect(delaysMs).toEqual([5, 10, 20, 655_360, 1_000_000, 1_000_000, 1_000_000]);
  });

  it("may be nothing, or longest from the start", () => {
    expect(exponentialDelayNs({ baseNs: 0, maxNs: MS }, 10)).toBe(0);
    expect(exponentialDelayNs({ baseNs: 5 * MS, maxNs: MS }, 0)).toBe(MS);
  });
});

describe("a fast and slow delay", () => {
  it("is short for the first failures only", () => {
    const retry = { fastNs: 1, slowNs: 2, fastAttempts: 3 };
    expect([0, 1, 2, 3, 4].map((failures) => fastSlowDelayNs(retry, failures))).toEqual([1, 1, 1, 2, 2]);
  });
});
