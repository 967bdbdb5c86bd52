// Quantities as whole numbers: rounded up, and what becomes of those that 64 bits do not hold.

import { describe, expect, it } from "vitest";

import { INT64_MAX, INT64_MIN } from "../../../src/model/quantity/int64.ts";
import { parseQuantity } from "../../../src/model/quantity/parse-quantity.ts";
import { int64Quantity, quantityOfUnits, type Quantity } from "../../../src/model/quantity/quantity.ts";
import {
  approximateDouble,
  exactMilli,
  exactNano,
  exactUnits,
  milliUnits,
  scaledUnits,
  unitsInInt64,
  wholeUnits,
} from "../../../src/model/quantity/whole-units.ts";

const quantity = (text: string): Quantity => parseQuantity(text)!;

describe("whole units and thousandths", () => {
  it.each([
    ["memory 0.1 is one byte", "0.1", 1, 100],
    ["cpu 1u is one milli", "1u", 1, 1],
    ["cpu 100u is one milli", "100u", 1, 1],
    ["cpu 0.0001 is one milli", "0.0001", 1, 1],
    ["0.4m is one milli", "0.4m", 1, 1],
    ["1500m is two units", "1500m", 2, 1500],
    ["-1500m is minus two units", "-1500m", -2, -1500],
    ["nothing is nothing", "0", 0, 0],
  ])("are rounded away from zero: %s", (_sentence, text, units, milli) => {
    expect(wholeUnits(quantity(text))).toBe(units);
    expect(milliUnits(quantity(text))).toBe(milli);
  });

  it("are exact up to 2^53 as numbers, and up to 2^63 as they are", () => {
    expect(wholeUnits(quantity("9007199254740991"))).toBe(Number.MAX_SAFE_INTEGER);
    expect(milliUnits(quantity("9007199254740991m"))).toBe(Number.MAX_SAFE_INTEGER);
    expect(exactUnits(quantity("9223372036854775807"))).toBe(INT64_MAX);
  });

  it.each([
    ["vanish where the library multiplies step by step", "10E", 0n, 0n],
    ["wrap where it multiplies at once", "9Ei", INT64_MAX, -1000n],
    ["wrap for a decimal too long", "100000000000000000000", 7_766_279_631_452_241_920n, 200_376_420_520_689_664n],
    ["go towards +∞ for negative decimals finer than nano", "-0.0000000001", 1n, 1n],
  ])("%s", (_sentence, text, units, milli) => {
    expect(exactUnits(quantity(text))).toBe(units);
    expect(exactMilli(quantity(text))).toBe(milli);
  });

  it("come in units of any power of ten", () => {
    expect(scaledUnits(quantity("1234567"), 3)).toBe(1235n);
    expect(scaledUnits(quantity("1.5Gi"), 9)).toBe(2n);
    expect(scaledUnits(quantity("1"), -9)).toBe(1_000_000_000n);
    expect(scaledUnits(quantityOfUnits(INT64_MIN, "DecimalSI"), -3)).toBe(0n);
  });

  it("are known to fit only for whole amounts held in 64 bits", () => {
    expect(["1Ki", "5E", "10E", "1000m", "0.5Ki"].map((text) => unitsInInt64(quantity(text)))).toEqual([
      1024n,
      5_000_000_000_000_000_000n,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("have exact billionths beneath them", () => {
    expect(exactNano(quantity("1e20"))).toBe(10n ** 29n);
    expect(exactNano(quantity("0e-20"))).toBe(0n);
    expect(exactNano(int64Quantity(5n, -10, "DecimalSI"))).toBe(1n);
  });
});

describe("the approximate double", () => {
  it.each([
    ["1500m", 1.5],
    ["1Ki", 1024],
    ["1000n", 1.0000000000000002e-6],
    ["1e100", 1e100],
    ["1e400", Number.POSITIVE_INFINITY],
    ["0e400", Number.NaN],
    ["0e-400", 0],
  ])("of %s is %d", (text, double) => {
    expect(approximateDouble(quantity(text))).toBe(double);
  });
});
