// JSON as Go reads it. The expected messages are what encoding/json of Go 1.26 and sigs.k8s.io/json gave.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readJson, skipJsonBlanks } from "../../../src/environment/documents/json-text.ts";

describe("JSON", () => {
  it("is read as JavaScript reads it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(3), (value, indent) => {
        // JSON has one zero.
        const text = JSON.stringify(value, undefined, indent);
        const back: unknown = JSON.parse(text);
        const read = { kind: "value", value: back, end: text.length, duplicates: [] };
        expect(readJson(text, 0)).toEqual({ ...read, outline: expect.anything() as unknown });
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it("keeps all digits of whole numbers of 64 bits", () => {
    const text = "[9007199254740993, -9223372036854775808, 9223372036854775808, 1.0, -0, 1e2]";
    expect(readJson(text, 0)).toMatchObject({
      value: [9_007_199_254_740_993n, -9_223_372_036_854_775_808n, 2 ** 63, 1, 0, 100],
    });
  });

  it("replaces halves of characters", () => {
    expect(readJson(String.raw`"\ud800x\ud83d\ude00"`, 0)).toMatchObject({ value: "\ufffdx😀" });
  });

  it("takes keys that mean something to JavaScript as keys", () => {
    const { value } = readJson('{"__proto__": 1, "constructor": 2}', 0) as { value: object };
    expect(Object.entries(value)).toEqual([
      ["__proto__", 1],
      ["constructor", 2],
    ]);
  });

  it("tells of each field that stands twice, and takes the last", () => {
    const text = '{"a": {"b": 1, "b": [{"c": 1, "c": 2}]}, "A": 1, "__proto__": 1, "__proto__": 2}';
    expect(readJson(text, 0)).toMatchObject({
      value: { a: { b: [{ c: 2 }] }, A: 1 },
      duplicates: [
        { path: ["a", "b"], offset: 15 },
        { path: ["a", "b", 0, "c"], offset: 30 },
        { path: ["__proto__"], offset: 65 },
      ],
    });
  });

  it("tells where the outermost parts begin", () => {
    const text = '{"kind": 1, "items": [{"a": [2]}, 3], "kind": [[4], 5]}';
    expect(readJson(text, 0)).toMatchObject({
      outline: {
        members: new Map([
          ["kind", { key: 38, value: 46 }],
          ["items", { key: 12, value: 21 }],
        ]),
        items: new Map([
          [21, [22, 34]],
          [46, [47, 52]],
        ]),
      },
    });
  });

  it("is read value by value", () => {
    const first = readJson('{"a":1} \n{"b":2}', 0);
    const next = skipJsonBlanks('{"a":1} \n{"b":2}', first.kind === "value" ? first.end : 0);
    expect(next).toBe(9);
    expect(readJson('{"a":1} \n{"b":2}', next)).toMatchObject({ value: { b: 2 }, end: 16 });
  });

  it.each([
    ['{"a":1,}', 7, "invalid character '}' looking for beginning of object key string"],
    ["{a: 1}", 1, "invalid character 'a' looking for beginning of object key string"],
    ['{"a" 1}', 5, "invalid character '1' after object key"],
    ['{"a":1 "b"}', 7, "invalid character '\"' after object key:value pair"],
    ["[1, 2}", 5, "invalid character '}' after array element"],
    ["[1,]", 3, "invalid character ']' looking for beginning of value"],
    ['{"a":"x\ty"}', 7, String.raw`invalid character '\t' in string literal`],
    ['"\u0001"', 1, String.raw`invalid character '\x01' in string literal`],
    [String.raw`"\q"`, 2, "invalid character 'q' in string escape code"],
    [String.raw`"\u00g0"`, 5, String.raw`invalid character 'g' in \u hexadecimal character escape`],
    ["[tru]", 4, "invalid character ']' in literal true (expecting 'e')"],
    ["[fal\\", 4, String.raw`invalid character '\\' in literal false (expecting 's')`],
    ["['a']", 1, String.raw`invalid character '\'' looking for beginning of value`],
    ["[01]", 2, "invalid character '1' after array element"],
    ["[-x]", 2, "invalid character 'x' in numeric literal"],
    ["[1.]", 3, "invalid character ']' after decimal point in numeric literal"],
    ["[1e+]", 4, "invalid character ']' in exponent of numeric literal"],
    ["[1e999]", 1, "json: cannot unmarshal number 1e999 into Go value of type float64"],
    ['{"a": [', 6, "unexpected EOF"],
    ['"open', 4, "unexpected EOF"],
    ["", 0, "unexpected EOF"],
    ["[".repeat(2000), 1000, "exceeded max depth"],
  ])("%j is refused at %i: %s", (text, offset, message) => {
    expect(readJson(text, 0)).toEqual({ kind: "mistake", offset, message });
  });
});
