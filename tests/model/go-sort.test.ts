// Sorting down to the order of equals: what Go's sort.Slice (1.26) made of the same numbers.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { sortAsGo } from "../../src/model/go-sort.ts";

/** Where each element came from, sorted by what `keyOf` says of its place. */
function sortedPlaces(count: number, keyOf: (place: number) => number): number[] {
  const places = Array.from({ length: count }, (_, place) => place);
  sortAsGo(places, (left, right) => keyOf(left) < keyOf(right));
  return places;
}

/** A long order as one number. */
function folded(places: readonly number[]): number {
  return places.reduce((sum, place) => (Math.imul(sum, 31) + place) >>> 0, 0);
}

describe("sorting as Go does", () => {
  it("keeps the order of equals where there are at most twelve", () => {
    expect(sortedPlaces(12, (place) => place % 2)).toEqual([0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11]);
    expect(sortedPlaces(0, () => 0)).toEqual([]);
  });

  it("exchanges equals in longer lists, always in the same way", () => {
    expect(sortedPlaces(14, () => 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(sortedPlaces(16, (place) => place % 2)).toEqual([8, 10, 2, 14, 4, 12, 6, 0, 9, 7, 1, 11, 5, 13, 3, 15]);
    expect(sortedPlaces(18, (place) => -Math.trunc(place / 2))).toEqual([
      17, 16, 15, 14, 13, 12, 10, 11, 8, 9, 7, 6, 5, 4, 3, 2, 0, 1,
    ]);
    expect(sortedPlaces(30, (place) => (place * place * 7 + 3 * place) % 4)).toEqual([
      23, 19, 27, 3, 4, 24, 28, 8, 15, 20, 7, 11, 12, 16, 0, 14, 13, 17, 18, 10, 9, 21, 22, 6, 5, 25, 26, 2, 1, 29,
    ]);
  });

  it.each([
    ["many equals", 500, (place: number) => (place * place * 31 + 7 * place) % 50, 3731837444],
    ["a descent", 200, (place: number) => -Math.trunc(place / 3), 663614838],
    ["a saw", 400, (place: number) => place % 20, 668719816],
    ["organ pipes", 300, (place: number) => Math.trunc(Math.min(place, 300 - place) / 4), 3398952512],
    ["a nearly sorted list", 100, (place: number) => (place % 40 === 7 ? 0 : Math.trunc(place / 2)), 442385188],
  ])("takes the same way as Go through %s", (_name, count, keyOf, fold) => {
    expect(folded(sortedPlaces(count, keyOf))).toBe(fold);
  });

  it("sorts whatever it is given", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { maxLength: 300 }), (keys) => {
        const sorted = [...keys];
        sortAsGo(sorted, (left, right) => left < right);
        expect(sorted).toEqual(keys.toSorted((left, right) => left - right));
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
