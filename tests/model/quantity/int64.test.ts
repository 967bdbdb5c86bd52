// Whole numbers of 64 bits: where they overflow, and division away from zero.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  dividedAwayFromZero,
  fitsInt64,
  INT64_MAX,
  INT64_MIN,
  int64FromDouble,
  int64Product,
  int64ScaledDown,
  int64ScaledUp,
  powerOfTen,
  wrappedToInt64,
} from "../../../src/model/quantity/int64.ts";

describe("whole numbers of 64 bits", () => {
  it("reach from −2^63 to 2^63 − 1 and wrap beyond", () => {
    expect([INT64_MIN, INT64_MAX].map(fitsInt64)).toEqual([true, true]);
    expect([INT64_MIN - 1n, INT64_MAX + 1n].map(fitsInt64)).toEqual([false, false]);
    expect([INT64_MIN - 1n, INT64_MAX + 1n].map(wrappedToInt64)).toEqual([INT64_MAX, INT64_MIN]);
  });

  it("are cut off from doubles, of which the smallest stands for all that do not fit", () => {
    expect([1.9, -1.9, -0.5, 9_007_199_254_740_993_000].map(int64FromDouble)).toEqual([
      1n,
      -1n,
      0n,
      9_007_199_254_740_993_024n,
    ]);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 9.3e18, -9.3e18]) {
      expect(int64FromDouble(value)).toBe(INT64_MIN);
    }
  });

  it("know powers of ten of any size", () => {
    expect([0, 3, 39, 40].map(powerOfTen)).toEqual([1n, 1000n, 10n ** 39n, 10n ** 40n]);
  });

  it.each([
    [7n, 2n, 4n],
    [-7n, 2n, -4n],
    [6n, 2n, 3n],
    [-6n, 2n, -3n],
    [0n, 5n, 0n],
  ])("%d divided by %d is %d away from zero", (numerator, divisor, quotient) => {
    expect(dividedAwayFromZero(numerator, divisor)).toBe(quotient);
  });

  it.each([
    [INT64_MIN, 1n, INT64_MIN],
    [INT64_MIN, 0n, 0n],
    [INT64_MIN, -1n, undefined],
    [1n << 62n, -2n, INT64_MIN],
    [1n << 62n, 2n, undefined],
    [3n, 4n, 12n],
  ])("%d times %d is %s", (left, right, product) => {
    expect(int64Product(left, right)).toBe(product);
    expect(int64Product(right, left)).toBe(product);
  });

  it("are scaled up while that fits", () => {
    expect(int64ScaledUp(9n, 18)).toBe(9n * powerOfTen(18));
    expect(int64ScaledUp(10n, 18)).toBeUndefined();
    expect(int64ScaledUp(1n, 5000)).toBeUndefined();
    expect(int64ScaledUp(0n, 5000)).toBe(0n);
    expect(int64ScaledUp(INT64_MIN, 0)).toBe(INT64_MIN);
  });

  it("are scaled down to one beyond their last digit, whatever the exponent", () => {
    fc.assert(
      fc.property(fc.bigInt(INT64_MIN, INT64_MAX), fc.integer({ min: 0, max: 60 }), (value, exponent) => {
        expect(int64ScaledDown(value, exponent)).toBe(dividedAwayFromZero(value, powerOfTen(exponent)));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
