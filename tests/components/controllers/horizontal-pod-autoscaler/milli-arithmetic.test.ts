// Arithmetic on thousandths as Go's int64 does it, whether a number or a bigint holds them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  int32FromDouble,
  int32Of,
  milliFromDouble,
  milliIn,
  normalised,
  productOf,
  quotientOf,
  sumOf,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/milli-arithmetic.ts";

const INT64 = fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n });
const ANY = fc.oneof(INT64, fc.maxSafeInteger().map(BigInt), fc.integer().map(BigInt));

describe("thousandths", () => {
  it("are added, multiplied and divided as 64 bits would", () => {
    fc.assert(
      fc.property(ANY, ANY, (left, right) => {
        const [a, b] = [normalised(left), normalised(right)];
        expect(BigInt(sumOf(a, b))).toBe(BigInt.asIntN(64, left + right));
        expect(BigInt(productOf(a, b))).toBe(BigInt.asIntN(64, left * right));
        if (right !== 0n) expect(BigInt(quotientOf(a, b))).toBe(BigInt.asIntN(64, left / right));
        expect(int32Of(a)).toBe(Number(BigInt.asIntN(32, left)));
      }),
      { seed: 8, numRuns: 500 },
    );
  });

  it("are numbers as long as these are exact", () => {
    expect(typeof sumOf(Number.MAX_SAFE_INTEGER, 0)).toBe("number");
    expect(sumOf(Number.MAX_SAFE_INTEGER, 1)).toBe(9_007_199_254_740_992n);
    expect(Object.is(productOf(-1, 0), 0)).toBe(true);
  });

  it("come from quantities, rounded up", () => {
    expect(milliIn("250m")).toBe(250);
    expect(milliIn("1n")).toBe(1);
    expect(milliIn("64Mi")).toBe(67_108_864_000);
    expect(milliIn("no quantity")).toBe(0);
  });
});

describe("a double", () => {
  it("that no int32 holds is the smallest", () => {
    expect(int32FromDouble(2.9)).toBe(2);
    expect(int32FromDouble(3e9)).toBe(-2_147_483_648);
    expect(int32FromDouble(Number.NaN)).toBe(-2_147_483_648);
  });

  it("that no int64 holds is the smallest", () => {
    expect(milliFromDouble(-7.9)).toBe(-7);
    expect(milliFromDouble(Number.POSITIVE_INFINITY)).toBe(-(1n << 63n));
  });
});
