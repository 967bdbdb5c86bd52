// A rate that jumps between states at random.

import { describe, expect, it } from "vitest";

import { MMPP } from "../../../../src/environment/load/profiles/mmpp.ts";

import { pieces, profile } from "../profile-world.ts";

const STATES = [
  { rate: 1, mean: "10s" },
  { rate: 2, mean: "20s" },
  { rate: 3, mean: "30s" },
];

describe("a rate that jumps", () => {
  it("never stays in its state, and enters the others alike", () => {
    const { path } = profile(MMPP, { states: STATES });
    const rates = pieces(path, 6_000).map((piece) => Number(piece.split(" ")[1]));
    expect(rates.some((rate, index) => rate === rates[index - 1])).toBe(false);
    for (const rate of [1, 2, 3]) {
      expect(Math.abs(rates.filter((one) => one === rate).length - 2_000)).toBeLessThan(100);
    }
  });

  it("begins in each state as often as it is in it", () => {
    const firsts = Array.from(
      { length: 3_000 },
      (_, seed) => profile(MMPP, { states: STATES }, {}, String(seed)).path.perSecond,
    );
    for (const [index, expected] of [500, 1_000, 1_500].entries()) {
      expect(Math.abs(firsts.filter((rate) => rate === index + 1).length - expected)).toBeLessThan(100);
    }
  });

  it("tells of states that are too short", () => {
    const states = [STATES[0], { rate: 5, mean: "10ms" }];
    expect(profile(MMPP, { states }).told).toEqual(["out-of-range states.1.mean: mean: 10ms is out of range"]);
  });
});
