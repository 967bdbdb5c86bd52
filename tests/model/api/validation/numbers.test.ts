// Counts of the API server.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { validateNonNegative, validatePositive } from "../../../../src/model/api/validation/numbers.ts";

const path = FieldPath.root("x");

it("accepts zero where nothing may be counted, and only more where something must be", () => {
  expect(validateNonNegative(0, path)).toEqual([]);
  expect(validateNonNegative(-1, path)[0]?.message).toBe("Invalid value: -1: must be greater than or equal to 0");
  expect(validatePositive(1, path)).toEqual([]);
  expect(validatePositive(0, path)[0]?.message).toBe("Invalid value: 0: must be greater than zero");
});
