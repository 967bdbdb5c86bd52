// Whole numbers in texts, as Go reads them.

import { describe, expect, it } from "vitest";

import { parseInt64, readInt64 } from "../../src/model/go-integer.ts";

const HIGHEST = 9_223_372_036_854_775_807n;
const LOWEST = -9_223_372_036_854_775_808n;

describe("an integer of 64 bits", () => {
  it.each([
    ["08", 8n],
    ["+5", 5n],
    ["-3", -3n],
    [String(HIGHEST), HIGHEST],
    [String(LOWEST), LOWEST],
  ])("is read from %s", (text, value) => {
    expect(readInt64(text)).toEqual({ kind: "exact", value });
    expect(parseInt64(text)).toBe(value);
  });

  it.each(["", "4.5", "x", "0x10", "1e3", " 1", "+", "1_000", "1\n", "9223372036854775808x"])(
    "is not read from `%s`",
    (text) => {
      expect(readInt64(text)).toEqual({ kind: "refused", value: 0n, reason: "invalid syntax" });
      expect(parseInt64(text)).toBeUndefined();
    },
  );

  it.each([
    ["9223372036854775808", HIGHEST],
    ["-9223372036854775809", LOWEST],
    ["18446744073709551616x", HIGHEST],
  ])("is the nearest one, beside the error, where %s is too large", (text, value) => {
    expect(readInt64(text)).toEqual({ kind: "refused", value, reason: "value out of range" });
    expect(parseInt64(text)).toBeUndefined();
  });
});
