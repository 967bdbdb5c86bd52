// Sign and order of quantities.

import { describe, expect, it } from "vitest";

import { parseQuantity } from "../../../src/model/quantity/parse-quantity.ts";
import {
  asDecimal,
  areEqualQuantities,
  compareQuantities,
  decimalQuantity,
  isNegative,
  isZero,
  quantityOfMilli,
  quantityOfUnits,
  signOf,
  ZERO_QUANTITY,
  type Quantity,
} from "../../../src/model/quantity/quantity.ts";

const quantity = (text: string): Quantity => parseQuantity(text)!;

describe("a quantity", () => {
  it.each([
    ["0", 0],
    ["-0", 0],
    ["0Ki", 0],
    ["1n", 1],
    ["-1n", -1],
    ["-1e5000", -1],
  ])("%s has the sign %d", (text, sign) => {
    expect(signOf(quantity(text))).toBe(sign);
    expect(isZero(quantity(text))).toBe(sign === 0);
    expect(isNegative(quantity(text))).toBe(sign < 0);
  });

  it.each([
    ["1", "1000m", 0],
    ["1Ki", "1024", 0],
    ["1", "1.000000001", -1],
    ["-1", "-1.000000001", 1],
    ["1Gi", "1G", 1],
    ["9223372036854775807", "8Ei", 0],
    ["9007199254740993", "9007199254740992", 1],
    ["1e5000", "9E", 1],
    ["-1e5000", "0", -1],
  ])("%s is compared with %s exactly", (left, right, order) => {
    expect(compareQuantities(quantity(left), quantity(right))).toBe(order);
    expect(compareQuantities(quantity(right), quantity(left)) + order).toBe(0);
    expect(areEqualQuantities(quantity(left), quantity(right))).toBe(order === 0);
  });

  it("is made of whole units or thousandths", () => {
    expect(compareQuantities(quantityOfUnits(2n, "BinarySI"), quantityOfMilli(2000n, "DecimalSI"))).toBe(0);
    expect(compareQuantities(decimalQuantity(2n, 0, "DecimalSI"), quantity("2"))).toBe(0);
    expect(isZero(ZERO_QUANTITY)).toBe(true);
  });

  it("may be held as a decimal, with the same amount and text", () => {
    const decimal = asDecimal(quantity("0100m"));
    expect(decimal).toEqual({ ...quantity("0100m"), kind: "decimal" });
    expect(asDecimal(decimal)).toBe(decimal);
  });
});
