// The words of a comparison.

import { describe, expect, it } from "vitest";

import {
  alternativeName,
  answerSentence,
  confidenceSentence,
  differenceText,
  judgedFigures,
  pairsWithFirst,
  grounds,
  verdictText,
} from "../../../src/report/comparison/comparison-readings.ts";
import { madeComparison } from "./made-comparison.ts";

describe("the answer", () => {
  it("names the winner and what it is better in", () => {
    const result = madeComparison([100, 140, 100], [4, 1, 4]);
    expect(answerSentence(result, result.comparison!)).toBe(
      "packing is the best: better than each other alternative in something, and worse in nothing",
    );
    expect(grounds(result, result.comparison!)).toEqual([
      "packing: better in pods placed (than each other), scheduling latency p99 (than each other)",
    ]);
  });

  it("names no winner while too few runs tell, and says of which figures they do", () => {
    const result = madeComparison([100, 140], [4, 4], 3);
    const judgements = result.comparison!.pairs[0]!.judgements.map(({ verdict }) => verdict.kind);
    expect(judgements).toEqual(["better", "too-few-runs"]);
    expect(answerSentence(result, result.comparison!)).toMatch(
      /^packing leads: better than each other alternative in something, and found worse in nothing, but too few runs .*; 2 more replications would probably tell$/,
    );
    expect(grounds(result, result.comparison!)).toEqual([
      "packing: better in pods placed",
      "not decided, for want of runs: scheduling latency p99",
    ]);
  });

  it("says which promises the best do not keep", () => {
    const result = madeComparison([100, 140], [4, 1]);
    const broken = { threshold: "x < 1", outcome: "failed", observed: null, limit: 1, unit: "" } as const;
    const [first, second] = result.points;
    const thresholds = [
      { ...broken, keptShare: 0 },
      { ...broken, threshold: "y < 1", keptShare: 0.5 },
      { ...broken, threshold: "z < 1", keptShare: 1 },
    ];
    const points = [
      { ...first!, thresholds },
      { ...second!, thresholds },
    ];
    expect(grounds({ ...result, points }, result.comparison!).slice(1)).toEqual([
      "packing: keeps x < 1 in no run",
      "packing: keeps y < 1 in 50.0% of the runs only",
    ]);
  });

  it("says what each of the best is better in where there is no winner", () => {
    const result = madeComparison();
    expect(answerSentence(result, result.comparison!)).toBe(
      "there is no winner: packing and hasty are each better in something, and worse in something else",
    );
    expect(grounds(result, result.comparison!)).toEqual([
      "packing: better in pods placed (than each other)",
      "hasty: better in scheduling latency p99 (than each other)",
    ]);
  });

  it("says that no difference was found", () => {
    const result = madeComparison([100, 100], [4, 4]);
    expect(answerSentence(result, result.comparison!)).toBe("no difference was found in any figure");
    expect(grounds(result, result.comparison!)).toEqual([]);
  });

  it("says that there are too few runs, and how many more would do", () => {
    const result = madeComparison([100, 101], [4, 4], 1);
    expect(answerSentence(result, result.comparison!)).toMatch(
      /^no difference was found, and too few runs were made to say that there is none; \d+ more replications/,
    );
  });

  it("says what is best together where several are", () => {
    const result = madeComparison([100, 140, 140], [4, 4, 4]);
    expect(answerSentence(result, result.comparison!)).toBe(
      "packing and hasty are worse than no other in anything, and between the best no difference was found",
    );
  });
});

describe("the words of a judgement", () => {
  it("are the difference with its reach, and the verdict", () => {
    const result = madeComparison();
    const comparison = result.comparison!;
    const [pair] = pairsWithFirst(comparison);
    const [placed] = judgedFigures(comparison, pair!);
    expect(alternativeName(result, pair!.second)).toBe("packing");
    expect(differenceText(placed!.judgement, "pods")).toMatch(/^\+40.* ±0\.\d+$/);
    expect(verdictText(placed!.judgement)).toBe("better");
    expect(verdictText({ verdict: { kind: "too-few-runs", more: 7 }, difference: null })).toBe(
      "too few runs: 7 more would probably do",
    );
    expect(verdictText({ verdict: { kind: "too-few-runs", more: null }, difference: null })).toBe("too few runs");
  });

  it("tell a difference that is too small from one that was not found", () => {
    const difference = { method: "t" as const, estimate: 2, low: 1, high: 3, confidence: 0.95, count: 5 };
    const verdict = { kind: "no-difference" } as const;
    expect(verdictText({ verdict, difference })).toBe("too small to matter");
    expect(verdictText({ verdict, difference: { ...difference, low: -1 } })).toBe("no difference found");
    expect(differenceText({ verdict: { kind: "no-difference" }, difference: null, pairsLost: 0 }, "pods")).toBe("–");
  });

  it("say how sure all of them are together", () => {
    const { comparison } = madeComparison();
    expect(confidenceSentence(comparison!)).toMatch(/^all 6 judgements together are right with 95/);
    expect(confidenceSentence({ ...comparison!, judgements: 1, indifference: 0.01 })).toMatch(
      /^the judgement is right .*differences up to 1\.0% of the first do not matter$/,
    );
  });
});
