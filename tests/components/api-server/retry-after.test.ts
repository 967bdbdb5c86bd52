// What refused clients are told, in seconds, as the API server's tracker of dropped requests counts.

import { describe, expect, it } from "vitest";

import { RetryAfter } from "../../../src/components/api-server/retry-after.ts";

/** What the last of so many refusals in each second was told. */
function toldBySecond(refusals: readonly number[], tracker = new RetryAfter()): readonly number[] {
  return refusals.map((count, second) => {
    let told = 0;
    for (let refused = 0; refused < count; refused += 1) told = tracker.drop(second + 1);
    return told;
  });
}

describe("how long refused clients wait", () => {
  it("is a second at first", () => {
    expect(toldBySecond([1, 1, 1])).toEqual([1, 1, 1]);
  });

  it("doubles while many are refused, as often as the wait lets it, up to 32 s", () => {
    expect(toldBySecond(Array.from({ length: 8 }, () => 100))).toEqual([1, 2, 2, 4, 4, 4, 4, 8]);
    expect(toldBySecond(Array.from({ length: 200 }, () => 100)).at(-1)).toBe(32);
  });

  it("falls by a second at a time when fewer are refused than it has seconds", () => {
    const tracker = new RetryAfter();
    toldBySecond([100, 100, 100, 100, 100], tracker);
    expect([20, 21, 22, 23, 24].map((second) => tracker.drop(second))).toEqual([3, 2, 2, 2, 2]);
  });

  it("comes back from a snapshot", () => {
    const tracker = new RetryAfter();
    toldBySecond([50, 50, 50, 2], tracker);
    const again = new RetryAfter();
    again.restore(tracker.snapshot());
    expect([5, 6, 9].map((second) => again.drop(second))).toEqual([5, 6, 9].map((second) => tracker.drop(second)));
  });
});
