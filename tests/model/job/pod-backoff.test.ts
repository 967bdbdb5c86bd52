// How long a Job waits after failures.

import { describe, expect, it } from "vitest";

import { failuresAfter, NO_FAILURES, untilNextPodUs } from "../../../src/model/job/pod-backoff.ts";

const S = 1_000_000;

describe("the failures of a Job", () => {
  it("add up while nothing succeeds, and the last one counts for the time", () => {
    const once = failuresAfter(NO_FAILURES, [], [5 * S, 3 * S]);
    expect(once).toEqual({ count: 2, lastUs: 5 * S });
    expect(failuresAfter(once, [], [9 * S])).toEqual({ count: 3, lastUs: 9 * S });
    expect(failuresAfter(once, [], [])).toBe(once);
  });

  it("are forgotten with a success, but for those that ended after it", () => {
    const before = { count: 4, lastUs: 1 * S };
    expect(failuresAfter(before, [6 * S], [])).toEqual(NO_FAILURES);
    expect(failuresAfter(before, [4 * S, 6 * S], [5 * S, 6 * S, 7 * S])).toEqual({ count: 1, lastUs: 7 * S });
    expect(failuresAfter(before, [6 * S], [5 * S])).toEqual(NO_FAILURES);
  });
});

describe("the wait for the next pod", () => {
  it("is 10 s after the first failure, doubles, and ends at 10 minutes", () => {
    expect(untilNextPodUs(NO_FAILURES, 0)).toBe(0);
    const waits = [1, 2, 3, 6, 7, 8, 40].map((count) => untilNextPodUs({ count, lastUs: 0 }, 0) / S);
    expect(waits).toEqual([10, 20, 40, 320, 600, 600, 600]);
  });

  it("counts from the last failure", () => {
    expect(untilNextPodUs({ count: 3, lastUs: 2 * S }, 3.2 * S)).toBe(38.8 * S);
    expect(untilNextPodUs({ count: 1, lastUs: 2 * S }, 13 * S)).toBe(0);
  });
});
