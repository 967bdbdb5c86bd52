// What is said of amounts: signs, whole numbers and what is counted one by one.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  amountOf,
  isWhole,
  validateBasicResource,
  validateNonNegativeQuantity,
  validatePositiveQuantity,
  validateResourceQuantity,
} from "../../../../src/model/api/validation/quantities.ts";
import { isZero } from "../../../../src/model/quantity/quantity.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("limits").key("cpu");

it("takes what is absent for nothing", () => {
  expect(isZero(amountOf(undefined))).toBe(true);
  expect(isZero(amountOf("1"))).toBe(false);
});

it.each([
  ["2", true],
  ["1Gi", true],
  ["2000m", true],
  ["1500m", false],
  ["1n", false],
])("sees whether %s is a whole number: %s", (text, expected) => {
  expect(isWhole(amountOf(text))).toBe(expected);
});

it("tells negative amounts and missing ones", () => {
  expect(validateNonNegativeQuantity("0", PATH)).toEqual([]);
  expect(errorLines(validateNonNegativeQuantity("-1m", PATH))).toEqual([
    'limits[cpu]: Invalid value: "-1m": must be greater than or equal to 0',
  ]);
  expect(validatePositiveQuantity("1m", PATH)).toEqual([]);
  expect(errorLines(validatePositiveQuantity("0", PATH))).toEqual([
    'limits[cpu]: Invalid value: "0": must be greater than zero',
  ]);
});

it.each([
  ["cpu", "100m", []],
  ["pods", "100m", ['limits[cpu]: Invalid value: "100m": must be an integer']],
  ["example.com/gpu", "2", []],
  ["example.com/gpu", "1500m", ['limits[cpu]: Invalid value: "1500m": must be an integer']],
])("asks for whole numbers of what is counted: %s, %s", (name, text, expected) => {
  expect(errorLines(validateResourceQuantity(name, text, PATH))).toEqual(expected);
});

it("looks at amounts as defaulting has rounded them", () => {
  expect(errorLines(validateResourceQuantity("example.com/gpu", "-501734121235Ki", PATH))).toEqual([
    'limits[cpu]: Invalid value: "-501734121235Ki": must be greater than or equal to 0',
  ]);
});

it("sees whole units only by its oldest rule, rounded away from zero", () => {
  expect(validateBasicResource("0", PATH)).toEqual([]);
  expect(errorLines(validateBasicResource("-100m", PATH))).toEqual([
    "limits[cpu]: Invalid value: -1: must be a valid resource quantity",
  ]);
});
