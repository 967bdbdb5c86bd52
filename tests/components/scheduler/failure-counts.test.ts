// Which failures of a pod count for its backoff, by version.

import { describe, expect, it } from "vitest";

import { FailureCounts } from "../../../src/components/scheduler/failure-counts.ts";

describe("failures by kind", () => {
  it("count errors in a row, and refusals over the pod's whole life", () => {
    const counts = new FailureCounts("own-kind");
    expect([counts.countError(1), counts.countError(1), counts.countRefusal(1)]).toEqual([1, 2, 1]);
    expect([counts.countError(1), counts.countRefusal(1), counts.countRefusal(1)]).toEqual([1, 2, 3]);
  });

  it("are each pod's own", () => {
    const counts = new FailureCounts("own-kind");
    counts.countRefusal(1);
    expect([counts.countRefusal(2), counts.countRefusal(1)]).toEqual([1, 2]);
  });
});

describe("all failures", () => {
  it("count alike in v1.33", () => {
    const counts = new FailureCounts("all-failures");
    expect([counts.countError(1), counts.countError(1), counts.countRefusal(1), counts.countError(1)]).toEqual([
      1, 2, 3, 4,
    ]);
  });
});

describe("a snapshot of the counts", () => {
  it.each(["own-kind", "all-failures"] as const)("lets them go on (%s)", (rule) => {
    const counts = new FailureCounts(rule);
    counts.countError(3);
    counts.countRefusal(1);
    counts.countError(1);
    const other = new FailureCounts(rule);
    other.countRefusal(9);
    other.restore(counts.snapshot());
    for (const pod of [1, 3, 9]) {
      expect(other.countError(pod)).toBe(counts.countError(pod));
      expect(other.countRefusal(pod)).toBe(counts.countRefusal(pod));
    }
  });
});
