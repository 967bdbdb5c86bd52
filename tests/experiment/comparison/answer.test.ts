// What judgements of pairs come to.

import { describe, expect, it } from "vitest";

import { answerOf } from "../../../src/experiment/comparison/answer.ts";
import type { JudgedPair, Verdict } from "../../../src/experiment/sweep-result.ts";

const WORDS: Readonly<Record<string, Verdict>> = {
  b: { kind: "better" },
  w: { kind: "worse" },
  n: { kind: "no-difference" },
  f: { kind: "too-few-runs", more: 7 },
  u: { kind: "too-few-runs", more: null },
};

/** The verdicts on `second`, one letter a figure. */
function pair(first: number, second: number, letters: string): JudgedPair {
  const judgements = letters.split("").map((letter) => ({ verdict: WORDS[letter]!, difference: null, pairsLost: 0 }));
  return { first, second, judgements };
}

describe("the answer of a comparison", () => {
  it("is the point that is better than each other in something, and worse in nothing", () => {
    expect(answerOf([0, 1, 2], [pair(0, 1, "bn"), pair(0, 2, "nw"), pair(1, 2, "nw")])).toEqual({
      kind: "winner",
      best: [1],
      moreReplications: null,
    });
  });

  it("is one that leads where more runs might find it worse than another in something", () => {
    expect(answerOf([0, 1], [pair(0, 1, "bf")])).toEqual({ kind: "leader", best: [1], moreReplications: 7 });
    expect(answerOf([0, 1], [pair(0, 1, "bu")])).toEqual({ kind: "leader", best: [1], moreReplications: null });
    expect(answerOf([0, 1], [pair(0, 1, "bn")])).toMatchObject({ kind: "winner" });
  });

  it("is the winner where too few runs tell of others only", () => {
    const pairs = [pair(0, 1, "bn"), pair(0, 2, "nf"), pair(1, 2, "nw")];
    expect(answerOf([0, 1, 2], pairs)).toMatchObject({ kind: "winner", best: [1] });
  });

  it("is a tie where several are better than the rest, and none than another", () => {
    expect(answerOf([0, 1, 2], [pair(0, 1, "n"), pair(0, 2, "w"), pair(1, 2, "w")])).toMatchObject({
      kind: "tie",
      best: [0, 1],
    });
  });

  it("is a tie where the best one was not found to differ from another", () => {
    const pairs = [pair(0, 1, "b"), pair(0, 2, "f"), pair(1, 2, "n")];
    expect(answerOf([0, 1, 2], pairs)).toEqual({ kind: "tie", best: [1, 2], moreReplications: 7 });
  });

  it("is a trade-off where each of two is better in something", () => {
    expect(answerOf([0, 1], [pair(0, 1, "bw")])).toMatchObject({ kind: "trade-off", best: [0, 1] });
  });

  it("names in a trade-off those only that no other is simply better than", () => {
    const pairs = [pair(0, 1, "bw"), pair(0, 2, "wn"), pair(1, 2, "wn")];
    expect(answerOf([0, 1, 2], pairs)).toMatchObject({ kind: "trade-off", best: [0, 1] });
  });

  it("is no winner that another is better than in something, even if a third is simply better than that other", () => {
    const pairs = [pair(0, 1, "wnn"), pair(1, 2, "nnw"), pair(0, 2, "wbn")];
    expect(answerOf([0, 1, 2], pairs)).toMatchObject({ kind: "trade-off", best: [0, 2] });
  });

  it("is a trade-off among all where each is simply worse than another, in a circle", () => {
    const pairs = [pair(0, 1, "wnn"), pair(1, 2, "nwn"), pair(0, 2, "nnb")];
    expect(answerOf([0, 1, 2], pairs)).toMatchObject({ kind: "trade-off", best: [0, 1, 2] });
  });

  it("is that no difference was found, or that there are too few runs to say so", () => {
    expect(answerOf([0, 1], [pair(0, 1, "nn")])).toEqual({
      kind: "no-difference",
      best: [0, 1],
      moreReplications: null,
    });
    expect(answerOf([0, 1], [pair(0, 1, "nf")])).toMatchObject({ kind: "too-few-runs", moreReplications: 7 });
    expect(answerOf([0, 1], [pair(0, 1, "uf")])).toMatchObject({ kind: "too-few-runs", moreReplications: null });
  });
});
