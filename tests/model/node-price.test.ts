// Prices that nodes carry.

import { describe, expect, it } from "vitest";

import { parsePricePerHour, PRICE_PER_HOUR, pricePerHourOf } from "../../src/model/node-price.ts";

describe("a price per hour", () => {
  it.each([
    ["0.68", 0.68],
    ["3", 3],
    [".5", 0.5],
    ["1e-7", 1e-7],
    ["0", 0],
  ])("is read: %s", (text, price) => {
    expect(parsePricePerHour(text)).toBe(price);
  });

  it.each(["", "-1", "$1", "1 USD", "1,5", "Infinity", "NaN", "0x10", "1e999"])("is none: %j", (text) => {
    expect(parsePricePerHour(text)).toBeUndefined();
  });

  it("stands in an annotation", () => {
    expect(pricePerHourOf({ metadata: { name: "a", annotations: { [PRICE_PER_HOUR]: "2.5" } } })).toBe(2.5);
    expect(pricePerHourOf({ metadata: { name: "a" } })).toBeUndefined();
  });
});
