// Codes of errors.

import { readFileSync } from "node:fs";

import { expect, it } from "vitest";

import { codeOf } from "../../src/cli/error-code.ts";

it("the system's errors have a code, others have none", () => {
  let found: unknown;
  try {
    readFileSync("no such file");
  } catch (error) {
    found = error;
  }
  expect(codeOf(found)).toBe("ENOENT");
  expect([new Error("x"), "ENOENT", undefined, Object.assign(new Error("x"), { code: 7 })].map(codeOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
