// Go's durations and their texts.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { durationSeconds, durationText, parseDurationText } from "../../../src/model/time/duration-text.ts";

const SECOND = 1_000_000_000n;

describe("parsing a duration", () => {
  it.each([
    ["0", 0n],
    ["-0", 0n],
    ["1h30m10s", 5_410n * SECOND],
    ["1.5h", 5_400n * SECOND],
    [".5s", 500_000_000n],
    ["5.s", 5n * SECOND],
    ["-1m", -60n * SECOND],
    ["+1s", SECOND],
    ["1us1\u00b5s1\u03bcs", 3_000n],
    ["1.9ns", 1n],
    ["0.33333333333333333333h", 1_200n * SECOND],
    ["9223372036854775807ns", 9_223_372_036_854_775_807n],
    ["-9223372036854775808ns", -9_223_372_036_854_775_808n],
  ])("reads %j", (text, durationNs) => {
    expect(parseDurationText(text)).toEqual({ kind: "parsed", durationNs });
  });

  it.each([
    ["", 'invalid duration ""'],
    ["-", 'invalid duration "-"'],
    ["--1s", 'invalid duration "--1s"'],
    [".s", 'invalid duration ".s"'],
    ["3s.", 'invalid duration "3s."'],
    ["9223372036854775808ns", 'invalid duration "9223372036854775808ns"'],
    ["2562048h", 'invalid duration "2562048h"'],
    ["99999999999999999999s", 'invalid duration "99999999999999999999s"'],
    ["30", 'missing unit in duration "30"'],
    ["1.5.5s", 'missing unit in duration "1.5.5s"'],
    ["1d", 'unknown unit "d" in duration "1d"'],
    ["1h-30m", 'unknown unit "h-" in duration "1h-30m"'],
    ["1é", String.raw`unknown unit "\xc3\xa9" in duration "1\xc3\xa9"`],
  ])("refuses %j", (text, problem) => {
    expect(parseDurationText(text)).toEqual({ kind: "refused", message: `time: ${problem}` });
  });

  it("reads back what is printed", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 53n), max: 1n << 53n }), (durationNs) => {
        expect(parseDurationText(durationText(durationNs))).toEqual({ kind: "parsed", durationNs });
      }),
      { seed: 1 },
    );
  });
});

describe("the text of a duration", () => {
  it.each([
    [0n, "0s"],
    [1n, "1ns"],
    [1_100n, "1.1\u00b5s"],
    [2_200_000n, "2.2ms"],
    [SECOND, "1s"],
    [60n * SECOND, "1m0s"],
    [3_600n * SECOND, "1h0m0s"],
    [-5_410_500_000_000n, "-1h30m10.5s"],
    [-9_223_372_036_854_775_808n, "-2562047h47m16.854775808s"],
  ])("of %s ns is %s", (durationNs, text) => {
    expect(durationText(durationNs)).toBe(text);
  });
});

describe("the seconds of a duration", () => {
  it("are whole seconds and a fraction, added as doubles", () => {
    expect(durationSeconds(95_358_134_690_023_896n)).toBe(95_358_134.690_023_9);
    expect(durationSeconds(-1_500_000_000n)).toBe(-1.5);
  });
});
