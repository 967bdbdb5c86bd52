// Texts as Go quotes them.

import { describe, expect, it } from "vitest";

import { byteText, quotedBytes, quotedText } from "../../../src/model/time/quoted-text.ts";

describe("a quoted text", () => {
  it.each([
    ["plain", '"plain"'],
    ['a"b\\c', String.raw`"a\"b\\c"`],
    ["\t\n\r\u0007\v\f\b", String.raw`"\t\n\r\a\v\f\b"`],
    ["\u0000\u007f", String.raw`"\x00\x7f"`],
    ["é μ ü", '"é μ ü"'],
    ["\u00a0\u200b\ufeff", String.raw`"\u00a0\u200b\ufeff"`],
    ["\u{e0001}", String.raw`"\U000e0001"`],
    ["\ud800", '"\ufffd"'],
  ])("of %j is printed as Go does", (text, quoted) => {
    expect(quotedText(text)).toBe(quoted);
  });
});

describe("quoted bytes", () => {
  it("escape everything beyond ASCII byte by byte", () => {
    expect(quotedBytes(byteText('1٣s "\\\n'))).toBe(String.raw`"1\xd9\xa3s \"\\\x0a"`);
  });

  it("leave the delete character as it is", () => {
    expect(quotedBytes("\u007f")).toBe('"\u007f"');
  });
});
