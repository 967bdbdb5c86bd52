// The words of format checks: lengths in bytes, patterns with and without examples, ranges.

import { describe, expect, it } from "vitest";

import {
  bytesProblems,
  charactersProblems,
  patternProblem,
  rangeProblems,
  utf8LengthBytes,
} from "../../src/model/format-problem.ts";

describe("a length", () => {
  it("is counted in bytes of UTF-8", () => {
    expect(["", "abc", "é", "€", "😀"].map(utf8LengthBytes)).toEqual([0, 3, 2, 3, 4]);
  });

  it("may reach its bound", () => {
    expect(charactersProblems("ab", 2)).toEqual([]);
    expect(bytesProblems("ab", 2)).toEqual([]);
    expect(charactersProblems("é€", 4)).toEqual(["must be no more than 4 characters"]);
    expect(bytesProblems("é€", 4)).toEqual(["must be no more than 4 bytes"]);
  });
});

describe("a pattern's message", () => {
  it("shows examples before the pattern", () => {
    expect(patternProblem("must be x", "x+")).toBe("must be x (regex used for validation is 'x+')");
    expect(patternProblem("must be x", "x+", "x")).toBe("must be x (e.g. 'x', regex used for validation is 'x+')");
    expect(patternProblem("must be x", "x+", "x", "xx")).toBe(
      "must be x (e.g. 'x',  or 'xx', regex used for validation is 'x+')",
    );
  });
});

describe("a range", () => {
  it("includes its bounds", () => {
    expect([1, 5, 9].flatMap((value) => rangeProblems(value, 1, 9))).toEqual([]);
    expect([0, 10n].map((value) => rangeProblems(value, 1, 9))).toEqual([
      ["must be between 1 and 9, inclusive"],
      ["must be between 1 and 9, inclusive"],
    ]);
  });
});
