// Bytes to text.

import { describe, expect, it } from "vitest";

import { decodeText, showableText } from "../../src/scenario/decode-text.ts";

function bytes(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

function wide(text: string, isBigEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let index = 0; index < text.length; index += 1) {
    view.setUint16(2 * index, text.charCodeAt(index), !isBigEndian);
  }
  return new Uint8Array(view.buffer);
}

describe("decoding", () => {
  it.each([
    ["UTF-8", new TextEncoder().encode("aé😀"), "aé😀"],
    ["UTF-8 with a byte order mark", new TextEncoder().encode("\ufeffa"), "a"],
    ["UTF-16, as Windows writes it", wide("\ufeffaé😀", false), "aé😀"],
    ["UTF-16 the other way round", wide("\ufeffa", true), "a"],
  ])("reads %s", (_what, encoded, text) => {
    expect(decodeText(encoded)).toEqual({ kind: "text", text });
    expect(showableText(encoded)).toBe(text);
  });

  it.each([
    ["nothing", bytes(), "empty-file", "is empty"],
    ["what is packed twice", bytes(0x1f, 0x8b, 8), "binary-file", "is compressed twice"],
    ["zeros", bytes(0x61, 0, 0x62), "binary-file", "is binary: byte 1 is zero"],
    ["half of UTF-16", bytes(0xff, 0xfe, 0x61), "not-utf8", "begins like UTF-16 text and is none"],
  ])("refuses %s", (_what, encoded, code, message) => {
    expect(decodeText(encoded)).toMatchObject({ kind: "undecodable", code, message });
  });

  it.each<[readonly number[], string, number, string]>([
    [[0x61, 0xe9, 0x62], "a", 1, "0xe9"],
    [[0xc3, 0xa9, 0xc3], "é", 2, "0xc3"],
    [[0x61, 0x80], "a", 1, "0x80"],
    [[0xf0, 0x9f, 0x98, 0x80, 0xf0, 0x9f, 0x98, 0x41], "😀", 4, "0xf0"],
    [[0xed, 0xa0, 0x80], "", 0, "0xed"],
  ])("shows the first byte of %j that is no UTF-8", (values, textBefore, at, shown) => {
    expect(decodeText(bytes(...values))).toMatchObject({
      code: "not-utf8",
      message: `is not UTF-8 text: byte ${at} is ${shown}`,
      textBefore,
    });
    expect(showableText(bytes(...values))).toContain("\ufffd");
  });

  it("finds it wherever it stands in a long text", () => {
    for (const at of [4094, 4095, 4096, 4097, 8192, 9999]) {
      const text = new Uint8Array(10_000).fill(0x61);
      text[at] = 0xff;
      expect(decodeText(text)).toMatchObject({ message: `is not UTF-8 text: byte ${at} is 0xff` });
      const beforeCut = new TextEncoder().encode(`${"a".repeat(at - 3)}é`);
      const cut = new Uint8Array(at + 100).fill(0x61);
      cut.set(beforeCut);
      cut[at] = 0xe9;
      expect(decodeText(cut)).toMatchObject({ message: `is not UTF-8 text: byte ${at} is 0xe9` });
    }
  });
});
