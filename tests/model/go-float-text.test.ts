// Doubles as Go prints them.

import { expect, it } from "vitest";

import { sixDecimals } from "../../src/model/go-float-text.ts";

it.each([
  [0, "0.000000"],
  [2, "2.000000"],
  [1 / 3, "0.333333"],
  [-1.5, "-1.500000"],
  [9_223_372_036_854_775_808, "9223372036854775808.000000"],
  [Number.POSITIVE_INFINITY, "+Inf"],
  [Number.NEGATIVE_INFINITY, "-Inf"],
  [Number.NaN, "NaN"],
])("prints %d", (value, text) => {
  expect(sixDecimals(value)).toBe(text);
});

it("rounds ties to the even digit", () => {
  expect([1 / 128, 3 / 128, -1 / 128].map(sixDecimals)).toEqual(["0.007812", "0.023438", "-0.007812"]);
});
