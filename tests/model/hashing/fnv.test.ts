// The hashes of Fowler, Noll and Vo; values of Go's hash/fnv.

import { describe, expect, it } from "vitest";

import { fnv32, fnv32a, fnv64a } from "../../../src/model/hashing/fnv.ts";

describe("FNV", () => {
  it.each([
    ["", 2_166_136_261, 2_166_136_261, 14_695_981_039_346_656_037n],
    ["b", 84_696_445, 3_876_335_077, 12_638_190_499_090_526_629n],
    ["foobar", 837_857_890, 3_214_735_720, 9_625_390_261_332_436_968n],
  ])("of %j is the same as in Go", (text, first, second, third) => {
    const bytes = new TextEncoder().encode(text);
    expect([fnv32(bytes), fnv32a(bytes), fnv64a(bytes)]).toEqual([first, second, third]);
  });
});
