// Paths within file systems.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  hasBackstep,
  validateDescendingPath,
  validateNonReservedPath,
  validatePathWithoutBacksteps,
} from "../../../../src/model/api/validation/local-paths.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("path");

it.each([
  ["..", true],
  ["../a", true],
  ["a/../b", true],
  ["a/..", true],
  ["..a", false],
  ["a../b", false],
  ["", false],
])("finds in %j a step upwards: %s", (text, expected) => {
  expect(hasBackstep(text)).toBe(expected);
  expect(validatePathWithoutBacksteps(text, PATH)).toHaveLength(expected ? 1 : 0);
});

it("asks for a relative path where a folder must not be left", () => {
  expect(validateDescendingPath("a/b", PATH)).toEqual([]);
  expect(errorLines(validateDescendingPath("/a/../b", PATH))).toEqual([
    `path: Invalid value: "/a/../b": must be a relative path`,
    `path: Invalid value: "/a/../b": must not contain '..'`,
  ]);
});

it("keeps names that begin with two dots to Kubernetes itself", () => {
  expect(errorLines(validateNonReservedPath("..data", PATH))).toEqual([
    `path: Invalid value: "..data": must not start with '..'`,
  ]);
  expect(errorLines(validateNonReservedPath("../data", PATH))).toEqual([
    `path: Invalid value: "../data": must not contain '..'`,
  ]);
  expect(errorLines(validateNonReservedPath("..", PATH))).toHaveLength(2);
});
