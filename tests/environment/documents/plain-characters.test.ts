// What texts without quotes begin with.

import { expect, it } from "vitest";

import { beginsPlain, characterFlags, isPlainStart } from "../../../src/environment/documents/plain-characters.ts";

function begins(text: string): boolean {
  return beginsPlain(text.charCodeAt(0), text.charCodeAt(1));
}

it("letters, digits and a few signs begin a text", () => {
  expect(["a", "Z", "0", "_", "/x", ".5", "é", "日", "(x)", "--flag", "-1"].map(begins)).not.toContain(false);
  expect(isPlainStart("-".charCodeAt(0))).toBe(false);
});

it("what YAML gives a meaning does not", () => {
  expect(
    ["- a", "-\n", "? a", ": a", "# a", "&a", "*a", "!a", "|", ">", "'a", '"a', "%a", "@a", "`a", "[", "{", " "].map(
      begins,
    ),
  ).not.toContain(true);
});

it("flags are set for the characters named", () => {
  const flags = characterFlags("ac");
  expect(["a", "b", "c"].map((character) => flags[character.charCodeAt(0)])).toEqual([1, 0, 1]);
});
