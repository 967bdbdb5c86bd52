// Columns grow by a sixteenth and keep what is in them.

import { describe, expect, it } from "vitest";

import { grownTo } from "../../src/base/grown-column.ts";

describe("a grown column", () => {
  it("begins as it was, is of the same kind, and is 0 behind", () => {
    const grown = grownTo(Int32Array.of(5, -6), 3);
    expect(grown).toBeInstanceOf(Int32Array);
    expect([...grown.subarray(0, 4)]).toEqual([5, -6, 0, 0]);
  });

  it("has room for the rows that were asked for, and a sixteenth more than it had", () => {
    expect(grownTo(new Uint8Array(0), 1).length).toBe(512);
    expect(grownTo(new Float64Array(16_000), 16_001).length).toBe(17_000);
    expect(grownTo(new Uint8Array(800), 2000).length).toBe(2000);
  });
});
