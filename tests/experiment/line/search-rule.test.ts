// A search as a rule of replications, and the confidence of its judgements.

import { describe, expect, it } from "vitest";

import { confidenceOfEach, countLooks, searchRule } from "../../../src/experiment/line/search-rule.ts";

import { finishedRun } from "../made-runs.ts";
import { BELOW_FIVE } from "./made-search.ts";

describe("a search as a rule", () => {
  const search = {
    first: [1],
    mostJudged: 3,
    next: () => [1],
    answer: () => {
      throw new Error("not asked");
    },
  };
  const looks = { replications: 5, mostReplications: 12 };
  const rule = searchRule(search, looks, { thresholds: [BELOW_FIVE], confidenceOfEach: 0.99, mostReplications: 12 });

  it("runs what is asked for first so often, then twice as often, up to the most", () => {
    const made = (count: number) => Array.from({ length: count }, (_, at) => finishedRun(1, at, {}, [4 + at]));
    expect([0, 5, 10, 12].map((count) => rule.wanted([[], made(count)])[1])).toEqual([5, 10, 12, 12]);
    expect(rule.wanted([[], []])[0]).toBe(0);
  });

  it("looks as often as doubling takes", () => {
    expect([1, 5, 6, 10, 12, 40].map((mostReplications) => countLooks({ replications: 5, mostReplications }))).toEqual([
      1, 1, 2, 2, 3, 4,
    ]);
  });

  it("divides what may go wrong among all judgements, each of which can err to one side", () => {
    expect(confidenceOfEach(0.95, 1)).toBe(0.95);
    expect(confidenceOfEach(0.95, 100)).toBeCloseTo(0.999, 12);
  });
});
