// Processors divided among those who want them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { dividedTo, type Wish } from "../../../src/model/kubelet/cpu-division.ts";

const SEED = 20_261_122;
const AMOUNT = 1000;

function allOf(wishes: readonly Wish[], amount: number): readonly number[] {
  return wishes.map((wish, place) => dividedTo(wish, wishes.toSpliced(place, 1), amount));
}

/** Poured in drops: each drop goes to those who want more, by their weights. */
function poured(wishes: readonly Wish[], amount: number): readonly number[] {
  const got = wishes.map(() => 0);
  let left = amount;
  for (;;) {
    const thirsty = wishes.flatMap(({ wants }, place) => (wants - got[place]! > 1e-9 ? [place] : []));
    if (thirsty.length === 0 || left < 1e-9) return got;
    const weights = thirsty.reduce((sum, place) => sum + wishes[place]!.weight, 0);
    const perWeight = Math.min(
      left / weights,
      ...thirsty.map((place) => (wishes[place]!.wants - got[place]!) / wishes[place]!.weight),
    );
    for (const place of thirsty) got[place]! += perWeight * wishes[place]!.weight;
    left -= perWeight * weights;
  }
}

describe("processors that are divided", () => {
  it("give each what it wants where there is enough", () => {
    const wishes = [
      { weight: 2, wants: 300 },
      { weight: 1024, wants: 700 },
    ];
    expect(allOf(wishes, AMOUNT)).toEqual([300, 700]);
  });

  it("go by weight where all want more", () => {
    const wishes = [
      { weight: 1024, wants: 5000 },
      { weight: 3072, wants: 5000 },
    ];
    expect(allOf(wishes, AMOUNT)).toEqual([250, 750]);
  });

  it("give on what one leaves", () => {
    const wishes = [
      { weight: 1024, wants: 5000 },
      { weight: 3072, wants: 100 },
      { weight: 1024, wants: 5000 },
    ];
    expect(allOf(wishes, AMOUNT)).toEqual([450, 100, 450]);
  });

  it("are what comes of pouring drop by drop, whatever is wanted", () => {
    const wish = fc.record({ weight: fc.integer({ min: 2, max: 4096 }), wants: fc.integer({ min: 0, max: 2000 }) });
    fc.assert(
      fc.property(
        fc.array(wish, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 8000 }),
        (wishes, amount) => {
          const expected = poured(wishes, amount);
          for (const [place, got] of allOf(wishes, amount).entries()) expect(got).toBeCloseTo(expected[place]!, 5);
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });
});
