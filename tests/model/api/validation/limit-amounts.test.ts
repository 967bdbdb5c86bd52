// Amounts of an item of a limit range.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { LimitRangeItem } from "../../../../src/model/api/types/quota.ts";
import { validateLimitAmounts } from "../../../../src/model/api/validation/limit-amounts.ts";
import { errorLines } from "../error-lines.ts";

const GPU = "example.com/gpu";

it.each<[LimitRangeItem, string]>([
  [{ min: { cpu: "2" }, max: { cpu: "1" } }, 'min[cpu]: Invalid value: "2": min value 2 is greater than max value 1'],
  [
    { min: { cpu: "2" }, defaultRequest: { cpu: "1" } },
    'defaultRequest[cpu]: Invalid value: "1": min value 2 is greater than default request value 1',
  ],
  [
    { defaultRequest: { cpu: "2" }, max: { cpu: "1" } },
    'defaultRequest[cpu]: Invalid value: "2": default request value 2 is greater than max value 1',
  ],
  [
    { defaultRequest: { cpu: "2" }, default: { cpu: "1" } },
    'defaultRequest[cpu]: Invalid value: "2": default request value 2 is greater than default limit value 1',
  ],
  [
    { min: { cpu: "2" }, default: { cpu: "1" } },
    'default[cpu]: Invalid value: "2": min value 2 is greater than default value 1',
  ],
  [
    { default: { cpu: "2" }, max: { cpu: "1" } },
    'default[cpu]: Invalid value: "1": default value 2 is greater than max value 1',
  ],
  [
    { maxLimitRequestRatio: { cpu: "500m" } },
    'maxLimitRequestRatio[cpu]: Invalid value: "500m": ratio 500m is less than 1',
  ],
  [
    { min: { cpu: "1" }, max: { cpu: "1500m" }, maxLimitRequestRatio: { cpu: "2" } },
    'maxLimitRequestRatio[cpu]: Invalid value: "2": ratio 2 is greater than max/min = 1.500000',
  ],
  [
    { min: { memory: "8E" }, max: { memory: "8E" }, maxLimitRequestRatio: { memory: "2" } },
    'maxLimitRequestRatio[memory]: Invalid value: "2": ratio 2 is greater than max/min = 1.000000',
  ],
  [
    { default: { [GPU]: "2" }, defaultRequest: { [GPU]: "1" } },
    `defaultRequest[${GPU}]: Invalid value: "1": default value 2 must equal to defaultRequest value 1 in ${GPU}`,
  ],
])("refuses %j", (item, line) => {
  expect(errorLines(validateLimitAmounts(item, FieldPath.root("item")))).toEqual([`item.${line}`]);
});

it.each<LimitRangeItem>([
  { min: { cpu: "1" }, defaultRequest: { cpu: "1" }, default: { cpu: "1000m" }, max: { cpu: "1" } },
  { min: { cpu: "1" }, max: { memory: "1" } },
  { min: { cpu: "0" }, max: { cpu: "1" }, maxLimitRequestRatio: { cpu: "100" } },
  { default: { [GPU]: "2" }, defaultRequest: { [GPU]: "2" } },
])("accepts %j", (item) => {
  expect(validateLimitAmounts(item, FieldPath.root("item"))).toEqual([]);
});
