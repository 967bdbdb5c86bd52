// Large numbers in groups of three digits.

import fc from "fast-check";
import { expect, it } from "vitest";

import { groupedCount, groupDigits } from "../../src/base/grouped-count.ts";

it("digits are grouped from the end; a sign and short numbers stay", () => {
  const digits = ["0", "12", "999", "1000", "12345", "1234567", "-1000", "-100"];
  expect(digits.map(groupDigits)).toEqual(["0", "12", "999", "1,000", "12,345", "1,234,567", "-1,000", "-100"]);
});

it("an expectation is told as the nearest whole number", () => {
  expect([8151.6, 0.4, 999.5, 1_234_567].map(groupedCount)).toEqual(["8,152", "0", "1,000", "1,234,567"]);
});

it("whole numbers are written as readers of English write them", () => {
  fc.assert(
    fc.property(fc.integer(), (number) => {
      expect(groupedCount(number)).toBe(number.toLocaleString("en-US"));
    }),
    { seed: 8152, numRuns: 300 },
  );
});
