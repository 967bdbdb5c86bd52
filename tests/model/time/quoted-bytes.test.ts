// Texts as package time quotes them.

import { describe, expect, it } from "vitest";

import { byteText, quotedBytes } from "../../../src/model/time/quoted-bytes.ts";

describe("quoted bytes", () => {
  it("escape everything beyond ASCII byte by byte", () => {
    expect(quotedBytes(byteText('1٣s "\\\n'))).toBe(String.raw`"1\xd9\xa3s \"\\\x0a"`);
  });

  it("leave the delete character as it is", () => {
    expect(quotedBytes("\u007f")).toBe('"\u007f"');
  });

  it("have the replacement character for half of a pair", () => {
    expect(quotedBytes(byteText("\ud800"))).toBe(String.raw`"\xef\xbf\xbd"`);
  });
});
