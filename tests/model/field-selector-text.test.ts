// Field selectors as text: terms, escapes, and in which words the rest is refused.

import { describe, expect, it } from "vitest";

import { fieldSelectorText, parseFieldSelector, selectsFields } from "../../src/model/field-selector-text.ts";

function answer(text: string): string {
  const parsed = parseFieldSelector(text);
  return parsed.kind === "invalid" ? parsed.message : fieldSelectorText(parsed);
}

describe("a field selector", () => {
  it.each([
    ["", ""],
    [",,", ""],
    ["=", ""],
    ["a=b", "a=b"],
    ["a==b", "a=b"],
    ["a!=b,a!=", "a!=,a!=b"],
    ["z=1,,a=2", "a=2,z=1"],
    ["a = b", "a = b"],
    ["a=b\\,c", "a=b\\,c"],
    ["a=b\\=c\\\\", "a=b\\=c\\\\"],
    ["a\\,b=c", "a\\,b=c"],
    ["😀=1,\uffee=2", "\uffee=2,😀=1"],
  ])("`%s` is read as `%s`", (text, expected) => {
    expect(answer(text)).toBe(expected);
  });

  it.each([
    ["a", "invalid selector: 'a'; can't understand 'a'"],
    ["a=b, ", "invalid selector: 'a=b, '; can't understand ' '"],
    ["a=b=c", "invalid field selector: unescaped character in value: 61"],
    ["a=\\x", "invalid field selector: invalid escape sequence: \\x"],
    ["a=\\", "invalid field selector: invalid escape sequence: \\"],
  ])("`%s` is refused", (text, message) => {
    expect(answer(text)).toBe(message);
  });

  it.each([
    ["spec.nodeName=n1", true],
    ["spec.nodeName!=n1", false],
    ["status.phase=", true],
    ["status.phase!=Running,spec.nodeName=n1", true],
    ["constructor=", true],
  ])("`%s` selects by fields, absent ones being empty", (text, expected) => {
    const parsed = parseFieldSelector(text);
    if (parsed.kind === "invalid") throw new Error(parsed.message);
    expect(selectsFields(parsed, { "spec.nodeName": "n1" })).toBe(expected);
  });
});
