// What paired differences are called: the plain cases, those at the edge, and runs that have no value.

import { describe, expect, it } from "vitest";

import { judgeDifference, type VerdictRule } from "../../../src/experiment/statistics/verdict.ts";

const RULE: VerdictRule = { confidence: 0.95, comparisons: 1, indifference: 0 };
const zeros = (count: number) => Array<number>(count).fill(0);
const verdictOn = (differences: readonly number[], better: "lower" | "higher" | null = "lower", rule = RULE) =>
  judgeDifference(zeros(differences.length), differences, better, rule).verdict;

const RISE = [3, 4, 5, 4, 3, 5];
const NOISE = [3, -4, 5, -2, -3, 1];

describe("a difference that shows", () => {
  it("is better or worse, as the figure says", () => {
    expect(verdictOn(RISE, "lower")).toEqual({ kind: "worse" });
    expect(verdictOn(RISE, "higher")).toEqual({ kind: "better" });
    const fall = RISE.map((value) => -value);
    expect(verdictOn(fall, "lower")).toEqual({ kind: "better" });
    expect(verdictOn(fall, "higher")).toEqual({ kind: "worse" });
  });

  it("is a difference where nobody can say which is better", () => {
    expect(verdictOn(RISE, null)).toEqual({ kind: "different" });
  });

  it("comes with its interval, of the second less the first", () => {
    const { difference, pairsLost } = judgeDifference([1, 2, 3], [2, 4, 6], "lower", RULE);
    expect(difference).toMatchObject({ estimate: 2, count: 3, confidence: 0.95, method: "t" });
    expect(pairsLost).toBe(0);
  });

  it("must be larger where much is compared at once", () => {
    const [once, oftenUs] = [1, 1000].map((comparisons) => verdictOn(RISE, "lower", { ...RULE, comparisons }));
    expect(once).toEqual({ kind: "worse" });
    expect(oftenUs).toEqual({ kind: "no-difference" });
  });
});

describe("a difference that does not show", () => {
  it("is not found", () => {
    expect(verdictOn(NOISE)).toEqual({ kind: "no-difference" });
  });

  it("needs more runs while there are few", () => {
    expect(verdictOn([1])).toEqual({ kind: "too-few-runs", more: 4 });
    expect(verdictOn([0])).toEqual({ kind: "too-few-runs", more: 4 });
    expect(verdictOn([1, -1])).toEqual({ kind: "too-few-runs", more: 3 });
    expect(verdictOn([1, 4, 0, 5])).toEqual({ kind: "too-few-runs", more: 1 });
  });

  it("is nothing where both are the same in every replication", () => {
    expect(verdictOn([0, 0])).toEqual({ kind: "no-difference" });
    expect(verdictOn(zeros(10))).toEqual({ kind: "no-difference" });
  });

  it("is not made of rounding", () => {
    const sums = [0.3, 0.3, 0.3, 0.3, 0.3, 0.3];
    const sumsInAnotherOrder = sums.map(() => 0.1 + 0.2);
    expect(judgeDifference(sums, sumsInAnotherOrder, "lower", RULE).verdict).toEqual({ kind: "no-difference" });
  });
});

describe("the same difference in every replication", () => {
  const alike = (count: number) => {
    const first = Array.from({ length: count }, (_, index) => index);
    return judgeDifference(
      first,
      first.map((value) => value + 1),
      "lower",
      RULE,
    ).verdict;
  };
  const constant = (count: number, comparisons = 1) =>
    verdictOn(Array<number>(count).fill(1), "lower", { ...RULE, comparisons });

  it("counts once chance alone would rarely make it", () => {
    expect(alike(2)).toEqual({ kind: "too-few-runs", more: 4 });
    expect(alike(5)).toEqual({ kind: "too-few-runs", more: 1 });
    expect(alike(6)).toEqual({ kind: "worse" });
  });

  it("counts sooner where chance has no part in either side", () => {
    expect(constant(2)).toEqual({ kind: "too-few-runs", more: 1 });
    expect(constant(3)).toEqual({ kind: "worse" });
  });

  it("counts later where much is compared", () => {
    expect(constant(3, 100)).toEqual({ kind: "too-few-runs", more: 3 });
    expect(constant(6, 100)).toEqual({ kind: "worse" });
  });

  it("has no interval until it counts", () => {
    expect(judgeDifference([1, 1], [2, 2], "lower", RULE).difference).toMatchObject({ estimate: 1, low: -Infinity });
    expect(judgeDifference([1, 1, 1], [2, 2, 2], "lower", RULE).difference).toMatchObject({ low: 1, high: 1 });
  });

  it("is seen through rounding", () => {
    const first = [0.1, 0.7, 0.3];
    const second = first.map((value) => value + 0.1);
    expect(judgeDifference(first, second, "lower", RULE).verdict).toEqual({ kind: "too-few-runs", more: 3 });
  });
});

describe("a difference that does not matter", () => {
  const rule: VerdictRule = { ...RULE, indifference: 10 };

  it("is none, though it shows", () => {
    expect(verdictOn(RISE, "lower", rule)).toEqual({ kind: "no-difference" });
  });

  it("matters once all of the interval lies beyond", () => {
    expect(
      verdictOn(
        RISE.map((value) => 10 * value),
        "lower",
        rule,
      ),
    ).toEqual({ kind: "worse" });
    expect(
      verdictOn(
        RISE.map((value) => -10 * value),
        "lower",
        rule,
      ),
    ).toEqual({ kind: "better" });
  });

  it("leaves open what lies across the border, and says how many runs would do", () => {
    const verdict = verdictOn([2, 12, 20, 4, 9, 25], "lower", rule);
    if (verdict.kind !== "too-few-runs") throw new Error("the interval lies across the border");
    expect(verdict.more).toBeGreaterThan(10);
  });

  it("names no number where no number would do", () => {
    expect(verdictOn([9, 11, 8, 12, 0, 20], "lower", rule)).toEqual({ kind: "too-few-runs", more: null });
  });
});

describe("runs without a value", () => {
  it("are left out with their partners, and counted", () => {
    const first = [0, null, 0, Number.NaN, 0, 0, 0, 0];
    const second = [3, 4, 5, 4, null, 3, 5, 4];
    const { verdict, difference, pairsLost } = judgeDifference(first, second, "higher", RULE);
    expect(verdict).toEqual({ kind: "better" });
    expect(difference?.count).toBe(5);
    expect(pairsLost).toBe(3);
  });

  it("leave nothing to say where no pair is left", () => {
    expect(judgeDifference([null, 1], [1, null], "lower", RULE)).toEqual({
      verdict: { kind: "too-few-runs", more: 5 },
      difference: null,
      pairsLost: 2,
    });
    expect(judgeDifference([], [], "lower", RULE).verdict).toEqual({ kind: "too-few-runs", more: 5 });
    expect(judgeDifference([Infinity], [Infinity], "lower", RULE).difference).toBeNull();
  });

  it("lose their partners where one side ran less often", () => {
    expect(judgeDifference([1, 2], [1, 2, 3], "lower", RULE).pairsLost).toBe(1);
  });
});
