// All mixes of several numbers.

import { describe, expect, it } from "vitest";

import { countMixes, isAtLeast, mixesOf } from "../../../src/experiment/line/mixes.ts";

describe("mixes", () => {
  it("are ordered by price, and told apart by what they have", () => {
    const mixes = mixesOf([
      { amounts: [0, 1], pricePerHour: 0.1 },
      { amounts: [0, 2], pricePerHour: 0.1 },
    ]);
    expect(mixes.map(({ price }) => price)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(isAtLeast(mixes[3]!, mixes[1]!)).toBe(true);
    expect(isAtLeast(mixes[2]!, mixes[1]!)).toBe(false);
    expect(
      countMixes([
        { amounts: [1, 2, 3], pricePerHour: 0 },
        { amounts: [1, 2], pricePerHour: 0 },
      ]),
    ).toBe(6);
  });
});
