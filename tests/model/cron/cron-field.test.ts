// One field of a cron schedule.

import { describe, expect, it } from "vitest";

import { everyValue, fieldOf, parseField, type FieldBounds } from "../../../src/model/cron/cron-field.ts";

const MINUTE: FieldBounds = { min: 0, max: 59 };
const DAY: FieldBounds = { min: 1, max: 31 };
const WEEKDAY: FieldBounds = {
  min: 0,
  max: 6,
  names: new Map([
    ["sun", 0],
    ["mon", 1],
    ["fri", 5],
  ]),
};

function values(field: string, bounds: FieldBounds): readonly number[] {
  const parsed = parseField(field, bounds);
  if (parsed.kind === "refused") throw new Error(parsed.message);
  return parsed.values.matches.flatMap((matches, value) => (matches ? [value] : []));
}

function isStar(field: string, bounds: FieldBounds): boolean {
  const parsed = parseField(field, bounds);
  return parsed.kind === "parsed" && parsed.values.isStar;
}

describe("a field", () => {
  it.each([
    ["5", [5]],
    ["05,+7", [5, 7]],
    ["3,1,,2,", [1, 2, 3]],
    ["10-20/4", [10, 14, 18]],
    ["50/5", [50, 55]],
    ["*/20", [0, 20, 40]],
    ["*/99", [0]],
    ["0-3,2-5", [0, 1, 2, 3, 4, 5]],
    [",", []],
  ])("%s matches %j", (field, expected) => {
    expect(values(field, MINUTE)).toEqual(expected);
  });

  it("takes names in any case, alone or in ranges", () => {
    expect(values("Mon-FRI/2,sun", WEEKDAY)).toEqual([0, 1, 3, 5]);
  });

  it("of a star begins at the least value", () => {
    expect(values("*/10", DAY)).toEqual([1, 11, 21, 31]);
    expect(values("?", WEEKDAY)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it("is a star only if nothing is left out", () => {
    expect(["*", "?", "*/1", "1,*", "*-5"].map((field) => isStar(field, MINUTE))).toEqual(Array(5).fill(true));
    expect(["*/2", "0-59", "0"].map((field) => isStar(field, MINUTE))).toEqual(Array(3).fill(false));
  });

  it.each([
    ["60", "end of range (60) above maximum (59): 60"],
    ["0-60", "end of range (60) above maximum (59): 0-60"],
    ["20-10", "beginning of range (20) beyond end of range (10): 20-10"],
    ["*/0", "step of range should be a positive number: */0"],
    ["*/-1", "negative number (-1) not allowed: -1"],
    ["-1", 'failed to parse int from : strconv.Atoi: parsing "": invalid syntax'],
    ["1-2-3", "too many hyphens: 1-2-3"],
    ["1/2/3", "too many slashes: 1/2/3"],
    ["5*", 'failed to parse int from 5*: strconv.Atoi: parsing "5*": invalid syntax'],
    ["9223372036854775807", "end of range (9223372036854775807) above maximum (59): 9223372036854775807"],
    [
      "9223372036854775808",
      'failed to parse int from 9223372036854775808: strconv.Atoi: parsing "9223372036854775808": value out of range',
    ],
    ['"', String.raw`failed to parse int from ": strconv.Atoi: parsing "\"": invalid syntax`],
  ])("%s is refused: %s", (field, message) => {
    expect(parseField(field, MINUTE)).toEqual({ kind: "refused", message });
  });

  it("below its least value is refused", () => {
    const message = "beginning of range (0) below minimum (1): 0";
    expect(parseField("0", DAY)).toEqual({ kind: "refused", message });
  });
});

describe("a field made without a text", () => {
  it("matches one value or all", () => {
    expect(fieldOf(2, { min: 1, max: 3 })).toEqual({ matches: [false, false, true, false], isStar: false });
    expect(everyValue({ min: 1, max: 3 })).toEqual({ matches: [false, true, true, true], isStar: true });
  });
});
