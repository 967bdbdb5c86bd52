// Sums, differences, products and rounding: the amount is exact, the form follows the library.

import { describe, expect, it } from "vitest";

import { canonicalText } from "../../../src/model/quantity/canonical-text.ts";
import { INT64_MIN } from "../../../src/model/quantity/int64.ts";
import { parseQuantity } from "../../../src/model/quantity/parse-quantity.ts";
import { quantityOfUnits, ZERO_QUANTITY, type Quantity } from "../../../src/model/quantity/quantity.ts";
import {
  differenceOfQuantities,
  productOfQuantity,
  roundedUp,
  roundedUpToMilli,
  sumOfQuantities,
} from "../../../src/model/quantity/quantity-arithmetic.ts";
import { exactNano, exactUnits, milliUnits } from "../../../src/model/quantity/whole-units.ts";

const quantity = (text: string): Quantity => parseQuantity(text)!;

describe("a sum", () => {
  it.each([
    ["1", "1000m", "2", "DecimalSI"],
    ["1Ki", "1k", "2024", "BinarySI"],
    ["1k", "1Ki", "2024", "DecimalSI"],
    ["0", "1Ki", "1Ki", "BinarySI"],
    ["0", "1e3", "1e3", "DecimalExponent"],
    ["1Gi", "0", "1Gi", "BinarySI"],
    ["0e-20", "1Ki", "1Ki", "BinarySI"],
    ["9223372036854775807", "1", "9223372036854775808", "DecimalSI"],
    ["5E", "5E", "10E", "DecimalSI"],
    ["0.5Gi", "1", "536870913", "BinarySI"],
  ])("of %s and %s is %s, in the format of its left side unless that is zero", (left, right, text, format) => {
    const sum = sumOfQuantities(quantity(left), quantity(right));
    expect(canonicalText(sum)).toBe(text);
    expect(sum.format).toBe(format);
  });

  it("is made before rounding: three times 0.4m is 2m and not 3m", () => {
    const third = quantity("0.4m");
    expect(milliUnits([third, third, third].reduce(sumOfQuantities, ZERO_QUANTITY))).toBe(2);
  });

  it("is held in 64 bits while they are enough", () => {
    expect(sumOfQuantities(quantity("1"), quantity("1n")).kind).toBe("int64");
    expect(sumOfQuantities(quantity("9E"), quantity("1E")).kind).toBe("int64");
    expect(sumOfQuantities(quantity("9E"), quantity("1")).kind).toBe("int64");
    expect(sumOfQuantities(quantity("9999P"), quantity("1")).kind).toBe("decimal");
    expect(sumOfQuantities(quantity("9E"), quantity("1n")).kind).toBe("decimal");
  });
});

describe("a difference", () => {
  it.each([
    ["1", "1000m", "0"],
    ["0", "1Ki", "-1Ki"],
    ["1", "1Ki", "-1023"],
    ["1Gi", "1Mi", "1023Mi"],
    ["10E", "1", "9999999999999999999"],
  ])("of %s and %s is %s", (left, right, text) => {
    expect(canonicalText(differenceOfQuantities(quantity(left), quantity(right)))).toBe(text);
  });

  it("with the smallest 64-bit number wraps as the library's does", () => {
    const smallest = quantityOfUnits(INT64_MIN, "DecimalSI");
    expect(exactUnits(differenceOfQuantities(quantity("1"), smallest))).toBe(INT64_MIN + 1n);
  });
});

describe("a product", () => {
  it.each([
    ["2Gi", 3n, "6Gi", true],
    ["500m", 2n, "1", true],
    ["500m", 3n, "1500m", true],
    ["3", 0n, "0", true],
    ["0m", 5n, "0", true],
    ["9E", 10n, "90E", true],
    ["2k", -3n, "-6k", true],
    ["9k", 9_223_372_036_854_775_807n, "83010348331692982263k", false],
  ])("of %s and %d is %s", (text, factor, product, fits) => {
    const answer = productOfQuantity(quantity(text), factor);
    expect(canonicalText(answer.product)).toBe(product);
    expect(answer.fits).toBe(fits);
  });

  it("that leaves a fraction is held as a decimal, though it fits", () => {
    expect(productOfQuantity(quantity("500m"), 3n).product.kind).toBe("decimal");
    expect(productOfQuantity(quantity("500m"), 2n).product.kind).toBe("int64");
  });
});

describe("rounding up", () => {
  it.each([
    ["0.4m", -3, "1m", false],
    ["-0.4m", -3, "-1m", false],
    ["7m", -3, "7m", true],
    ["1500m", 0, "2", false],
    ["1.500m", -3, "2m", false],
    ["0100m", -3, "0100m", true],
    ["1234567", 3, "1235k", false],
    ["1.0000000001", -9, "1000000001n", true],
    ["1.0000000001", 0, "2", false],
    ["20E", -3, "20E", true],
  ])("%s to the power %d gives %s", (text, exponent, rounded, exact) => {
    const answer = roundedUp(quantity(text), exponent);
    expect(canonicalText(answer.rounded)).toBe(rounded);
    expect(answer.exact).toBe(exact);
  });

  it("to whole milli is what the API server stores", () => {
    expect(exactNano(roundedUpToMilli(quantity("0.4m")))).toBe(1_000_000n);
    expect(exactNano(roundedUpToMilli(quantity("-0.4m")))).toBe(-1_000_000n);
    expect(exactNano(roundedUpToMilli(quantity("7m")))).toBe(7_000_000n);
  });
});
