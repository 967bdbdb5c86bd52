// Whether what was measured keeps a promise.

import { describe, expect, it } from "vitest";

import { isKept } from "../../src/metrics/threshold.ts";

describe("a promise", () => {
  it.each([
    ["<", [true, false, false]],
    ["<=", [true, true, false]],
    [">", [false, false, true]],
    [">=", [false, true, true]],
    ["==", [false, true, false]],
    ["!=", [true, false, true]],
  ] as const)("with %s compares below, at and above the limit", (operator, kept) => {
    expect([1, 2, 3].map((value) => isKept(value, { operator, limit: 2 }))).toEqual(kept);
  });
});
