// Sizes of values that share parts.

import { describe, expect, it } from "vitest";

import { measureExpansion } from "../../../src/environment/documents/expansion.ts";

describe("the size of a value with every shared part written out", () => {
  it("counts values and levels", () => {
    expect(measureExpansion({ a: [1, 2], b: "x" }, 100)).toEqual({ kind: "sized", values: 5, depth: 2 });
  });

  it("grows with each level of a bomb while the work does not", () => {
    let bomb: unknown = "x";
    for (let level = 0; level < 30; level += 1) bomb = Array(10).fill(bomb);
    const expansion = measureExpansion(bomb, 100);
    expect(expansion.kind === "sized" && expansion.values).toBeGreaterThan(1e30);
  });

  it("sees a value that contains itself", () => {
    const circle: unknown[] = [];
    circle.push({ again: circle });
    expect(measureExpansion(circle, 100)).toEqual({ kind: "cyclic" });
  });

  it("goes no deeper than it is told", () => {
    expect(measureExpansion([[[1]]], 2)).toEqual({ kind: "too-deep" });
    expect(measureExpansion([[[1]]], 3)).toEqual({ kind: "sized", values: 4, depth: 3 });
  });
});
