// Sign and order of quantities.

import { describe, expect, it } from "vitest";

import { parseQuantity } from "../../../src/model/quantity/parse-quantity.ts";
import {
  areEqualQuantities,
  compareQuantities,
  decimalQuantity,
  isNegative,
  isZero,
  largerQuantity,
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

  it("gives way to a larger one, even by one nano, and to none that is equal", () => {
    const [one, larger, written] = [quantity("1"), quantity("1000000001n"), quantity("1000m")];
    expect(largerQuantity(one, larger)).toBe(larger);
    expect(largerQuantity(larger, one)).toBe(larger);
    expect(largerQuantity(one, written)).toBe(one);
  });
});
