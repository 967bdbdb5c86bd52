// Plain data that says the same.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { isSame } from "../../src/base/same-data.ts";

/** The rule in few words: every field of either is the same in the other. */
function isSamePlainly(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  const [one, other] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
  return [...new Set([...one.keys(), ...other.keys()])].every((key) => isSamePlainly(one.get(key), other.get(key)));
}

describe("two values", () => {
  const { tree: value } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.constantFrom<unknown>(undefined, null, 0, 1, "a", "b", true),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "c", "0"), tie("tree"), { maxKeys: 3 }),
    ),
  }));

  it("are the same if each field of either is the same in the other, whatever their order", () => {
    fc.assert(
      fc.property(value, value, (left, right) => {
        expect(isSame(left, right)).toBe(isSamePlainly(left, right));
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it("are the same as themselves in another order, and with fields that are undefined", () => {
    fc.assert(
      fc.property(value, (left) => {
        expect(isSame(left, reversed(left))).toBe(true);
        if (typeof left === "object" && left !== null && !Array.isArray(left)) {
          expect(isSame(left, { none: undefined, ...left })).toBe(true);
          expect(isSame({ ...left, some: 1 }, left)).toBe(false);
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

/** The same fields the other way round. */
function reversed(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, item]) => [key, reversed(item)]));
}
