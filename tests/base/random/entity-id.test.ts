// Numbers of entities by name: stable, spread over all 32 bits, and different for names that look alike.

import { describe, expect, it } from "vitest";

import { entityIdOf } from "../../../src/base/random/entity-id.ts";

describe("the number of an entity", () => {
  it("depends on its name and on nothing else", () => {
    const alone = entityIdOf("shop/web-1");
    const names = Array.from({ length: 50 }, (_, index) => `shop/web-${index}`);
    expect(names.map((name) => entityIdOf(name))[1]).toBe(alone);
    expect(
      names
        .toReversed()
        .map((name) => entityIdOf(name))
        .at(-2),
    ).toBe(alone);
  });

  it("never changes: saved runs and golden figures rest on it", () => {
    expect(["", "a", "default/pod-0", "default/pod-1"].map((name) => entityIdOf(name))).toEqual([
      0, 193_999_046, -2_139_654_503, -1_703_945_356,
    ]);
  });

  it("is the same for a name within a namespace as for both written together", () => {
    expect(entityIdOf("web-1", "shop")).toBe(entityIdOf("shop/web-1"));
    expect(entityIdOf("web-1", "")).toBe(entityIdOf("web-1"));
  });

  it("is a whole number of 32 bits, and each bit is set in about half of all names", () => {
    const count = 4096;
    const ids = Array.from({ length: count }, (_, index) => entityIdOf(`default/openb-pod-${index}`));
    expect(ids.every((id) => (id | 0) === id)).toBe(true);
    for (let bit = 0; bit < 32; bit += 1) {
      const set = ids.filter((id) => (id >>> bit) & 1).length;
      // Five standard deviations of a fair coin: sqrt(4096) / 2 = 32.
      expect(Math.abs(set - count / 2), `bit ${bit}`).toBeLessThan(5 * 32);
    }
  });

  it("differs for 10,000 names that differ in a few digits, but for a chance pair", () => {
    const ids = new Set(Array.from({ length: 10_000 }, (_, index) => entityIdOf(`default/pod-${index}`)));
    expect(ids.size).toBeGreaterThanOrEqual(9999);
  });

  it("tells names apart that hold the same letters in another order or place", () => {
    const alike = ["ab/c", "a/bc", "ba/c", "c/ab", "ab/c ", " ab/c"];
    expect(new Set(alike.map((name) => entityIdOf(name))).size).toBe(alike.length);
  });
});
