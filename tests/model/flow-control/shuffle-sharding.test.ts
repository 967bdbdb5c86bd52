// Hands of queues dealt by a hash.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { dealerProblem, dealHand, requiredEntropyBits } from "../../../src/model/flow-control/shuffle-sharding.ts";

describe("a hand", () => {
  it.each([
    [64, 6, 1n, [1, 0, 2, 3, 4, 5]],
    [64, 6, 127n, [63, 1, 0, 2, 3, 4]],
    [64, 6, 18_446_744_073_709_551_615n, [63, 15, 55, 23, 31, 2]],
    [128, 6, 0n, [0, 1, 2, 3, 4, 5]],
    [1, 1, 5n, [0]],
  ])("from %i cards, %i of them, is dealt by %s as in the server", (deckSize, handSize, hash, hand) => {
    expect(dealHand(deckSize, handSize, hash)).toEqual(hand);
  });

  it("has cards of the deck that are all different", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 512 }),
        fc.integer({ min: 1, max: 6 }),
        fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
        (deckSize, wanted, hash) => {
          const handSize = Math.min(wanted, deckSize);
          const hand = dealHand(deckSize, handSize, hash);
          expect(new Set(hand).size).toBe(handSize);
          expect(hand.every((card) => Number.isInteger(card) && card >= 0 && card < deckSize)).toBe(true);
        },
      ),
      { seed: 1 },
    );
  });
});

describe("the sizes of deck and hand", () => {
  it.each([
    [64, 6, undefined],
    [0, 0, "deckSize 0 or handSize 0 is not positive"],
    [5, 6, "handSize 6 is greater than deckSize 5"],
    [67_108_865, 1, "deckSize 67108865 is impractically large"],
    [128, 9, "required entropy bits of deckSize 128 and handSize 9 is greater than 60"],
  ])("%i and %i are told %j", (deckSize, handSize, problem) => {
    expect(dealerProblem(deckSize, handSize)).toBe(problem);
  });

  it("say how many bits a hand takes", () => {
    expect([requiredEntropyBits(128, 6), requiredEntropyBits(5, 6), requiredEntropyBits(10, 0)]).toEqual([42, 14, 0]);
  });

  it("give what Go makes of no number if there is no deck", () => {
    expect([requiredEntropyBits(0, 0), requiredEntropyBits(-1, 1)]).toEqual([
      -9_223_372_036_854_775_808, -9_223_372_036_854_775_808,
    ]);
  });
});
