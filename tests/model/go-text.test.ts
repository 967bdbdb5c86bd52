// Texts as Go prints them.

import { expect, it } from "vitest";

import { jsonText, quoted } from "../../src/model/go-text.ts";

it.each([
  ["plain", '"plain"'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ["\n\t\r\v\u0007\b\f", '"\\n\\t\\r\\v\\a\\b\\f"'],
  ["\u0000\u007f", '"\\x00\\x7f"'],
  ["é日", '"é日"'],
  ["\u00a0\u2028", '"\\u00a0\\u2028"'],
  ["\u{1f600}\u{e0001}", '"\u{1f600}\\U000e0001"'],
])("quotes %j", (text, expected) => {
  expect(quoted(text)).toBe(expected);
});

it("writes JSON with the escapes of encoding/json", () => {
  expect(jsonText({ a: "<>&", b: [1, null, true], c: undefined })).toBe(
    '{"a":"\\u003c\\u003e\\u0026","b":[1,null,true]}',
  );
});

it("sorts the keys of maps, be they whole numbers", () => {
  expect(jsonText({ "10": 1, "/a": 2, b: 3 })).toBe('{"/a":2,"10":1,"b":3}');
});

it("writes whole numbers of 64 bits in full, and what is absent as null", () => {
  expect(jsonText([2n ** 63n - 1n, undefined])).toBe("[9223372036854775807,null]");
});
