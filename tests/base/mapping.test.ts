// Mappings with any keys.

import { expect, it } from "vitest";

import { isMapping, setOwn } from "../../src/base/mapping.ts";

it("takes objects for mappings, but neither lists nor null", () => {
  expect([{}, { a: 1 }].every(isMapping)).toBe(true);
  expect([[], null, "a", 1, undefined].some(isMapping)).toBe(false);
});

it("keeps keys that every object seems to have", () => {
  const mapping: Record<string, unknown> = {};
  for (const key of ["__proto__", "constructor", "a"]) setOwn(mapping, key, key);
  expect(Object.keys(mapping)).toEqual(["__proto__", "constructor", "a"]);
  expect(Object.getPrototypeOf(mapping)).toBe(Object.prototype);
});
