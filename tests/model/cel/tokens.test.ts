// The tokens of CEL.

import { expect, it } from "vitest";

import { celTokens, type CelReadingError } from "../../../src/model/cel/tokens.ts";

function texts(text: string): readonly string[] {
  return celTokens(text).map((token) => {
    if (token.kind === "literal") return token.value.kind === "null" ? "null" : String(token.value.value);
    return token.kind === "end" ? "end" : token.text;
  });
}

it("splits names, symbols and literals, and leaves out blanks and comments", () => {
  expect(texts("a.b >= 0x1F // all\n && null")).toEqual(["a", ".", "b", ">=", "31", "&&", "null", "end"]);
  expect(texts("1.5 1e3 .5 true")).toEqual(["1.5", "1000", "0.5", "true", "end"]);
});

it("resolves escapes in texts, and keeps raw ones", () => {
  expect(texts(String.raw`'a\n\x41\u00e9\101' r'\n' """x"y"""`)).toEqual(["a\nAéA", String.raw`\n`, 'x"y', "end"]);
});

it.each([
  ["b'x'", "unsupported", "bytes literals"],
  ["1u", "unsupported", "unsigned integers"],
  ["a.?b", "unsupported", "optional values"],
  ["#", "invalid", "token recognition error at: '#'"],
  [String.raw`'\q'`, "invalid", "invalid escape in a string"],
  ["99999999999999999999", "invalid", "invalid int literal"],
])("stops at %s", (text, kind, message) => {
  try {
    celTokens(text);
    expect.unreachable();
  } catch (error) {
    expect((error as CelReadingError).problem).toMatchObject({ kind, message });
  }
});
