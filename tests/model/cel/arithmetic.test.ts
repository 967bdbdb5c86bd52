// Sums and products of CEL values.

import { expect, it } from "vitest";

import { calculated, negatedValue } from "../../../src/model/cel/arithmetic.ts";
import { celInt, celString } from "../../../src/model/cel/values.ts";
import { evaluated } from "./evaluated.ts";

const LARGEST = celInt((1n << 63n) - 1n);

it("keeps integers in 64 bits", () => {
  expect(calculated("+", LARGEST, celInt(1n))).toEqual({ kind: "error", message: "integer overflow" });
  expect(calculated("*", LARGEST, celInt(1n))).toEqual(LARGEST);
  expect(negatedValue(celInt(-(1n << 63n)))).toEqual({ kind: "error", message: "integer overflow" });
});

it("divides towards zero, and not by it", () => {
  expect(evaluated("[7 / -2, 7 % -2, -7 % 2]")).toBe("[-3, 1, -1]");
  expect(evaluated("1 % 0")).toBe("error: modulus by zero");
});

it("knows doubles, texts and lists", () => {
  expect(evaluated("[1.5 + 1.5, 3.0 - 1.0, 2.0 * 2.0, 1.0 / 4.0, -(2.0)]")).toBe("[3, 2, 4, 0.25, -2]");
  expect(evaluated("[1] + [2]")).toBe("[1, 2]");
  expect(evaluated("1.0 % 2.0")).toBe("error: no such overload: _%_(double, double)");
  expect(calculated("-", celString("a"), celString("b"))).toMatchObject({ kind: "error" });
  expect(negatedValue(celString("a"))).toMatchObject({ message: "no such overload: -_(string)" });
});
