// Maps laid one over the other.

import { describe, expect, it } from "vitest";

import { mergedMap } from "../../../src/model/admission/merged-map.ts";

describe("merged maps", () => {
  it("hold all entries in the order of their keys, the later ones of equal keys", () => {
    const merged = mergedMap([{ b: 1, a: 1 }, undefined, { c: 3, b: 2 }]);
    expect(Object.entries(merged)).toEqual([
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ]);
  });

  it("keep keys that prototypes have", () => {
    const merged = mergedMap([JSON.parse('{"__proto__":1,"constructor":2}') as Record<string, number>]);
    expect(Object.keys(merged)).toEqual(["__proto__", "constructor"]);
  });
});
