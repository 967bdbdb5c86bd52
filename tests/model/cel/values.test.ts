// Equality, order and names of CEL values.

import { expect, it } from "vitest";

import { celEquals, celInt, celKeyOf, celString, celTypeName, compareCel } from "../../../src/model/cel/values.ts";
import { evaluated } from "./evaluated.ts";

it("orders numbers across types, texts by code point, and nothing else", () => {
  expect(compareCel(celInt(2n), { kind: "double", value: 2.5 })).toBe(-1);
  expect(compareCel(celInt(2n), { kind: "double", value: Number.NaN })).toBeUndefined();
  expect(compareCel(celString("\u{FFFF}"), celString("\u{10000}"))).toBe(-1);
  expect(compareCel(celString("\u{10000}a"), celString("\u{10000}"))).toBe(1);
  expect(compareCel(celString("\u{10000}"), celString("\u{10000}"))).toBe(0);
  expect(compareCel(celString("1"), celInt(1n))).toBeUndefined();
});

it("compares lists and maps item by item", () => {
  expect(evaluated("[1, 'a'] == [1.0, 'a'] && {'a': 1} == {'a': 1} && {'a': 1} != {'b': 1} && [1] != [1, 2]")).toBe(
    "true",
  );
  expect(celEquals({ kind: "null" }, celInt(0n))).toBe(false);
});

it("takes a whole double for the integer's key", () => {
  expect(celKeyOf({ kind: "double", value: 2 })).toBe(2n);
  expect(celKeyOf({ kind: "double", value: 2.5 })).toBe(2.5);
  expect(celKeyOf({ kind: "null" })).toBeUndefined();
});

it("names types as kube-scheduler's messages do", () => {
  expect(celTypeName({ kind: "null" })).toBe("null_type");
  expect(celTypeName(celInt(1n))).toBe("int");
});
