// Numbers that may be percentages.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  intOrPercentValue,
  validateAtMost100Percent,
  validatePositiveIntOrPercent,
} from "../../../../src/model/api/validation/int-or-percent.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("maxSurge");
const NO_PERCENT =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for " +
  "validation is '[0-9]+%')";

it.each<[number | string, number, readonly string[]]>([
  [3, 3, []],
  [-1, -1, ["maxSurge: Invalid value: -1: must be greater than or equal to 0"]],
  ["5%", 5, []],
  ["250%", 250, ['maxSurge: Invalid value: "250%": must not be greater than 100%']],
  ["5", 5, [`maxSurge: Invalid value: "5": ${NO_PERCENT}`]],
  ["-5", -5, [`maxSurge: Invalid value: "-5": ${NO_PERCENT}`]],
  ["5.5%", 0, [`maxSurge: Invalid value: "5.5%": ${NO_PERCENT}`]],
  ["many", 0, [`maxSurge: Invalid value: "many": ${NO_PERCENT}`]],
])("judges %j, which counts as %d", (value, counted, lines) => {
  expect(intOrPercentValue(value)).toBe(counted);
  const errors = [...validatePositiveIntOrPercent(value, PATH), ...validateAtMost100Percent(value, PATH)];
  expect(errorLines(errors)).toEqual(lines);
});
