// Numbers and percentages of a total.

import { describe, expect, it } from "vitest";

import { plainNumber, scaledDown, scaledUp } from "../../src/model/int-or-percent.ts";

describe("a number or percentage", () => {
  it.each<[number | string, number, number, number]>([
    [3, 100, 3, 3],
    [-1, 100, -1, -1],
    ["25%", 10, 3, 2],
    ["25%", 0, 0, 0],
    ["100%", 7, 7, 7],
    ["150%", 3, 5, 4],
    ["-5%", 10, 0, -1],
    ["+5%", 100, 5, 5],
    ["1%", 99, 1, 0],
  ])("%s of %d is %d rounded up and %d rounded down", (value, total, up, down) => {
    expect(scaledUp(value, total)).toEqual({ kind: "scaled", value: up });
    expect(scaledDown(value, total)).toEqual({ kind: "scaled", value: down });
  });

  it("becomes the smallest 64-bit number beyond the largest", () => {
    expect(scaledUp("9223372036854775807%", 101)).toEqual({ kind: "scaled", value: -9_223_372_036_854_775_808 });
  });

  it.each<[number | string | undefined, string]>([
    [undefined, "nil value for IntOrString"],
    ["10", "invalid value for IntOrString: invalid type: string is not a percentage"],
    ["", "invalid value for IntOrString: invalid type: string is not a percentage"],
    ["%", 'invalid value for IntOrString: invalid value "%": strconv.Atoi: parsing "": invalid syntax'],
    ["5.5%", 'invalid value for IntOrString: invalid value "5.5%": strconv.Atoi: parsing "5.5": invalid syntax'],
    ['"%', 'invalid value for IntOrString: invalid value "\\"%": strconv.Atoi: parsing "\\"": invalid syntax'],
    [
      "9223372036854775808%",
      'invalid value for IntOrString: invalid value "9223372036854775808%": strconv.Atoi: parsing "9223372036854775808": value out of range',
    ],
  ])("is refused in the API server's words: %s", (value, message) => {
    expect(scaledUp(value, 10)).toEqual({ kind: "refused", message });
    expect(scaledDown(value, 10)).toEqual({ kind: "refused", message });
  });

  it.each<[number | string, number]>([
    [7, 7],
    ["7", 7],
    ["-7", -7],
    ["7%", 0],
    ["18446744073709551615%", 0],
    ["18446744073709551616%", 9_223_372_036_854_775_808],
    ["", 0],
    ["99999999999999999999", 9_223_372_036_854_775_808],
    ["-99999999999999999999", -9_223_372_036_854_775_808],
  ])("%s is the plain number %d", (value, number) => {
    expect(plainNumber(value)).toBe(number);
  });
});
