// Zeros of Go's types.

import { expect, it } from "vitest";

import {
  BOOLEAN,
  DURATION,
  INT_OR_STRING,
  INT64,
  QUANTITY,
  STRING,
  STRING_LIST,
  STRING_MAP,
  TIME,
} from "../../../src/model/api/api-type.ts";
import { POD } from "../../../src/model/api/types/pod.ts";
import { zeroOf } from "../../../src/model/api/zero-value.ts";

it.each([
  [STRING, ""],
  [BOOLEAN, false],
  [INT64, 0],
  [INT_OR_STRING, 0],
  [QUANTITY, "0"],
  [DURATION, "0s"],
  [TIME, null],
  [STRING_LIST, null],
  [STRING_MAP, null],
  [POD, {}],
])("the zero of $goType is %j", (type, zero) => {
  expect(zeroOf(type)).toEqual(zero);
});
