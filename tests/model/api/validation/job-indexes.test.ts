// Texts of indexes.

import { expect, it } from "vitest";

import { countIndexes } from "../../../../src/model/api/validation/job-indexes.ts";

it.each([
  ["", 0],
  ["0", 1],
  ["0,2-4", 4],
  ["0-9", 10],
  ["+1,007", 2],
])("counts %j", (text, count) => {
  expect(countIndexes(text, 10)).toEqual({ kind: "counted", count });
});

it.each([
  [
    "1-2-3",
    `the fragment "1-2-3" violates the requirement that an index interval can have at most two parts separated by '-'`,
  ],
  ["a", 'cannot convert string to integer for index: "a"'],
  ["-1", 'cannot convert string to integer for index: ""'],
  ["1,", 'cannot convert string to integer for index: ""'],
  ["10", 'too large index: "10"'],
  ["0-10", 'too large index: "10"'],
  ["9223372036854775808", 'cannot convert string to integer for index: "9223372036854775808"'],
  ["3-3", "non-increasing order, previous: 3, current: 3"],
  ["0-4,4", "non-increasing order, previous: 4, current: 4"],
])("refuses %j", (text, message) => {
  expect(countIndexes(text, 10)).toEqual({ kind: "malformed", message });
});
