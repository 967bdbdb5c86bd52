// Raw scores brought to 0..100.

import { describe, expect, it } from "vitest";

import { normalizeAscending, normalizeDescending } from "../../../src/scheduling/framework/normalize-score.ts";

function normalised(normalise: (scores: Float64Array) => void, raw: readonly number[]): readonly number[] {
  const scores = Float64Array.from(raw);
  normalise(scores);
  return [...scores];
}

describe("more is better", () => {
  it.each([
    ["the largest becomes 100", [1, 2, 4], [25, 50, 100]],
    ["fractions are cut", [1, 3], [33, 100]],
    ["all zero stays all zero", [0, 0], [0, 0]],
    ["all equal becomes all 100", [7, 7], [100, 100]],
    ["nothing stays nothing", [], []],
  ])("%s", (_sentence, raw, expected) => {
    expect(normalised(normalizeAscending, raw)).toEqual(expected);
  });
});

describe("less is better", () => {
  it.each([
    ["of 0, 1 and 2 come 100, 50 and 0", [0, 1, 2], [100, 50, 0]],
    ["of 0, 1 and 3 come 100, 67 and 0: the share is cut, then taken off", [0, 1, 3], [100, 67, 0]],
    ["all zero becomes all 100", [0, 0], [100, 100]],
    ["all equal becomes all 0", [2, 2], [0, 0]],
    ["one alone becomes 0", [5], [0]],
  ])("%s", (_sentence, raw, expected) => {
    expect(normalised(normalizeDescending, raw)).toEqual(expected);
  });
});
