// What an informer tells again while a key is worked at.

import { expect, it } from "vitest";

import { toldAgainUs } from "../../../src/components/controllers/resync.ts";

it("is what falls between the beginning and the end, both included", () => {
  expect(toldAgainUs(30, 30, 15, 0)).toBe(30);
  expect(toldAgainUs(29, 31, 15, 0)).toBe(30);
  expect(toldAgainUs(31, 44, 15, 0)).toBeUndefined();
  expect(toldAgainUs(31, 45, 15, 0)).toBe(45);
  expect(toldAgainUs(31, 80, 15, 2)).toBe(32);
});
