// Texts as Go's `strings` package treats them.

import { expect, it } from "vitest";

import { lowerCase, trimmedSpace } from "../../src/model/go-string.ts";

it.each([
  ["Example.COM", "example.com"],
  ["\u0130", "i"],
  ["ΑΣ", "ασ"],
  ["\u212A", "k"],
  ["😀A", "😀a"],
  ["", ""],
])("writes %j in small letters as %j", (text, expected) => {
  expect(lowerCase(text)).toBe(expected);
});

it.each([
  [" a b\t\n", "a b"],
  ["\u0085a\u00A0", "a"],
  ["\uFEFFa", "\uFEFFa"],
  ["\u3000", ""],
  ["a", "a"],
])("takes the blanks around %j away: %j", (text, expected) => {
  expect(trimmedSpace(text)).toBe(expected);
});
