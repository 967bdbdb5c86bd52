// Go's integer arithmetic on doubles.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { dividedInt, percentOf } from "../../../src/scheduling/framework/integer.ts";

describe("a percentage", () => {
  it.each([
    [0, 7, 0],
    [7, 7, 100],
    [1, 3, 33],
    [2, 3, 66],
    [1000, 4000, 25],
    [999_999, 1_000_000, 99],
  ])("%d of %d is %d", (part, whole, expected) => {
    expect(percentOf(part, whole)).toBe(expected);
  });

  it("is that of big integers, below and above 2^53, one byte less than all included", () => {
    const amount = fc.oneof(
      fc.integer({ min: 1, max: 1000 }),
      fc.maxSafeNat().filter((whole) => whole > 0),
    );
    fc.assert(
      fc.property(amount, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (whole, share, nearly) => {
        const part = nearly ? whole - 1 : Math.floor(whole * share);
        expect(percentOf(part, whole)).toBe(Number((BigInt(part) * 100n) / BigInt(whole)));
      }),
      { seed: 6, numRuns: 5000 },
    );
  });

  it("is exact one byte around each whole percentage, where a hundredfold just fits 2^53 and where it does not", () => {
    const edge = Math.floor(Number.MAX_SAFE_INTEGER / 100);
    for (const whole of [edge - 1, edge, edge + 1, 3 * edge, 4 * 1024 * 1024 * 1024, 6_999_999_999_999]) {
      for (let percent = 1; percent <= 100; percent += 1) {
        const boundary = Number((BigInt(whole) * BigInt(percent)) / 100n);
        for (const part of [boundary - 1, boundary, Math.min(whole, boundary + 1)]) {
          expect(percentOf(part, whole)).toBe(Number((BigInt(part) * 100n) / BigInt(whole)));
        }
      }
    }
  });
});

describe("integer division", () => {
  it.each([
    [7, 2, 3],
    [-7, 2, -3],
    [7, -2, -3],
    [-7, -2, 3],
    [6, 3, 2],
    [1, 3, 0],
  ])("%d / %d is %d, cut towards zero", (numerator, denominator, expected) => {
    expect(dividedInt(numerator, denominator)).toBe(expected);
  });
});
