// Which pods matter more to preemption.

import { describe, expect, it } from "vitest";

import { compareImportance, earliestStartOfHighestPriorityUs } from "../../../src/model/ranking/pod-importance.ts";

describe("the more important pod", () => {
  it.each([
    ["has the higher priority", { priority: 1, startedAtUs: 9 }, { priority: 0, startedAtUs: 1 }, -1],
    ["started earlier", { priority: 0, startedAtUs: 1 }, { priority: 0, startedAtUs: 9 }, -1],
    ["has started at all", { priority: 0, startedAtUs: undefined }, { priority: 0, startedAtUs: 9 }, 1],
    ["is neither of two alike", { priority: 0, startedAtUs: 9 }, { priority: 0, startedAtUs: 9 }, 0],
    [
      "is neither of two that have not started",
      { priority: 0, startedAtUs: undefined },
      { priority: 0, startedAtUs: undefined },
      0,
    ],
  ])("%s", (_sentence, left, right, sign) => {
    expect(Math.sign(compareImportance(left, right))).toBe(sign);
  });
});

describe("the earliest start", () => {
  it("is that of the highest priority only", () => {
    const pods = [
      { priority: 0, startedAtUs: 1 },
      { priority: 5, startedAtUs: 7 },
      { priority: 5, startedAtUs: 3 },
    ];
    expect(earliestStartOfHighestPriorityUs(pods)).toBe(3);
    expect(earliestStartOfHighestPriorityUs([])).toBeUndefined();
  });
});
