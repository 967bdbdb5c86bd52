// Sets of completion indexes: read, joined, counted and written as Jobs write them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  completionIndexesText,
  countIndexes,
  firstFreeIndexes,
  hasIndex,
  mergedIndexes,
  NO_INDEXES,
  parseCompletionIndexes,
  withIndexes,
} from "../../../src/model/job/completion-indexes.ts";

const indexes = fc.array(fc.nat(40), { maxLength: 20 });

describe("completion indexes", () => {
  it("are read from intervals, as far as the Job has completions", () => {
    expect(parseCompletionIndexes("", 5)).toEqual([]);
    expect(parseCompletionIndexes("0,1,3-5", 10)).toEqual([
      { first: 0, last: 1 },
      { first: 3, last: 5 },
    ]);
    expect(parseCompletionIndexes("1,3-9,12", 6)).toEqual([
      { first: 1, last: 1 },
      { first: 3, last: 5 },
    ]);
  });

  it("are read without the parts that are no numbers", () => {
    expect(completionIndexesText(parseCompletionIndexes("0,x,2-y,4", 10))).toBe("0,4");
  });

  it("are written with a comma between two neighbours and a dash between more", () => {
    expect(completionIndexesText(withIndexes(NO_INDEXES, [5, 0, 1, 7, 8, 9, 5]))).toBe("0,1,5,7-9");
  });

  it("are found, and counted, as a set has them", () => {
    fc.assert(
      fc.property(indexes, indexes, (left, right) => {
        const merged = mergedIndexes(withIndexes(NO_INDEXES, left), withIndexes(NO_INDEXES, right));
        const all = new Set([...left, ...right]);
        expect(countIndexes(merged)).toBe(all.size);
        const found = Array.from({ length: 42 }, (_, index) => index).filter((index) => hasIndex(merged, index));
        expect(new Set(found)).toEqual(all);
        expect(parseCompletionIndexes(completionIndexesText(merged), 100)).toEqual(merged);
      }),
      { seed: 20260105, numRuns: 200 },
    );
  });

  it("that are free come lowest first, and below the completions", () => {
    expect(firstFreeIndexes(parseCompletionIndexes("0,2-3,6", 9), 3, 9)).toEqual([1, 4, 5]);
    expect(firstFreeIndexes(parseCompletionIndexes("0,2-3,6", 9), 9, 7)).toEqual([1, 4, 5]);
    expect(firstFreeIndexes(NO_INDEXES, 2, 1)).toEqual([0]);
  });
});
