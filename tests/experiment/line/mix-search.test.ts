// The search for the cheapest mix, held against trying all of them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { mixSearch } from "../../../src/experiment/line/mix-search.ts";
import { mixesOf, type Mix } from "../../../src/experiment/line/mixes.ts";

import { searched } from "./made-search.ts";

const SEED = 611;
const ONCE = { replications: 1, mostReplications: 1 };

function upTo(count: number): readonly number[] {
  return Array.from({ length: count + 1 }, (_, amount) => amount);
}

async function cheapest(mixes: readonly Mix[], holds: (mix: Mix) => boolean) {
  const measured = (candidate: number): number => (holds(mixes[candidate]!) ? 1 : 9);
  return searched({ candidates: mixes.length, search: mixSearch(mixes), ...ONCE, measured });
}

describe("the search for the cheapest mix", () => {
  const pool = fc.record({
    most: fc.integer({ min: 1, max: 9 }),
    price: fc.integer({ min: 0, max: 20 }),
    power: fc.integer({ min: 1, max: 16 }),
  });

  it("finds the price that trying all of them finds", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(pool, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 90 }),
        async (pools, need) => {
          const mixes = mixesOf(pools.map(({ most, price }) => ({ amounts: upTo(most), pricePerHour: price / 10 })));
          const holds = ({ levels }: Mix): boolean =>
            levels.reduce((sum, count, at) => sum + count * pools[at]!.power, 0) >= need;
          const { answer, tried } = await cheapest(mixes, holds);
          const wanted = mixes.find(holds);
          expect(answer.holds === null ? undefined : mixes[answer.holds]!.price).toBe(wanted?.price);
          expect(answer.kind).not.toBe("wide");
          expect(answer.contradiction).toBeNull();
          expect(tried.length).toBeLessThanOrEqual(mixes.length);
        },
      ),
      { seed: SEED, numRuns: 60 },
    );
  });

  it("tries few of many", async () => {
    const mixes = mixesOf([
      { amounts: upTo(20), pricePerHour: 0.2 },
      { amounts: upTo(20), pricePerHour: 0.7 },
    ]);
    const { answer, tried } = await cheapest(mixes, ({ levels: [small, big] }) => small! + 4 * big! >= 33);
    expect(mixes[answer.holds!]!.price).toBe(5.8);
    expect(tried.length).toBeLessThanOrEqual(60);
  });

  it("says that none holds after the dearest alone", async () => {
    const mixes = mixesOf([{ amounts: upTo(5), pricePerHour: 1 }]);
    const { answer, tried } = await cheapest(mixes, () => false);
    expect(answer).toMatchObject({ kind: "nowhere", holds: null, breaks: 5, openFromPrice: null });
    expect(tried).toEqual([5]);
  });

  it("says that the cheapest of all holds", async () => {
    const mixes = mixesOf([{ amounts: upTo(5), pricePerHour: 1 }]);
    const { answer } = await cheapest(mixes, () => true);
    expect(answer).toMatchObject({ kind: "everywhere", holds: 0 });
  });

  it("says from which price on it does not know", () => {
    const mixes = mixesOf([{ amounts: upTo(3), pricePerHour: 1 }]);
    const search = mixSearch(mixes);
    expect(search.answer(["breaks", "open", "holds", "holds"])).toMatchObject({
      kind: "wide",
      holds: 2,
      openFromPrice: 1,
    });
    expect(search.next(["breaks", "open", "holds", "holds"])).toEqual([]);
  });

  it("says when less held where more broke", () => {
    const mixes = mixesOf([{ amounts: upTo(3), pricePerHour: 1 }]);
    const answer = mixSearch(mixes).answer(["untried", "holds", "breaks", "holds"]);
    expect(answer).toMatchObject({ kind: "contradicted", contradiction: { held: 1, broke: 2 } });
  });
});
