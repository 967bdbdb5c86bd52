// Collections in one line. The expected values are what goyaml.v2 gave.

import { describe, expect, it } from "vitest";

import { LineCursor, NOT_PLAIN } from "../../../src/environment/documents/line-cursor.ts";
import { readFlow } from "../../../src/environment/documents/plain-flow.ts";
import { PlainKeys } from "../../../src/environment/documents/plain-keys.ts";

function read(text: string, depth = 10): unknown {
  return readFlow(new LineCursor(text, 0, text.length), new PlainKeys(), depth);
}

describe("collections in brackets", () => {
  it.each<[string, unknown]>([
    ["[]\n", []],
    ["{ }\n", {}],
    ["[a, 'b', \"c\", 1, yes,]\n", ["a", "b", "c", 1, true]],
    ['{ a: 1, "b":2, c: { d: [x y , z] } }\n', { a: 1, b: 2, c: { d: ["x y", "z"] } }],
    ["{ y: é }\n", { true: "é" }],
  ])("%j are %j", (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each(["[a\n]\n", "[a: b]\n", "{a}\n", "{a:b}\n", "{ a: 1, a: 2 }\n", "[*a]\n", "{ <<: {} }\n", "[a,,b]\n"])(
    "are left to the complete parser where they are unusual: %j",
    (text) => {
      expect(() => read(text)).toThrow(NOT_PLAIN);
    },
  );

  it("are left to it where they are too deep", () => {
    expect(read("[[[]]]\n", 3)).toEqual([[[]]]);
    expect(() => read("[[[]]]\n", 2)).toThrow(NOT_PLAIN);
  });
});
